import { describe, expect, it } from 'vitest';
import { createSelection } from '../../src/select/selection.ts';
import { fleet, names, select, stores } from './fleet.ts';

describe('an expression selects', () => {
  it.each([
    ['all', 'austin-1 austin-2 boston-1 boston-2 dallas-1 kiosk-1 nola-1'],
    ['none', ''],
    ['/c/nola-1', 'nola-1'],
    ['/c/austin-*', 'austin-1 austin-2'],
    ['/c/{boston,kiosk}-1', 'boston-1 kiosk-1'],
    ['/c/*-2', 'austin-2 boston-2'],
    ['/c/[a-c]*-?', 'austin-1 austin-2 boston-1 boston-2'],
    ['/g/stores/central', 'austin-1 austin-2 dallas-1 nola-1'],
    ['/g/stores/*', 'austin-1 austin-2 boston-1 boston-2 dallas-1 nola-1'],
    ['/g/**/{la,east}', 'boston-1 boston-2 nola-1'],
    ['/g/*', 'austin-1 austin-2 boston-1 boston-2 dallas-1 nola-1'],
    ['/g/gold', 'austin-1 boston-1'],
    ['/n/web', 'austin-1 austin-2 boston-1 boston-2 dallas-1 nola-1'],
    ['/n/cache', 'austin-2 boston-1 boston-2 dallas-1 nola-1'],
    ['/r/canary', 'austin-1'],
    ['/r/wave', 'austin-2 dallas-1'],
    ['/r/rest', 'boston-1 boston-2 kiosk-1 nola-1'],
    ['/m/state', 'austin-1 austin-2 boston-1 boston-2 dallas-1 nola-1'],
    ['/m/tier/gold', 'austin-1 boston-1'],
    ['/m/tier/""', 'boston-2'],
    ['/m/tier/{gold,silver}', 'austin-1 austin-2 boston-1 nola-1'],
    ['/m/version/1.*', 'kiosk-1 nola-1'],
    ['/m/"example.com/size"/xl', 'boston-1'],
    ['/g/stores and not (/m/tier/gold or /m/state/ma)', 'austin-2 dallas-1 nola-1'],
    ['/c/nola-1 or /g/lab and /m/tier/gold or /m/tier/kiosk', 'austin-1 kiosk-1 nola-1'],
    ['not /g/stores', 'kiosk-1'],
  ])('%s: %s', (expression, expected) => {
    expect(select(stores, expression).join(' ')).toBe(expected);
  });

  it('members of a group by name and by expression, and all below it', () => {
    const parts = fleet({
      clusters: { a: { groups: ['west/ca'] }, b: { labels: { state: 'wa' } }, c: {}, d: { groups: ['western'] } },
      groups: {
        west: undefined,
        'west/ca': undefined,
        'west/wa': '/m/state/wa',
        'west/wa/seattle': '/c/c',
        western: undefined,
      },
    });
    expect(select(parts, '/g/west')).toEqual(['a', 'b', 'c']);
    expect(select(parts, '/g/west/wa')).toEqual(['b', 'c']);
    expect(select(parts, '/g/west/wa/seattle')).toEqual(['c']);
  });

  it('nothing where there is no cluster', () => {
    expect(select(fleet({}), 'all or not none or /m/tier')).toEqual([]);
  });

  it('the same set, worked out once, wherever the expression stands', () => {
    const selection = createSelection(stores);
    const first = selection.evaluate('/m/tier/gold', { file: 'one' });
    expect(selection.evaluate('/m/tier/gold', { file: 'two' })).toBe(first);
  });

  it('labels that have the names of what every object has', () => {
    const parts = fleet({ clusters: { a: { labels: { constructor: 'x' } }, b: { labels: {} }, c: {} } });
    expect(select(parts, '/m/constructor')).toEqual(['a']);
    expect(select(parts, '/m/toString')).toEqual([]);
    expect(select(parts, '/m/__proto__')).toEqual([]);
  });
});

describe('the groups of a cluster', () => {
  const selection = createSelection(stores);
  const groupsOf = (name: string) => selection.groupsOf(selection.indexOf(name) ?? -1);

  it('are those it names, those that select it and all above, shallow ones first', () => {
    expect(groupsOf('austin-1')).toEqual(['gold', 'lab', 'stores', 'stores/central', 'stores/central/tx']);
    expect(groupsOf('boston-1')).toEqual(['gold', 'stores', 'stores/east']);
    expect(groupsOf('kiosk-1')).toEqual([]);
  });

  it('are one array for all clusters in the same groups', () => {
    expect(groupsOf('austin-2')).toBe(groupsOf('dallas-1'));
    expect(groupsOf('austin-2')).not.toBe(groupsOf('austin-1'));
  });

  it('have the members that the selection gives for each group', () => {
    for (const { name } of stores.groups) {
      const members = stores.clusters.filter((cluster) => groupsOf(cluster.name).includes(name));
      expect(names(selection, selection.group(name))).toEqual(members.map((cluster) => cluster.name));
    }
  });
});

describe('what is asked for by a name that does not exist', () => {
  it('is empty', () => {
    const selection = createSelection(stores);
    expect(names(selection, selection.group('store'))).toEqual([]);
    expect(names(selection, selection.namespace('store'))).toEqual([]);
    expect(names(selection, selection.ring('store'))).toEqual([]);
    expect(selection.indexOf('store')).toBeUndefined();
    expect(selection.findings).toEqual([]);
  });
});
