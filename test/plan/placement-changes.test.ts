import { describe, expect, it } from 'vitest';
import { base, type Files, objects, overlay } from '../support/fleet.ts';
import { changes } from './changes.ts';

const fleet: Files = {
  ...objects(`
    Group east: {}
    Group west: {}
    Cluster e1 {tier: gold}: {groups: [east]}
    Cluster e2: {groups: [east]}
    Cluster w1 {tier: gold}: {groups: [west]}
    Namespace pos: {clusters: /g/east, applications: [till]}
    Namespace pos-2: {clusters: /g/west}
    Application till: {path: apps/till, namespace: pos}`),
  ...base('apps/till'),
  ...overlay('apps/till/overlays/gold', { clusters: '/m/tier/gold' }),
};

function changed(notes: string, files: Files = {}): string[] {
  return changes(fleet, { ...fleet, ...objects(notes), ...files });
}

describe('what clusters get after a change', () => {
  it('nothing, where nothing changes', () => {
    expect(changes(fleet, fleet)).toEqual([]);
  });

  const cases: readonly [about: string, notes: string, lines: readonly string[]][] = [
    [
      'a namespace reaches further, with its application',
      'Namespace pos: {clusters: /g/east or /g/west, applications: [till]}',
      ['pos + w1', 'pos/till + w1'],
    ],
    [
      'a namespace reaches less far',
      'Namespace pos: {clusters: /c/e1, applications: [till]}',
      ['pos - e2', 'pos/till - e2'],
    ],
    ['an application is no longer admitted', 'Namespace pos: {clusters: /g/east}', ['pos/till - e1 e2']],
    [
      'an application moves',
      'Application till: {path: apps/till, namespace: pos-2}\nNamespace pos-2: {clusters: /g/west, applications: [till]}',
      ['pos/till - e1 e2', 'pos-2/till + w1'],
    ],
    ['a cluster loses a label that an overlay asks for', 'Cluster e1: {groups: [east]}', ['pos/till ~ e1']],
    [
      'a namespace gets an override',
      'Namespace pos: {clusters: /g/east, applications: [till], overrides: [{name: small, clusters: /c/e2}]}',
      ['pos ~ e2'],
    ],
    ['a new cluster gains what it gets', 'Cluster e0: {groups: [east]}', ['pos + e0', 'pos/till + e0']],
    ['a retired cluster loses nothing: what runs there stays', 'Cluster e2: {groups: [east], state: retired}', []],
    [
      'a cluster moves to another group',
      'Cluster e2: {groups: [west]}',
      ['pos - e2', 'pos/till - e2', 'pos-2 + e2', 'group east - e2', 'group west + e2'],
    ],
    [
      'rings come in',
      'Ring canary: {order: 1, clusters: /m/tier/gold}\nRing rest: {order: 2}',
      ['ring canary + e1 w1', 'ring rest + e2'],
    ],
    [
      'values and time zones, inherited ones too',
      'Group east: {values: {region: e}, timeZone: America/New_York}\nCluster e1 {tier: gold}: {groups: [east], values: {region: x}}',
      ['timeZone: e1 e2', 'values.region: e1 e2'],
    ],
    ['a value on the cluster that says what it inherits', 'Cluster w1 {tier: gold}: {groups: [west], values: {}}', []],
  ];
  it.each(cases)('%s', (_about, notes, lines) => {
    expect(changed(notes)).toEqual(lines);
  });

  it('a deleted cluster loses nothing, and moves no other', () => {
    const { 'inventory/cluster/e1.yaml': _, ...rest } = fleet;
    expect(changes(fleet, rest)).toEqual([]);
  });

  it('another base for an application', () => {
    const lines = changed('Application till: {path: apps/till-2, namespace: pos}', {
      ...base('apps/till-2'),
      ...overlay('apps/till-2/overlays/gold', { clusters: '/m/tier/gold' }),
    });
    expect(lines).toEqual(['pos/till ~ e1 e2']);
  });
});

describe('what clusters get after a renaming', () => {
  const names = (from: string, to: string) => new Map([[from, to]]);

  it('a cluster that sorts elsewhere after is the same one', () => {
    const { 'inventory/cluster/e1.yaml': _, ...rest } = fleet;
    const after = { ...rest, ...objects('Cluster z1 {tier: gold}: {groups: [east]}') };
    expect(changes(fleet, after, { Cluster: names('e1', 'z1') })).toEqual([]);
    expect(changes(fleet, after)).toEqual(['pos + z1', 'pos/till + z1']);
  });

  it('a namespace, an application, a group, each by its new name', () => {
    const { 'inventory/namespace/pos.yaml': _, 'inventory/group/east.yaml': _east, ...rest } = fleet;
    const after = {
      ...rest,
      ...objects(`
        Group north: {}
        Cluster e1 {tier: gold}: {groups: [north]}
        Cluster e2: {groups: [north]}
        Namespace shop: {clusters: /g/north, applications: [till]}
        Application till: {path: apps/till, namespace: shop}`),
    };
    expect(changes(fleet, after, { Namespace: names('pos', 'shop'), Group: names('east', 'north') })).toEqual([]);
    expect(changes(fleet, after, { Group: names('east', 'north') })).toEqual([
      'pos - e1 e2',
      'pos/till - e1 e2',
      'shop + e1 e2',
      'shop/till + e1 e2',
    ]);
  });

  it('a ring with a percentage draws its lots by name', () => {
    const ring = (name: string) => objects(`Ring ${name}: {order: 1, percent: 40}\nRing rest: {order: 2}`);
    const [before, after] = [ring('canary'), ring('first')].map((rings) => ({ ...fleet, ...rings }));
    expect(changes(before ?? {}, after ?? {}, { Ring: names('canary', 'first') })).toEqual([
      'ring first + e1',
      'ring rest - e1',
    ]);
  });
});
