import { describe, expect, it } from 'vitest';
import { objects, readFleet } from '../support/fleet.ts';

const git = 'git: {url: https://git.example.com/contoso/fleet.git}';
const lines = (notes: string) =>
  readFleet(objects(notes)).lines.map((line) => line.replace(/ \(Rollouts count.*\)$/, ''));

describe('what source git cannot hold back (RE704)', () => {
  it('is said of the fleet, groups, namespaces and clusters, with the clusters that change all the same', () => {
    expect(
      lines(`
        Fleet contoso: {${git}, freezes: [{from: 2026-11-26, to: 2026-11-30}]}
        Group stores: {windows: [{schedule: "0 2 * * 1-5", duration: 3h}]}
        Namespace web: {clusters: /c/austin, windows: [{schedule: "0 3 * * 0", duration: 2h}]}
        Cluster austin: {groups: [stores], hold: {reason: flood}}
        Cluster boston: {groups: [stores], hold: {reason: flood}, windows: [{schedule: "0 3 * * 0", duration: 2h}]}
        Cluster chicago:
      `),
    ).toEqual([
      'inventory/cluster/austin.yaml:4 RE704 hold cannot hold a cluster back with delivery.source git: 2 clusters (austin, boston) change all the same',
      'inventory/cluster/boston.yaml:4 RE704 windows cannot hold a cluster back with delivery.source git: cluster boston changes all the same',
      'inventory/group/stores.yaml:4 RE704 windows cannot hold a cluster back with delivery.source git: 2 clusters (austin, boston) change all the same',
      'inventory/namespace/web.yaml:4 RE704 windows cannot hold a cluster back with delivery.source git: cluster austin changes all the same',
      'resedge.yaml:4 RE704 freezes cannot hold a cluster back with delivery.source git: 3 clusters (austin, boston, chicago) change all the same',
    ]);
  });

  it('is said of windows in an override of a namespace', () => {
    expect(
      lines(`
        Namespace web: {clusters: all,
          overrides: [{name: night, clusters: /c/austin, windows: [{schedule: "0 3 * * 0", duration: 2h}]}]}
        Cluster austin:
        Cluster boston:
      `),
    ).toEqual([
      'inventory/namespace/web.yaml:5 RE704 windows cannot hold a cluster back with delivery.source git: cluster austin changes all the same',
    ]);
  });

  it('is not said of what is always open, or where there are no clusters', () => {
    expect(lines('Group stores: {windows: []}\nCluster austin: {groups: [stores], windows: []}')).toEqual([]);
    expect(lines('Group stores: {windows: [{schedule: "0 3 * * 0", duration: 2h}]}\nCluster austin:')).toEqual([]);
    expect(lines('Cluster austin: {state: retired, hold: {reason: flood}}')).toEqual([]);
  });
});

describe('a folder with very many clusters (RE804)', () => {
  const clusters = (count: number) => Array.from({ length: count }, (_, n) => `Cluster c${n}:`).join('\n');
  const at = (layout: string, count: number) =>
    lines(`Fleet contoso: {${git}, layout: {clusters: "${layout}"}}\n${clusters(count)}`);

  it('is a warning above 2,000', () => {
    expect(at('clusters/{name}', 2000)).toEqual([]);
    expect(at('clusters/{name}', 2001)).toEqual([
      'resedge.yaml:4 RE804 clusters holds the folders of 2001 clusters; Git hosts become slow above 2000 (Set spec.layout.clusters to clusters/{hash}/{name}, and keep the old layout in spec.layout.former.)',
    ]);
  });

  it('is none with {hash}, which makes 256 folders', () => {
    expect(at('clusters/{hash}/{name}', 2001)).toEqual([]);
  });
});
