import { describe, expect, it } from 'vitest';
import { type Files, objects, readFleet } from '../support/fleet.ts';

/** What is said of RE503. */
function unbounded(files: Files): string[] {
  return readFleet(files).allLines.filter((line) => line.includes(' RE503 '));
}

/** Limits that give every container a request, so that RE505 has nothing to say. */
const limits = 'limits: {defaultRequest: {cpu: 1m, memory: 1Mi}}';

describe('namespaces without a bound (RE503)', () => {
  it('is said of those without a quota, on the clusters where they have none', () => {
    const files = objects(`
      Cluster a: {}
      Cluster b: {}
      Namespace free: {clusters: all}
      Namespace half: {clusters: all, overrides: [{name: x, clusters: /c/a, quota: {pods: 3}}]}
      Namespace full: {clusters: all, quota: {pods: 3}}
      Namespace nowhere: {clusters: none}
    `);
    expect(unbounded(files)).toEqual([
      'inventory/namespace/free.yaml:4 RE503 namespace free has no quota, so nothing bounds what it takes on 2 clusters (a, b) (Give it one that has room, such as: resedge set ns/free quota.cpu=500m quota.memory=1Gi. See: resedge capacity)',
      'inventory/namespace/half.yaml:4 RE503 namespace half has no quota, so nothing bounds what it takes on cluster b (Give it one that has room, such as: resedge set ns/half quota.cpu=500m quota.memory=1Gi. See: resedge capacity)',
    ]);
  });

  it('is said of resources that a quota leaves out, where clusters have them', () => {
    const files = objects(`
      Cluster a: {capacity: {cpu: "4", memory: 8Gi}}
      Cluster b: {capacity: {pods: 110}}
      Cluster c: {}
      Namespace retail: {clusters: all, quota: {cpu: "1"}, ${limits}}
      Namespace whole: {clusters: all, quota: {cpu: "1", memory: 1Gi, pods: 3}, ${limits}}
    `);
    expect(unbounded(files)).toEqual([
      'inventory/namespace/retail.yaml:4 RE503 the quota of namespace retail leaves out memory and pods, of which 2 clusters (a, b) say how much there is (Say how much of it, such as: resedge set ns/retail quota.memory=1Gi quota.pods=20)',
    ]);
  });
});
