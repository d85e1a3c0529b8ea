import { describe, expect, it } from 'vitest';
import { type FieldEdit, pathText } from '../../src/edit/field-edit.ts';
import { type Renaming, renameEdits } from '../../src/edit/rename-edits.ts';
import { type Files, objects, overlay } from '../support/fleet.ts';
import { load } from './loaded.ts';

/** `file: field = value` for what is set in the end, `+=` and `-=` for lists. */
function edits(files: Files, renaming: Renaming): string[] {
  const { edits } = renameEdits(load(files), renaming);
  const operators = { set: '=', add: '+=', remove: '-=', unset: '' } as const;
  return [...edits.files()].sort().flatMap((file) =>
    [...edits.of(file).values()].flatMap(lastOfField).map((edit) => {
      const value = edit.op === 'unset' ? '' : String(edit.value);
      return `${file.replace('inventory/', '')}: ${pathText(edit.path)} ${operators[edit.op]} ${value}`;
    }),
  );
}

/** Of edits that set one field after another, the last. */
function lastOfField(edits: readonly FieldEdit[]): FieldEdit[] {
  return edits.filter((edit, at) => {
    const next = edits[at + 1];
    return edit.op !== 'set' || next?.op !== 'set' || pathText(edit.path) !== pathText(next.path);
  });
}

describe('renaming', () => {
  it('a cluster: its name, what it was called, and terms that name it', () => {
    const files = objects(`
      Cluster nola: {groups: [stores]}
      Cluster nola-2: {groups: [stores]}
      Group stores: {}
      Ring canary: {order: 1, clusters: /c/nola or /c/nola-2 or (/g/stores and not /c/nola)}`);
    expect(edits(files, { kind: 'Cluster', from: 'nola', to: 'orleans' })).toEqual([
      'cluster/nola.yaml: metadata.name = orleans',
      'cluster/nola.yaml: spec.formerNames += nola',
      'ring/canary.yaml: spec.clusters = /c/orleans or /c/nola-2 or (/g/stores and not /c/orleans)',
    ]);
  });

  it('a cluster back to a name that it had', () => {
    const files = objects('Cluster orleans: {formerNames: [nola]}');
    expect(edits(files, { kind: 'Cluster', from: 'orleans', to: 'nola' })).toEqual([
      'cluster/orleans.yaml: metadata.name = nola',
      'cluster/orleans.yaml: spec.formerNames -= nola',
      'cluster/orleans.yaml: spec.formerNames += orleans',
    ]);
  });

  it('a group: all groups below it, and whatever names one of them', () => {
    const files = {
      'inventory/groups.yaml': ['stores', 'stores/la', 'stores/la/nola', 'stores/lab']
        .map((name) => `kind: Group\nmetadata: {name: ${name}}\n`)
        .join('---\n'),
      ...objects(`
        Cluster nola: {groups: [stores/la/nola, stores/lab]}
        Namespace pos: {clusters: /g/stores/la or /g/stores/lab, overrides: [{name: a, clusters: /g/stores/la/nola}]}`),
    };
    expect(edits(files, { kind: 'Group', from: 'stores/la', to: 'stores/south' })).toEqual([
      'cluster/nola.yaml: spec.groups[0] = stores/south/nola',
      'groups.yaml: metadata.name = stores/south',
      'groups.yaml: metadata.name = stores/south/nola',
      'namespace/pos.yaml: spec.clusters = /g/stores/south or /g/stores/lab',
      'namespace/pos.yaml: spec.overrides[0].clusters = /g/stores/south/nola',
    ]);
  });

  it('a group at the top', () => {
    const files = objects('Group a: {}\nGroup a/b: {}\nGroup a/b/c: {clusters: /g/a}');
    expect(renameEdits(load(files), { kind: 'Group', from: 'a', to: 'z' }).names).toEqual(
      new Map([
        ['a', 'z'],
        ['a/b', 'z/b'],
        ['a/b/c', 'z/b/c'],
      ]),
    );
    expect(edits(files, { kind: 'Group', from: 'a', to: 'z' })).toEqual([
      'group/a.yaml: metadata.name = z',
      'group/a/b.yaml: metadata.name = z/b',
      'group/a/b/c.yaml: metadata.name = z/b/c',
      'group/a/b/c.yaml: spec.clusters = /g/z',
    ]);
  });

  it('an application: lists, expectations, and the overlays that are for it', () => {
    const files = {
      ...objects(`
        Application till: {path: apps/pos, namespace: pos, dependsOn: [redis]}
        Application lane: {path: apps/pos, namespace: pos, dependsOn: [till]}
        Namespace pos: {clusters: all, applications: [lane, till], rejected: [{application: till, reason: no}]}
        Expectation everywhere: {application: till, on: all}`),
      ...overlay('apps/pos/overlays/v2', { clusters: 'all', applications: 'lane,  till' }),
    };
    expect(edits(files, { kind: 'Application', from: 'till', to: 'desk' })).toEqual([
      'apps/pos/overlays/v2/kustomization.yaml: metadata.annotations."resedge.dev/applications" = lane,  desk',
      'expectations/everywhere.yaml: spec.application = desk',
      'application/lane.yaml: spec.dependsOn[0] = desk',
      'application/till.yaml: metadata.name = desk',
      'namespace/pos.yaml: spec.applications[1] = desk',
      'namespace/pos.yaml: spec.rejected[0].application = desk',
    ]);
  });

  it('a ring: terms, and the overlays that have come as far as it', () => {
    const files = {
      ...objects('Ring canary: {order: 1}\nGroup early: {clusters: /r/canary}'),
      ...overlay('apps/pos/overlays/v2', { clusters: '/r/canary', ring: 'canary' }),
    };
    expect(edits(files, { kind: 'Ring', from: 'canary', to: 'first' })).toEqual([
      'apps/pos/overlays/v2/kustomization.yaml: metadata.annotations."resedge.dev/clusters" = /r/first',
      'apps/pos/overlays/v2/kustomization.yaml: metadata.annotations."resedge.dev/ring" = first',
      'group/early.yaml: spec.clusters = /r/first',
      'ring/canary.yaml: metadata.name = first',
    ]);
  });

  it('objects of another kind that have the name keep it', () => {
    const files = objects(
      'Namespace pos: {clusters: /c/pos or /n/pos}\nCluster pos: {}\nApplication pos: {path: apps/pos}',
    );
    expect(edits(files, { kind: 'Namespace', from: 'pos', to: 'tills' })).toEqual([
      'namespace/pos.yaml: metadata.name = tills',
      'namespace/pos.yaml: spec.clusters = /c/pos or /n/tills',
    ]);
  });

  const globs: readonly [expression: string, isTold: boolean][] = [
    ['/c/nola-*', true],
    ['/c/*', false],
    ['/c/la-*', true],
    ['/c/{nola-1,la-1}', false],
    ['/g/nola-*', false],
  ];
  it.each(globs)('%s is not changed; that it matches otherwise is told: %s', (expression, isTold) => {
    const files = objects(`Cluster nola-1: {}\nGroup pilot: {clusters: "${expression}"}`);
    const { globs, edits } = renameEdits(load(files), { kind: 'Cluster', from: 'nola-1', to: 'la-1' });
    expect(globs.map(({ text }) => text)).toEqual(isTold ? [expression] : []);
    expect([...edits.files()]).toEqual(['inventory/cluster/nola-1.yaml']);
  });
});
