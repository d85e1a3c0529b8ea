import { describe, expect, it } from 'vitest';
import { objects, readFleet } from '../support/fleet.ts';

const fleet = `
  Group stores: {}
  Cluster e1: {groups: [stores]}
  Cluster e2: {groups: [stores]}
  Cluster w1: {groups: [stores]}
  Cluster w2: {groups: [stores], state: retired}
`;

function lines(rings: string): readonly string[] {
  return readFleet({ ...objects(fleet), ...objects(rings) }).lines;
}

const hint = '(A rollout stops at a ring without clusters. Let it take others, or delete the ring.)';

describe('a ring without clusters is found', () => {
  it('where its percent takes none', () => {
    expect(lines('Ring canary: {order: 1, clusters: /g/stores, percent: 0.001}\nRing broad: {order: 2}')).toEqual([
      `inventory/ring/canary.yaml:4 RE302 no cluster is in the ring canary: its percent, 0.001, takes none of the 3 that it selects ${hint}`,
    ]);
  });

  it('where the rings before it leave none, and where all are retired', () => {
    expect(lines('Ring canary: {order: 1}\nRing broad: {order: 2}')).toEqual([
      `inventory/ring/broad.yaml:1 RE302 no cluster is in the ring broad: what it selects is in rings before it, or retired ${hint}`,
    ]);
    expect(lines('Ring canary: {order: 1, clusters: /c/w2}\nRing broad: {order: 2}')).toEqual([
      `inventory/ring/canary.yaml:4 RE302 no cluster is in the ring canary: what it selects is in rings before it, or retired ${hint}`,
    ]);
  });

  it('once: not where its expression is wrong, or selects nothing by itself', () => {
    expect(lines('Group lab: {}\nRing canary: {order: 1, clusters: /g/lab}\nRing broad: {order: 2}')).toEqual([
      expect.stringContaining('RE302 the expression selects no cluster'),
    ]);
    expect(lines('Ring canary: {order: 1, clusters: "/g/stores and"}\nRing broad: {order: 2}')).toEqual([
      expect.stringContaining(' RE301 '),
    ]);
  });

  it('and not where one is in each, nor in a fleet without clusters', () => {
    expect(lines('Ring canary: {order: 1, clusters: /c/e1}\nRing broad: {order: 2}')).toEqual([]);
    const rings = objects('Ring canary: {order: 1}\nRing broad: {order: 2}');
    expect(readFleet(rings).lines).toEqual([]);
  });
});
