import { expect, it } from 'vitest';
import { findNeverOpening } from '../../src/resolve/never-opens.ts';
import { writtenWindows } from '../../src/resolve/written-windows.ts';
import { objects, readFleet } from '../support/fleet.ts';

it('windows that no time lies in are found wherever they are written (RE703)', () => {
  const { resolution } = readFleet(
    objects(`
      Fleet contoso:
        git: {url: "https://git.example.com/contoso/fleet.git"}
        windows: [{schedule: "0 2 30 2 *", duration: 3h}]
      Group stores: {windows: [{schedule: "0 2 * * *", duration: 3h}, {schedule: "0 2 31 4 *", duration: 3h}]}
      Cluster e1: {groups: [stores], windows: [{schedule: "0 2 * * *", duration: 0h0m}]}
      Cluster e2: {groups: [stores], windows: []}
      Cluster e3: {groups: [stores], windows: [{schedule: "0 2 29 2 *", duration: 3h}]}
      Namespace shop:
        clusters: /g/stores
        windows: [{schedule: "0 2 31 11 *", duration: 3h}]
        overrides: [{name: small, clusters: /c/e1, windows: [{schedule: "0 2 31 6 *", duration: 3h}]}]
    `),
  );
  const found = findNeverOpening(resolution, writtenWindows(resolution.inventory));
  expect(found.map(({ message, place }) => `${place.file} ${place.path?.join('.')}: ${message}`)).toEqual([
    'resedge.yaml spec.windows.0.schedule: "0 2 30 2 *" never comes: there is no such day',
    'inventory/group/stores.yaml spec.windows.1.schedule: "0 2 31 4 *" never comes: there is no such day',
    'inventory/cluster/e1.yaml spec.windows.0.duration: the window closes as soon as it opens',
    'inventory/namespace/shop.yaml spec.windows.0.schedule: "0 2 31 11 *" never comes: there is no such day',
    'inventory/namespace/shop.yaml spec.overrides.0.windows.0.schedule: "0 2 31 6 *" never comes: there is no such day',
  ]);
});

/** The messages about the windows of a cluster, and of a namespace on it. */
function messages(windows: string, { connectivity = 'online', namespace = '[]' } = {}): string[] {
  const { resolution } = readFleet(
    objects(`
      Group stores: {}
      Cluster e1: {groups: [stores], connectivity: ${connectivity}, windows: ${windows}, freezes: [{from: 2026-01-01, to: 2026-12-31}]}
      Namespace shop: {clusters: /g/stores, windows: ${namespace}}
    `),
  );
  return findNeverOpening(resolution, writtenWindows(resolution.inventory)).map(({ message, place }) => {
    return `${place.file.replace(/.*\//, '')} ${place.path?.at(-2)}: ${message.replace(/.*: it closes/, 'closes')}`;
  });
}

it('windows that close before a change could come are found, with what it takes (RE703)', () => {
  const night = (duration: string) => `[{schedule: "0 2 * * *", duration: ${duration}}]`;
  expect(messages(night('24m'))).toEqual([
    'e1.yaml 0: closes after 24m, and a cluster that is online needs 25m: 15m until the scheduled deploy has run, 10m until the change is fetched and applied',
  ]);
  expect(messages(night('25m'))).toEqual([]);
  expect(messages(night('39m'), { connectivity: 'offline' })).toEqual([
    'e1.yaml 0: closes after 39m, and a cluster that is offline needs 40m: 15m until the scheduled deploy has run, 25m until the change is fetched and applied',
  ]);
  expect(messages(night('40m'), { connectivity: 'offline' })).toEqual([]);
  expect(messages('[]', { namespace: night('10m') })).toHaveLength(1);
});

it('short windows are none where others follow without a gap (RE703)', () => {
  const [two, later, apart] = ['0 2 * * *', '20 2 * * *', '30 2 * * *'].map(
    (schedule) => `{schedule: "${schedule}", duration: 20m}`,
  );
  expect(messages(`[${two}, ${later}]`)).toEqual([]);
  expect(messages(`[${two}, ${apart}]`)).toHaveLength(2);
  expect(messages(`[${two}, {schedule: "20 2 1 * *", duration: 20m}]`)).toEqual([]);
  expect(messages('[{schedule: "*/10 * * * *", duration: 10m}]')).toEqual([]);
  expect(messages('[{schedule: "*/15 * * * *", duration: 10m}]')).toHaveLength(1);
  expect(messages(`[{schedule: "0 1 * * *", duration: 3h}, ${two}]`)).toEqual([]);
  expect(messages(`[{schedule: "0 5 * * *", duration: 3h}, ${two}]`)).toHaveLength(1);
});
