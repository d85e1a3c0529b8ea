import { describe, expect, it } from 'vitest';
import { deleteEdits } from '../../src/edit/delete-edits.ts';
import type { DocumentEdits } from '../../src/edit/document-edits.ts';
import { editFile } from '../../src/edit/edit-file.ts';
import { renameEdits } from '../../src/edit/rename-edits.ts';
import type { KindName } from '../../src/model/inventory.ts';
import { kinds } from '../../src/model/kinds/index.ts';
import type { Reference } from '../../src/model/kinds/references.ts';
import { overlayReferences } from '../../src/model/overlay-annotations.ts';
import { load } from '../edit/loaded.ts';
import { base, type Files, objects, overlay, readFleet } from '../support/fleet.ts';

type Named = Exclude<KindName, 'Fleet' | 'Expectation'>;

const known = objects(`
  Cluster nola: {groups: [stores]}
  Group stores: {}
  Application till: {path: apps/pos}
  Application lane: {path: apps/pos}
  Namespace shop: {clusters: all}
  Policy tidy: {}
  Ring canary: {order: 1}
  Ring rest: {order: 9}`);

/** One object of each kind, and a slip of the pen in its name. */
const names: Readonly<Record<Named, { readonly right: string; readonly wrong: string }>> = {
  Cluster: { right: 'nola', wrong: 'nula' },
  Group: { right: 'stores', wrong: 'storez' },
  Application: { right: 'till', wrong: 'tilk' },
  Namespace: { right: 'shop', wrong: 'shep' },
  Policy: { right: 'tidy', wrong: 'tydy' },
  Ring: { right: 'canary', wrong: 'canari' },
};

const terms = { '/c/': 'Cluster', '/g/': 'Group', '/n/': 'Namespace', '/r/': 'Ring' } as const;

/** Something that names NAME, or has the expression EXPR, in each field of each kind that may. */
const samples: Readonly<Record<string, Files>> = {
  'Fleet spec.guards.protected': objects(
    'Fleet contoso: {git: {url: https://git.example.com/fleet.git}, guards: {protected: EXPR}}',
  ),
  'Group metadata.name': objects('Group NAME/la: {}'),
  'Group spec.clusters': objects('Group lab: {clusters: EXPR}'),
  'Cluster spec.groups.*': objects('Cluster dallas: {groups: [NAME]}'),
  'Application spec.namespace': objects('Application web: {path: apps/pos, namespace: NAME}'),
  'Application spec.requests': objects('Application web: {path: apps/pos, requests: NAME}'),
  'Application spec.dependsOn.*': objects('Application web: {path: apps/pos, dependsOn: [NAME]}'),
  'Namespace spec.applications.*': objects('Namespace pos: {clusters: all, applications: [NAME]}'),
  'Namespace spec.rejected.*.application': objects(
    'Namespace pos: {clusters: all, rejected: [{application: NAME, reason: no}]}',
  ),
  'Namespace spec.policies.*': objects('Namespace pos: {clusters: all, policies: [NAME]}'),
  'Namespace spec.dependsOn.*': objects('Namespace pos: {clusters: all, dependsOn: [NAME]}'),
  'Namespace spec.overrides.*.policies.*': objects(
    'Namespace pos: {clusters: all, overrides: [{name: small, clusters: all, policies: [NAME]}]}',
  ),
  'Namespace spec.clusters': objects('Namespace pos: {clusters: EXPR, proposed: true}'),
  'Namespace spec.overrides.*.clusters': objects(
    'Namespace pos: {clusters: all, proposed: true, overrides: [{name: small, clusters: EXPR}]}',
  ),
  'Policy spec.rules.*.match.namespaces.*': objects(
    'Policy big: {rules: [{name: one, match: {namespaces: [NAME]}, assert: {}}]}',
  ),
  'Ring spec.clusters': objects('Ring wave: {order: 2, clusters: EXPR}'),
  'Expectation spec.application': expectation('{application: NAME, on: all}'),
  'Expectation spec.on': expectation('{application: till, on: EXPR}'),
  'Expectation spec.notOn': expectation('{application: till, notOn: EXPR}'),
  'Overlay metadata.annotations.resedge.dev/clusters': overlay('apps/pos/overlays/v2', { clusters: 'EXPR' }),
  'Overlay metadata.annotations.resedge.dev/ring': overlay('apps/pos/overlays/v2', { clusters: 'all', ring: 'NAME' }),
  'Overlay metadata.annotations.resedge.dev/applications': overlay('apps/pos/overlays/v2', {
    clusters: 'all',
    applications: 'lane, NAME',
  }),
};

function expectation(spec: string): Files {
  const [text = ''] = Object.values(objects(`Expectation everywhere: ${spec}`));
  return { 'expectations/everywhere.yaml': text };
}

interface Case {
  readonly of: string;
  readonly reference: Reference;
  readonly kind: Named;
  /** A fleet in which something names an object that is called so. */
  with(name: string): Files;
  /** The file in which that is. */
  asker(name: string): string;
}

/** Each reference with each kind that it may name. */
const cases: Case[] = [...Object.values(kinds), { kind: 'Overlay', references: overlayReferences }].flatMap(
  ({ kind: owner, references }) =>
    references.flatMap((reference): Case[] => {
      const of = `${owner} ${reference.path.join('.')}`;
      const sample = samples[of];
      if (!sample) throw new Error(`there is no sample for ${of}`);
      const asker = (text: string) => Object.keys(filled(sample, text)).join();
      const fill = (text: string) => ({ ...known, ...base('apps/pos'), ...filled(sample, text) });
      if (reference.how !== 'expression') {
        const { kind } = reference;
        if (kind === 'Fleet' || kind === 'Expectation') throw new Error(`${of} names a ${kind}`);
        return [{ of: `${of} -> ${kind}`, reference, kind, with: fill, asker }];
      }
      return Object.entries(terms).map(([prefix, kind]) => ({
        of: `${of} -> ${kind}`,
        reference,
        kind,
        with: (name) => fill(prefix + name),
        asker: (name) => asker(prefix + name),
      }));
    }),
);

function filled(files: Files, text: string): Files {
  const entries = Object.entries(files).map(([path, content]): [string, string] => [
    path.replace('NAME', text),
    content.replaceAll('NAME', text).replaceAll('EXPR', `none or ${text}`),
  ]);
  return Object.fromEntries(entries);
}

function isLoose(reference: Reference): boolean {
  return reference.how !== 'expression' && reference.whenGone === 'loose';
}

describe('everything that names an object', () => {
  it('is declared', () => {
    const declared = new Set(cases.map(({ of }) => of.replace(/ -> .*/, '')));
    expect([...declared].sort()).toEqual(Object.keys(samples).sort());
  });

  it.each(cases)('$of: that it is there', ({ with: files, kind }) => {
    expect(readFleet(files(names[kind].right)).lines.filter((line) => line.includes(' RE202 '))).toEqual([]);
  });

  it.each(cases.filter(({ reference }) => !isLoose(reference)))('$of: that it is not', ({ with: files, kind }) => {
    const { right, wrong } = names[kind];
    const found = readFleet(files(wrong)).lines.filter((line) => line.includes(' RE202 '));
    expect(found[0]).toContain(wrong);
    expect(found[0]).toMatch(new RegExp(`\\(Did you mean \\S*${right}\\?\\)$`));
  });

  it.each(cases)('$of: follows a new name', ({ with: files, kind, asker }) => {
    const { right } = names[kind];
    const { edits } = renameEdits(load(files(right)), { kind, from: right, to: 'renamed' });
    const text = edited(files(right), edits, asker(right));
    expect(text).toMatch(/\brenamed\b/);
    expect(text).not.toMatch(new RegExp(`\\b${right}\\b`));
  });

  it.each(cases)('$of: is in the way of a deletion', ({ with: files, kind, reference, asker }) => {
    const { right } = names[kind];
    const { inTheWay } = deleteEdits(load(files(right)), [{ kind, name: right }], { cascade: false });
    expect(inTheWay.some(({ place }) => place.file === asker(right))).toBe(!isLoose(reference));
  });

  it.each(cases)('$of: lets go when that is asked for', ({ with: files, kind, reference, asker }) => {
    const { right } = names[kind];
    const { edits, objects, inTheWay } = deleteEdits(load(files(right)), [{ kind, name: right }], { cascade: true });
    const whenGone = reference.how === 'expression' ? 'term' : reference.whenGone;
    expect({
      isNamed: new RegExp(`\\b${right}\\b`).test(edited(files(right), edits, asker(right))),
      isGone: objects.some(({ source }) => source.file === asker(right)),
      isStuck: inTheWay.some(({ place }) => place.file === asker(right)),
    }).toEqual({
      isNamed: ['object', 'stuck', 'loose'].includes(whenGone),
      isGone: whenGone === 'object',
      isStuck: whenGone === 'stuck',
    });
  });
});

/** The text of a file after the edits of it. */
function edited(files: Files, edits: DocumentEdits, path: string): string {
  return editFile(files[path] ?? '', edits.of(path));
}
