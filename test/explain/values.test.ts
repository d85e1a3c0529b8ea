import { describe, expect, it } from 'vitest';
import { explainValue } from '../../src/explain/values.ts';
import { objects, readFleet } from '../support/fleet.ts';

/** `layer: value`, with what becomes of it. */
function layers(files: string, key: string): string[] {
  const { resolution } = readFleet(objects(files));
  const [cluster] = resolution.inventory.clusters;
  if (!cluster) throw new Error('there is no cluster');
  return explainValue(resolution, key, 0, cluster).map(({ layer, value, wins, isUndecided }) => {
    return `${layer}: ${value ?? '-'}${wins ? ' wins' : ''}${isUndecided ? ' undecided' : ''}`;
  });
}

const groups = `
  Group stores: {values: {a: 1.10}}
  Group stores/east: {values: {a: east}}
  Group lab: {values: {a: lab}}
  Group all: {clusters: all, values: {b: x}}
`;

describe('where a value comes from', () => {
  it('the deepest group', () => {
    expect(layers(`${groups}  Cluster e1: {groups: [stores/east, lab]}`, 'a')).toEqual([
      'fleet contoso: -',
      'group all: -',
      'group lab: lab',
      'group stores: 1.10',
      'group stores/east: east wins',
      'cluster e1: -',
    ]);
  });

  it('the cluster over all groups; a group by its expression', () => {
    expect(layers(`${groups}  Cluster e1: {values: {a: 7, b: 8}}`, 'b')).toEqual([
      'fleet contoso: -',
      'group all: x',
      'cluster e1: 8 wins',
    ]);
  });

  it('nobody knows, where two groups of one depth disagree', () => {
    expect(layers(`${groups}  Cluster e1: {groups: [stores, lab]}`, 'a')).toEqual([
      'fleet contoso: -',
      'group all: -',
      'group lab: lab wins',
      'group stores: 1.10 undecided',
      'cluster e1: -',
    ]);
  });

  it('nobody at all', () => {
    expect(layers('Cluster e1: {}', 'a')).toEqual(['fleet contoso: -', 'cluster e1: -']);
  });
});
