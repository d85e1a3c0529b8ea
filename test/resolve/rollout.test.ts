import { describe, expect, it } from 'vitest';
import { type Report, type Rollout, rolloutOf } from '../../src/resolve/rollout.ts';
import { base, type Files, objects, overlay, readFleet } from '../support/fleet.ts';

const files = {
  ...objects(`
    Group stores: {}
    Group stores/east: {timeZone: America/New_York}
    Group stores/west: {timeZone: America/Los_Angeles, windows: [{schedule: "0 2 * * *", duration: 3h}]}
    Ring canary: {order: 1, clusters: /c/e1 or /c/e2 or /c/w1, soak: 6h, minReady: 60%}
    Ring broad: {order: 2}
    Cluster e1: {groups: [stores/east]}
    Cluster e2: {groups: [stores/east], connectivity: offline}
    Cluster w1: {groups: [stores/west]}
    Cluster w2: {groups: [stores/west]}
    Namespace shop: {clusters: /g/stores, applications: [till]}
    Application till: {path: apps/till, namespace: shop}
  `),
  ...base('apps/till'),
};

/** How far the one overlay of `till` has come, with these annotations, at a time. */
function rollout(
  annotations: Readonly<Record<string, string>>,
  now: string,
  more: Files = {},
  reports?: Report[],
): Rollout {
  const fleet = readFleet({
    ...files,
    ...overlay('apps/till/overlays/new', { clusters: 'all', ...annotations }),
    ...more,
  });
  const [placement] = fleet.resolution.applications;
  const [found] = placement?.overlays ?? [];
  if (!placement || !found) throw new Error('no overlay');
  return rolloutOf(fleet.resolution, placement, found, new Date(now), reports);
}

const inCanary = { ring: 'canary', 'ring-since': '2026-11-02T12:00:00Z' };

function report(cluster: string, ready: boolean, seenAt = '2026-11-03T00:00:00Z', application = 'till'): Report {
  return { cluster, application, ready, seenAt: Date.parse(seenAt) };
}

/** A week later it has soaked wherever it is. */
const weekLater = '2026-11-09T12:00:00Z';

describe('the soak time of a change', () => {
  it('is over once it is over for the clusters that are open least', () => {
    // The west opens 3 hours a night, at 02:00 in Los Angeles.
    const { waits, soaksUntil } = rollout(inCanary, '2026-11-02T15:00:00Z');
    expect(waits).toEqual([
      'it soaks in canary until 2026-11-04T12:00:00Z, for 5h more in the America/Los_Angeles windows of cluster w1',
    ]);
    expect(soaksUntil).toBe(Date.parse('2026-11-04T12:00:00Z'));
  });

  it('is over from the very moment on', () => {
    expect(rollout(inCanary, '2026-11-04T11:59:59Z').waits).toHaveLength(1);
    expect(rollout(inCanary, '2026-11-04T12:00:00Z').waits).toEqual([]);
  });

  it('does not count frozen days', () => {
    const frozen = objects(
      'Cluster w1: {groups: [stores/west], freezes: [{from: 2026-11-03, to: 2026-11-04, reason: Audit}]}',
    );
    expect(rollout(inCanary, weekLater, frozen).waits).toEqual([]);
    expect(rollout(inCanary, '2026-11-05T12:00:00Z', frozen).waits).toEqual([
      'it soaks in canary until 2026-11-06T12:00:00Z, for 3h more in the America/Los_Angeles windows of cluster w1',
    ]);
  });

  it('cannot be told without the time at which the change came there', () => {
    expect(rollout({ ring: 'canary' }, weekLater).waits).toEqual([
      'it has no resedge.dev/ring-since, so nobody knows how long it has been in canary',
    ]);
  });
});

describe('a rollout', () => {
  it('comes to the clusters of its ring and of those before', () => {
    const { ring, previous, next, reached, inFront, toCome } = rollout(inCanary, weekLater);
    expect([ring, previous, next]).toEqual(['canary', undefined, 'broad']);
    expect([[...reached], [...inFront], [...toCome]]).toEqual([[0, 1, 2], [0, 1, 2], [3]]);
    const last = rollout({ ...inCanary, ring: 'broad' }, weekLater);
    expect([last.previous, last.next]).toEqual(['canary', undefined]);
    expect([[...last.reached], [...last.inFront], [...last.toCome]]).toEqual([[0, 1, 2, 3], [3], []]);
  });

  it('is frozen for all reasons, sorted', () => {
    const frozen = objects(`
      Group stores/east: {freezes: [{from: 2026-11-09, to: 2026-11-09, reason: Fair}]}
      Group stores/west: {freezes: [{from: 2026-11-09, to: 2026-11-10, reason: Audit}]}
    `);
    expect(rollout(inCanary, weekLater, frozen).waits).toContain(
      '3 clusters (e1, e2, w1) of canary are frozen: Audit, Fair',
    );
  });

  it('counts the windows of the namespace that its application is in', () => {
    const windows = objects(`
      Namespace other: {clusters: all, windows: [{schedule: "0 0 * * *", duration: 24h}]}
      Namespace shop: {clusters: /g/stores, applications: [till], windows: [{schedule: "0 6 * * *", duration: 1h}]}
    `);
    expect(rollout(inCanary, '2026-11-03T00:00:00Z', windows).waits).toEqual([
      'it soaks in canary until 2026-11-08T12:00:00Z, for 6h more in the America/New_York windows of 2 clusters (e1, e2)',
    ]);
  });

  it('waits while it is on hold, and while one of its clusters is frozen', () => {
    const held = rollout({ ...inCanary, 'rollout-hold': 'wait for the auditors' }, weekLater);
    expect(held.waits).toEqual(['it is on hold: wait for the auditors']);
    const frozen = objects('Group stores/east: {freezes: [{from: 2026-11-09, to: 2026-11-09, reason: Fair}]}');
    expect(rollout(inCanary, weekLater, frozen).waits).toEqual(['2 clusters (e1, e2) of canary are frozen: Fair']);
  });
});

describe('the clusters of a ring that must be ready', () => {
  const ready = (...reports: Report[]) => rollout(inCanary, weekLater, {}, reports).waits;

  it('are counted among those that reported', () => {
    expect(ready(report('e1', true))).toEqual([]);
    expect(ready(report('e1', true), report('w1', false))).toEqual([
      '1 of the 2 clusters of canary that reported are ready, and 60% must be',
    ]);
  });

  it('are as many as they have to be, no more', () => {
    const half = objects('Ring canary: {order: 1, clusters: /c/e1 or /c/e2 or /c/w1, soak: 6h, minReady: 50%}');
    const reports = [report('e1', true), report('w1', false)];
    expect(rollout(inCanary, weekLater, half, reports).waits).toEqual([]);
  });

  it('count as they were seen last', () => {
    const [early, late] = ['2026-11-03T00:00:00Z', '2026-11-04T00:00:00Z'];
    expect(ready(report('e1', true, late), report('e1', false, early))).toEqual([]);
    expect(ready(report('e1', false, late), report('e1', true, early))).toHaveLength(1);
  });

  it('have to say so after the change came there, of this application, and in reach', () => {
    const nobody = ['no cluster of canary has reported since it came there'];
    expect(ready(report('e1', true, '2026-11-02T11:59:59Z'))).toEqual(nobody);
    expect(ready(report('e1', true, '2026-11-02T12:00:00Z'))).toEqual([]);
    expect(ready(report('e1', true, undefined, 'printer'))).toEqual(nobody);
    expect(ready(report('e2', true))).toEqual(nobody);
  });

  it('are not looked at without reports, and it says so', () => {
    const { waits, notes } = rollout(inCanary, weekLater);
    expect(waits).toEqual([]);
    expect(notes).toEqual(['Whether 60% of canary are ready is not checked: there is no --reports FILE.']);
  });
});
