import { describe, expect, it } from 'vitest';
import { ClusterSet } from '../../src/model/cluster-set.ts';
import type { Arrival } from '../../src/resolve/arrival.ts';
import type { Report } from '../../src/resolve/readiness.ts';
import { type Rollout, rolloutOf } from '../../src/resolve/rollout.ts';
import { stageOf } from '../../src/resolve/rollout-stage.ts';
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

/** What is different, beside the files, from a rollout that all of its ring have since noon of 2 November. */
interface Differing {
  readonly reports?: Report[];
  readonly arrival?: Partial<Omit<Arrival, 'has'>>;
  /** The indices of the clusters that have it. */
  readonly has?: readonly number[];
}

/** How far the one overlay of `till` has come, with these annotations, at a time. */
function rollout(
  annotations: Readonly<Record<string, string>>,
  now: string,
  more: Files = {},
  { reports, arrival = {}, has }: Differing = {},
): Rollout {
  const fleet = readFleet({
    ...files,
    ...overlay('apps/till/overlays/new', { clusters: 'all', ...annotations }),
    ...more,
  });
  const [placement] = fleet.resolution.applications;
  const [found] = placement?.overlays ?? [];
  if (!placement || !found) throw new Error('no overlay');
  const stage = stageOf(fleet.resolution, placement, found);
  return rolloutOf(fleet.resolution, stage, {
    now: new Date(now),
    reports,
    arrival: {
      since: Date.parse('2026-11-02T12:00:00Z'),
      unknown: undefined,
      ...arrival,
      has: has ? ClusterSet.of(stage.inFront.size, has) : stage.inFront,
    },
  });
}

const inCanary = { ring: 'canary' };

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

  it('is not known where the history does not go back so far, unless it is over all the same', () => {
    const unknown = { message: 'the history is cut', hint: 'Fetch the rest' };
    const cut = rollout(inCanary, '2026-11-03T12:00:00Z', {}, { arrival: { unknown } });
    expect([cut.waits, cut.unknown, cut.since, cut.soaksUntil]).toEqual([
      ['the history is cut'],
      unknown,
      undefined,
      undefined,
    ]);
    const over = rollout(inCanary, weekLater, {}, { arrival: { unknown } });
    expect([over.waits, over.unknown, over.since]).toEqual([[], undefined, undefined]);
  });

  it('goes on counting where it is asked for how long', () => {
    const { since, soaked } = rollout(inCanary, '2026-11-03T11:30:00Z');
    expect([since, soaked]).toEqual([Date.parse('2026-11-02T12:00:00Z'), 2.5 * 3_600_000]);
  });
});

describe('what is not delivered', () => {
  const nobody = { has: [], arrival: { since: undefined } };

  it('does not get older', () => {
    const { waits, since, soaked, missing } = rollout(inCanary, '2026-11-09T09:00:00Z', {}, nobody);
    expect(waits).toEqual([
      'it is not delivered to 2 clusters (e1, e2) of canary yet',
      'it waits for the window of cluster w1 of canary, at 2026-11-09T10:00:00Z',
    ]);
    expect([since, soaked, [...missing]]).toEqual([undefined, undefined, [0, 1, 2]]);
  });

  it('is waited for, whoever has it already', () => {
    const { waits, since } = rollout(inCanary, '2026-11-09T14:00:00Z', {}, { has: [0, 1] });
    expect(waits).toEqual(['it waits for the window of cluster w1 of canary, at 2026-11-10T10:00:00Z']);
    expect(since).toBeUndefined();
    const never = objects('Cluster w1: {groups: [stores/west], windows: [{schedule: "0 2 30 2 *", duration: 3h}]}');
    expect(rollout(inCanary, weekLater, never, { has: [0, 1] }).waits).toEqual([
      'it cannot come to cluster w1 of canary, where no window opens within a year',
    ]);
  });

  it('is not waited for where a cluster is held, as long as it is and another has it', () => {
    const held = objects('Cluster w1: {groups: [stores/west], hold: {reason: flood, until: 2026-11-09}}');
    const { waits, notes, since } = rollout(inCanary, weekLater, held, { has: [0, 1] });
    expect([waits, since]).toEqual([[], Date.parse('2026-11-02T12:00:00Z')]);
    expect(notes).toContain('Held, without it, and not waited for: cluster w1 of canary.');
    expect(rollout(inCanary, '2026-11-10T08:00:00Z', held, { has: [0, 1] }).waits).toEqual([
      'it waits for the window of cluster w1 of canary, at 2026-11-10T10:00:00Z',
    ]);
    const all = objects(`
      Cluster e1: {groups: [stores/east], hold: {reason: flood}}
      Cluster e2: {groups: [stores/east], hold: {reason: flood}}
      Cluster w1: {groups: [stores/west], hold: {reason: flood}}
    `);
    expect(rollout(inCanary, weekLater, all, nobody).waits).toEqual([
      'no cluster of canary has it: 3 clusters (e1, e2, w1) cannot get it while held',
    ]);
  });

  it('is waited for once a frozen cluster is free again, which is said first', () => {
    const frozen = objects('Cluster w1: {groups: [stores/west], freezes: [{from: 2026-11-09, to: 2026-11-09}]}');
    expect(rollout(inCanary, weekLater, frozen, { has: [0, 1] }).waits).toEqual(['cluster w1 of canary is frozen']);
  });

  it('is not asked for where the ring asks for nothing', () => {
    const order = objects('Ring canary: {order: 1, clusters: /c/e1 or /c/e2 or /c/w1}');
    expect(rollout(inCanary, weekLater, order, nobody).waits).toEqual([]);
  });

  it('may be delivered where what clusters read is not known', () => {
    const unknown = { message: 'origin/main was not fetched', hint: 'Fetch it' };
    expect(rollout(inCanary, weekLater, {}, { has: [], arrival: { since: undefined, unknown } })).toMatchObject({
      waits: ['origin/main was not fetched'],
      unknown,
    });
  });
});

describe('a ring in which nobody gets it', () => {
  const empty = (spec: string, more = '') =>
    rollout(inCanary, weekLater, objects(`Ring canary: {order: 1, ${spec}}\n${more}`)).waits;

  it('has not tried it', () => {
    const noCluster = ['no cluster is in canary, so nobody has tried it: let some in, such as by another percent'];
    expect(empty('clusters: /g/stores, percent: 0.001, soak: 24h')).toEqual(noCluster);
    expect(empty('clusters: none')).toEqual(noCluster);
    const elsewhere = 'Namespace shop: {clusters: /g/stores/west, applications: [till]}';
    expect(empty('clusters: /c/e1, soak: 24h', elsewhere)).toEqual([
      'no cluster of canary gets it in till, so nobody has tried it',
    ]);
    expect(empty('clusters: /c/e1', elsewhere)).toEqual([]);
  });

  it('is no obstacle behind which nobody is', () => {
    const all = objects('Ring canary: {order: 1}');
    expect(rollout({ ring: 'broad' }, weekLater, all).waits).toEqual([]);
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
  const ready = (...reports: Report[]) => rollout(inCanary, weekLater, {}, { reports }).waits;

  it('are counted among those that reported', () => {
    expect(ready(report('e1', true))).toEqual([]);
    expect(ready(report('e1', true), report('w1', false))).toEqual([
      '1 of the 2 clusters of canary that reported are ready, and 60% must be',
    ]);
  });

  it('are as many as they have to be, no more', () => {
    const half = objects('Ring canary: {order: 1, clusters: /c/e1 or /c/e2 or /c/w1, soak: 6h, minReady: 50%}');
    const reports = [report('e1', true), report('w1', false)];
    expect(rollout(inCanary, weekLater, half, { reports }).waits).toEqual([]);
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
