import { describe, expect, it } from 'vitest';
import { tellObject, tellPlacement, tellValue } from '../../src/operations/explain/explain.ts';
import { type Files, objects } from '../support/fleet.ts';
import { memoryRepository } from '../support/memory-repository.ts';
import { workingCopyOf } from '../support/working-copy.ts';
import { storeFiles } from './stores.ts';
import { hostOf } from './support.ts';

/** What can be asked about a cluster. */
async function about(name: string, more: Files = {}) {
  const copy = await workingCopyOf(hostOf(await memoryRepository({ ...storeFiles, ...more })));
  const resolution = await (await copy.open()).resolution();
  const index = resolution.inventory.clusters.findIndex((cluster) => cluster.name === name);
  const cluster = resolution.inventory.clusters[index];
  if (!cluster) throw new Error(`no cluster ${name}`);
  return { host: copy.host, repository: copy.repository, resolution, index, cluster };
}

async function placement(cluster: string, application: string, more: Files = {}) {
  const asked = await about(cluster, more);
  const found = asked.resolution.applications.find((one) => one.application.name === application);
  if (!found) throw new Error(`no application ${application}`);
  return tellPlacement(asked, found);
}

describe('why an application is on a cluster', () => {
  it('is told with its variant, and every step has a place', async () => {
    const told = await placement('e1', 'till');
    expect(told).toMatchObject({
      subject: 'application/till',
      cluster: 'e1',
      placed: true,
      because: null,
      namespace: 'shop',
      variant: 'fast_wide',
      overlays: ['fast', 'wide'],
    });
    expect(told.steps.length).toBeGreaterThan(2);
    expect(told.steps.filter(({ file }) => file !== null).every(({ line }) => line !== null)).toBe(true);
  });

  it('or is not, is told with the first step that decides', async () => {
    const told = await placement('e1', 'lamp');
    expect(told).toMatchObject({ placed: false, namespace: null, variant: null, overlays: [], variables: [] });
    expect(told.steps[told.because ?? -1]).toMatchObject({ ok: false });
    expect((await placement('w3', 'till')).placed).toBe(false);
  });

  it('comes with the variables that its manifests read', async () => {
    const manifest =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: "${cluster_currency}", b: "${cluster_nothing}", c: "${cluster_size:=s}"}\n';
    const { variables } = await placement('e1', 'till', { 'apps/till/base/manifest.yaml': manifest });
    expect(variables.map(({ name, value, missing }) => [name, value, missing])).toEqual([
      ['cluster_currency', 'USD', false],
      ['cluster_nothing', null, true],
      ['cluster_size', null, false],
    ]);
    expect(variables[0]).toMatchObject({ file: 'inventory/group/stores.yaml', line: 4 });
  });
});

describe('where a value comes from', () => {
  const more = objects('Group stores/east: {values: {currency: CAD}}');

  it('is told layer by layer, the strongest wins', async () => {
    const told = tellValue(await about('e1', more), 'currency');
    expect(told).toMatchObject({ subject: 'value/currency', value: 'CAD', placed: true, because: null });
    expect(told.reason).toBe('currency is "CAD" on e1, from group stores/east');
    expect(told.steps.filter(({ ok }) => ok).map(({ step, detail }) => `${step}: ${detail}`)).toEqual([
      'group stores/east: CAD',
    ]);
    expect(told.steps.map(({ detail }) => detail)).toContain('USD (overridden)');
  });

  it('may be nowhere', async () => {
    expect(tellValue(await about('e1'), 'nothing')).toMatchObject({
      value: null,
      placed: false,
      reason: 'nothing sets nothing on e1',
    });
  });
});

describe('where an object comes from', () => {
  it('is told for what an application brings, and for nothing else', async () => {
    const asked = await about('e1');
    expect(tellObject(asked, { kind: 'ConfigMap', name: 'settings' })).toMatchObject({
      placed: true,
      cluster: 'e1',
    });
    expect(() => tellObject(asked, { kind: 'ConfigMap', name: 'other' })).toThrow('nothing brings ConfigMap/other to');
  });
});
