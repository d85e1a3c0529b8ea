import { describe, expect, it } from 'vitest';
import { layersOf } from '../../src/resolve/layers.ts';
import { timingOf } from '../../src/resolve/timing.ts';
import { objects, readFleet } from '../support/fleet.ts';
import { indexOf } from './outcome.ts';

const fleet = readFleet(
  objects(`
    Fleet contoso:
      git: {url: "https://git.example.com/contoso/fleet.git"}
      timeZone: America/Chicago
      windows: [{schedule: "0 1 * * *", duration: 1h}]
      freezes: [{from: 2026-12-24, to: 2026-12-26}]
    Group lab: {timeZone: America/Denver}
    Group stores: {timeZone: America/New_York, freezes: [{from: 2026-11-26, to: 2026-11-30}]}
    Group stores/east: {windows: [{schedule: "0 2 * * *", duration: 2h}]}
    Cluster e1: {groups: [stores/east]}
    Cluster e2: {groups: [stores/east], timeZone: America/Toronto, windows: [], freezes: [{from: 2027-01-01, to: 2027-01-02}]}
    Cluster none: {}
  `),
);

function timing(cluster: string) {
  const { inventory, groupsOf } = fleet.resolution;
  const index = indexOf(fleet, cluster);
  return timingOf(layersOf(inventory, groupsOf(index), inventory.clusters[index]));
}

describe('time zone and windows', () => {
  it('come from the deepest that gives them, and say from whom and where', () => {
    expect(timing('e1').timeZone).toEqual({
      value: 'America/New_York',
      giver: 'group stores',
      place: { file: 'inventory/group/stores.yaml', document: 0, path: ['spec', 'timeZone'] },
    });
    expect(timing('e1').windows).toMatchObject({ value: [{ schedule: '0 2 * * *' }], giver: 'group stores/east' });
    expect(timing('none')).toMatchObject({
      timeZone: { value: 'America/Chicago', giver: 'fleet contoso' },
      windows: { value: [{ schedule: '0 1 * * *' }], giver: 'fleet contoso' },
    });
  });

  it('are those of the cluster where it has its own, an empty list too', () => {
    expect(timing('e2').timeZone).toMatchObject({ value: 'America/Toronto', giver: 'cluster e2' });
    expect(timing('e2').windows).toMatchObject({ value: [], giver: 'cluster e2' });
  });

  it('are the same that values are made with', () => {
    for (const [index, { name }] of fleet.resolution.inventory.clusters.entries())
      expect(timing(name).timeZone?.value).toBe(fleet.resolution.timeZoneOf(index));
  });
});

it('freezes add up', () => {
  const starts = (cluster: string) => timing(cluster).freezes.map(({ value, giver }) => `${value.from} ${giver}`);
  expect(starts('e1')).toEqual(['2026-12-24 fleet contoso', '2026-11-26 group stores']);
  expect(starts('e2')).toEqual(['2026-12-24 fleet contoso', '2026-11-26 group stores', '2027-01-01 cluster e2']);
});
