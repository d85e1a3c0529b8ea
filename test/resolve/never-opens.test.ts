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
  const found = findNeverOpening(writtenWindows(resolution.inventory));
  expect(found.map(({ message, place }) => `${place.file} ${place.path?.join('.')}: ${message}`)).toEqual([
    'resedge.yaml spec.windows.0.schedule: "0 2 30 2 *" never comes: there is no such day',
    'inventory/group/stores.yaml spec.windows.1.schedule: "0 2 31 4 *" never comes: there is no such day',
    'inventory/cluster/e1.yaml spec.windows.0.duration: the window closes as soon as it opens',
    'inventory/namespace/shop.yaml spec.windows.0.schedule: "0 2 31 11 *" never comes: there is no such day',
    'inventory/namespace/shop.yaml spec.overrides.0.windows.0.schedule: "0 2 31 6 *" never comes: there is no such day',
  ]);
});
