import { describe, expect, it } from 'vitest';
import { object, smallFleet } from '../commands/support.ts';
import { deployAt } from './deploy-at.ts';
import { deployedFleet } from './support.ts';

const nights = 'windows: [{schedule: "0 2 * * *", duration: 3h}]';
const clusters = Object.fromEntries(
  ['e1', 'e2'].map((name) => [
    `inventory/clusters/${name}.yaml`,
    object('Cluster', name, `{groups: [stores/east], capacity: {cpu: "${name === 'e1' ? 4 : 8}"}}`),
  ]),
);
const namespaces = (day: string, night: string) => ({
  'inventory/day.yaml': object('Namespace', 'day', `{clusters: /g/stores, quota: {cpu: "${day}"}}`),
  'inventory/night.yaml': object('Namespace', 'night', `{clusters: /g/stores, quota: {cpu: "${night}"}, ${nights}}`),
});

describe('a quota that grows', () => {
  it('waits for one that shrinks where there is no room for both, and comes together with it', async () => {
    const fleet = await deployedFleet({ ...smallFleet, ...clusters, ...namespaces('1', '3') });
    fleet.write(namespaces('3', '1'));
    const noon = await deployAt(fleet, ['-m', 'By day'], '2026-11-02T12:00:00Z');
    // e2, w1 and w2 have room, or do not say how much; all of them wait for the night with the other one.
    expect(noon).toMatchObject({ moved: 3, waiting: 4 });
    expect(noon.err).toContain('waits for namespace night: quotas would take 6 cpu of 4');
    expect(await deployAt(fleet, ['--waiting'], '2026-11-03T02:30:00Z')).toMatchObject({ moved: 4, waiting: 0 });
  });
});
