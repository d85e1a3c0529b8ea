import { describe, expect, it } from 'vitest';
import { object, smallFleet } from '../commands/support.ts';
import { deployAt } from './deploy-at.ts';
import { deployedFleet } from './support.ts';

const nights = 'windows: [{schedule: "0 2 * * *", duration: 3h}]';
const role = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: pos}\n';
const config = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;
const platform = {
  ...smallFleet,
  'inventory/day.yaml': object('Namespace', 'day', '{clusters: /g/stores, access: cluster, applications: [sun]}'),
  'inventory/night.yaml': object(
    'Namespace',
    'night',
    `{clusters: /g/stores, access: cluster, applications: [moon], ${nights}}`,
  ),
  'inventory/sun.yaml': object('Application', 'sun', '{path: apps/sun, namespace: day}'),
  'inventory/moon.yaml': object('Application', 'moon', '{path: apps/moon, namespace: night}'),
  'apps/sun/base/kustomization.yaml': 'resources: [all.yaml]\n',
  'apps/moon/base/kustomization.yaml': 'resources: [all.yaml]\n',
  'apps/sun/base/all.yaml': config('sun'),
  'apps/moon/base/all.yaml': `${config('moon')}---\n${role}`,
};

describe('an object that moves from one namespace to another', () => {
  it('comes there only when it leaves here, so that no two of them own it', async () => {
    const fleet = await deployedFleet(platform);
    fleet.write({
      'apps/sun/base/all.yaml': `${config('sun')}---\n${role}`,
      'apps/moon/base/all.yaml': config('moon'),
    });
    const noon = await deployAt(fleet, ['-m', 'The role moves'], '2026-11-02T12:00:00Z');
    expect(noon).toMatchObject({ moved: 0, waiting: 4 });
    expect(noon.err).toContain(
      'waits for namespace night: ClusterRole.rbac.authorization.k8s.io pos would come from both',
    );
    expect(await deployAt(fleet, ['--waiting'], '2026-11-03T02:30:00Z')).toMatchObject({ moved: 4, waiting: 0 });
  });

  it.each([
    ['a variable of its application', role.replace('pos', '"${app_name}"'), 'resources: [all.yaml]\n'],
    ['a prefix', role, 'namePrefix: sun-\nresources: [all.yaml]\n'],
  ])('is another one under the name that %s gives it', async (_what, manifest, kustomization) => {
    const fleet = await deployedFleet({
      ...platform,
      'apps/moon/base/all.yaml': `${config('moon')}---\n${role.replace('pos', '"${app_name}"')}---\n${role}`,
    });
    fleet.write({
      'apps/sun/base/kustomization.yaml': kustomization,
      'apps/sun/base/all.yaml': `${config('sun')}---\n${manifest}`,
      'apps/moon/base/all.yaml': config('moon'),
    });
    expect(await deployAt(fleet, ['-m', 'Another role'], '2026-11-02T12:00:00Z')).toMatchObject({ moved: 4 });
  });
});
