import { describe, expect, it } from 'vitest';
import { deleteEdits } from '../../src/edit/delete-edits.ts';
import { pathText } from '../../src/edit/field-edit.ts';
import type { Identity } from '../../src/model/kinds/identity.ts';
import { type Files, objects, overlay } from '../support/fleet.ts';
import { load } from './loaded.ts';

interface Deletion {
  /** `Kind name` */
  readonly gone: readonly string[];
  /** `file: field` with `= value`, `-= value`, or nothing where it goes. */
  readonly edits: readonly string[];
  /** `who field` */
  readonly inTheWay: readonly string[];
}

function deletion(files: Files, targets: readonly Identity[], cascade: boolean): Deletion {
  const { objects, edits, inTheWay } = deleteEdits(load(files), targets, { cascade });
  const operators = { set: '= ', add: '+= ', remove: '-= ', unset: '' } as const;
  return {
    gone: objects.map(({ kind, name }) => `${kind} ${name}`),
    edits: [...edits.files()].flatMap((file) =>
      [...edits.of(file).values()].flat().map((edit) => {
        const value = edit.op === 'unset' ? '' : JSON.stringify(edit.value);
        return `${file.replace('inventory/', '')}: ${pathText(edit.path)} ${operators[edit.op]}${value}`.trim();
      }),
    ),
    inTheWay: inTheWay.map(({ from, place }) => `${from.kind} ${from.name} ${pathText(place.path)}`),
  };
}

const shop = objects(`
  Application till: {path: apps/pos, namespace: pos}
  Application lane: {path: apps/pos, namespace: pos, requests: shop, dependsOn: [till]}
  Namespace pos: {clusters: all, applications: [lane, till], policies: [tidy], dependsOn: [shop]}
  Namespace shop: {clusters: /n/pos, rejected: [{application: till, reason: no}, {application: lane, reason: no}]}
  Policy tidy: {}
  Expectation everywhere: {application: till, on: all}`);

describe('deleting what something names', () => {
  it('without --cascade all that names it is in the way', () => {
    expect(deletion(shop, [{ kind: 'Application', name: 'till' }], false)).toEqual({
      gone: ['Application till'],
      edits: [],
      inTheWay: [
        'Expectation everywhere spec.application',
        'Application lane spec.dependsOn[0]',
        'Namespace pos spec.applications[1]',
        'Namespace shop spec.rejected[0].application',
      ],
    });
  });

  it('what goes together is not in its own way', () => {
    const targets: Identity[] = [
      { kind: 'Group', name: 'a' },
      { kind: 'Group', name: 'a/b' },
      { kind: 'Cluster', name: 'nola' },
    ];
    const files = objects('Group a: {clusters: /c/nola}\nGroup a/b: {}\nCluster nola: {groups: [a/b]}');
    expect(deletion(files, targets, false)).toEqual({
      gone: ['Cluster nola', 'Group a', 'Group a/b'],
      edits: [],
      inTheWay: [],
    });
  });
});

describe('deleting with --cascade', () => {
  it('an application: out of all lists; its expectations go along', () => {
    expect(deletion(shop, [{ kind: 'Application', name: 'till' }], true)).toEqual({
      gone: ['Expectation everywhere', 'Application till'],
      edits: [
        'application/lane.yaml: spec.dependsOn -= "till"',
        'namespace/pos.yaml: spec.applications -= "till"',
        'namespace/shop.yaml: spec.rejected -= {"application":"till","reason":"no"}',
      ],
      inTheWay: [],
    });
  });

  it('a namespace: its applications are no longer assigned', () => {
    expect(deletion(shop, [{ kind: 'Namespace', name: 'shop' }], true)).toEqual({
      gone: ['Namespace shop'],
      edits: ['application/lane.yaml: spec.requests', 'namespace/pos.yaml: spec.dependsOn -= "shop"'],
      inTheWay: [],
    });
    const { edits } = deletion(shop, [{ kind: 'Namespace', name: 'pos' }], true);
    expect(edits).toEqual(['application/lane.yaml: spec.namespace', 'application/till.yaml: spec.namespace']);
  });

  it('an expression that would mean something else is in the way', () => {
    const { inTheWay } = deletion(shop, [{ kind: 'Namespace', name: 'pos' }], true);
    expect(inTheWay).toEqual(['Namespace shop spec.clusters']);
  });

  it('a group: groups below it go along, and clusters leave them', () => {
    const files = objects(`
      Group a: {}
      Group a/b: {}
      Group a/b/c: {}
      Group ab: {}
      Cluster nola: {groups: [a/b/c, ab]}
      Cluster tulsa: {groups: [ab]}
      Ring canary: {order: 1, clusters: /g/ab or /g/a/b}`);
    expect(deletion(files, [{ kind: 'Group', name: 'a' }], true)).toEqual({
      gone: ['Group a', 'Group a/b', 'Group a/b/c'],
      edits: ['cluster/nola.yaml: spec.groups -= "a/b/c"', 'ring/canary.yaml: spec.clusters = "/g/ab"'],
      inTheWay: [],
    });
  });

  it('a policy: an override that names it alone goes on naming none', () => {
    const files = objects(`
      Policy tidy: {}
      Policy pinned: {}
      Namespace pos:
        clusters: all
        policies: [tidy]
        overrides:
          - {name: a, clusters: all, policies: [tidy]}
          - {name: b, clusters: all, policies: [tidy, pinned]}`);
    expect(deletion(files, [{ kind: 'Policy', name: 'tidy' }], true).edits).toEqual([
      'namespace/pos.yaml: spec.policies -= "tidy"',
      'namespace/pos.yaml: spec.overrides[0].policies = []',
      'namespace/pos.yaml: spec.overrides[1].policies -= "tidy"',
    ]);
  });

  it('clusters: several terms of one expression at once', () => {
    const files = objects(`
      Cluster a: {}
      Cluster b: {}
      Cluster c: {}
      Group pilot: {clusters: /c/a or /c/b or /c/c}
      Group rest: {clusters: /c/*}`);
    const targets: Identity[] = [
      { kind: 'Cluster', name: 'a' },
      { kind: 'Cluster', name: 'c' },
    ];
    expect(deletion(files, targets, true)).toEqual({
      gone: ['Cluster a', 'Cluster c'],
      edits: ['group/pilot.yaml: spec.clusters = "/c/b"'],
      inTheWay: [],
    });
  });

  it('an overlay for several applications is for the others; one for it alone is in the way', () => {
    const files = {
      ...objects('Application till: {path: apps/pos}\nApplication lane: {path: apps/pos}'),
      ...overlay('apps/pos/overlays/both', { clusters: 'all', applications: 'lane, till' }),
      ...overlay('apps/pos/overlays/till', { clusters: 'all', applications: 'till' }),
    };
    expect(deletion(files, [{ kind: 'Application', name: 'till' }], true)).toEqual({
      gone: ['Application till'],
      edits: ['apps/pos/overlays/both/kustomization.yaml: metadata.annotations."resedge.dev/applications" = "lane"'],
      inTheWay: ['Overlay apps/pos/overlays/till metadata.annotations."resedge.dev/applications"'],
    });
  });

  it('overlays of a path that no application is left for are not asked', () => {
    const files = {
      ...objects('Application till: {path: apps/pos}'),
      ...overlay('apps/pos/overlays/till', { clusters: 'all', applications: 'till' }),
    };
    expect(deletion(files, [{ kind: 'Application', name: 'till' }], false).inTheWay).toEqual([]);
  });

  it('a ring that an overlay has come to is in the way', () => {
    const files = {
      ...objects('Application till: {path: apps/pos}\nRing canary: {order: 1}'),
      ...overlay('apps/pos/overlays/v2', { clusters: 'all', ring: 'canary' }),
    };
    expect(deletion(files, [{ kind: 'Ring', name: 'canary' }], true).inTheWay).toEqual([
      'Overlay apps/pos/overlays/v2 metadata.annotations."resedge.dev/ring"',
    ]);
  });
});
