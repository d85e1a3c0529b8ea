import { describe, expect, it } from 'vitest';
import { requireExpectations, testExpectations } from '../../src/operations/validate/test-expectations.ts';
import { requireSound, validateHere } from '../../src/operations/validate/validate-fleet.ts';
import { object } from '../commands/support.ts';
import { base, type Files, objects } from '../support/fleet.ts';
import { memoryKustomize } from '../support/memory-kustomize.ts';
import { type MemoryRepository, memoryRepository } from '../support/memory-repository.ts';
import { workingCopyOf } from '../support/working-copy.ts';
import { storeFiles, stores } from './stores.ts';
import { hostOf, stateOf } from './support.ts';

async function copyOf(fleet: MemoryRepository, builds?: string[]) {
  return workingCopyOf(hostOf(fleet, builds === undefined ? {} : { kustomize: memoryKustomize(builds) }));
}

/** `file:line RULE message` of what is wrong with the stores, without what is said of quotas. */
async function problems(more: Files, builds?: string[]): Promise<{ lines: string[]; notes: readonly string[] }> {
  const fleet = await memoryRepository({ ...storeFiles, ...more });
  const { diagnostics, notes } = await validateHere(await copyOf(fleet, builds), { staged: false, render: true });
  const found = diagnostics.filter(({ rule }) => !rule.id.startsWith('RE50'));
  return { lines: found.map(({ file, line, rule, message }) => `${file}:${line} ${rule.id} ${message}`), notes };
}

const till = (data: string) =>
  base('apps/till', `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  a: ${data}\n`);

describe('validation', () => {
  it('reads the inventory, and says what it did not look at', async () => {
    const { lines, notes } = await problems({});
    expect(lines).toEqual([]);
    expect(notes).toEqual([
      'Manifests were not checked: there is neither kustomize (5.5 or later) nor kubectl (1.32 or later) on the PATH.',
    ]);
  });

  it('of what clusters get names the line in which the variable stands', async () => {
    const { lines, notes } = await problems(till('"${cluster_nothing}"'), []);
    expect(notes).toEqual([]);
    expect(lines).toEqual([expect.stringMatching(/^apps\/till\/base\/manifest.yaml:5 RE403 .*cluster_nothing/)]);
  });

  it('says what Kustomize says', async () => {
    const missing = {
      'apps/till/base/kustomization.yaml': 'resources: [manifest.yaml]\nnamePrefix: a\n',
      'apps/till/base/manifest.yaml': 'a: {',
    };
    const { lines } = await problems(missing, []);
    expect(lines.join('\n')).toMatch(/^apps\/till\/base\/manifest.yaml/);
  });

  it('is sorted by place, whatever found it', async () => {
    const both = {
      ...till('"${cluster_nothing}"'),
      'inventory/cluster/z.yaml': object('Cluster', 'z', '{groups: [nowhere]}'),
    };
    const { lines } = await problems(both, []);
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'apps/till/base/manifest.yaml',
      'inventory/cluster/z.yaml',
    ]);
  });

  it('builds each variant once', async () => {
    const builds: string[] = [];
    await problems({}, builds);
    expect(builds.length).toBeGreaterThan(2);
    expect(builds.length).toBe(new Set(builds).size);
  });

  it('of what is staged does not look at the work tree', async () => {
    const fleet = await memoryRepository(storeFiles);
    fleet.write({ 'inventory/cluster/z.yaml': object('Cluster', 'z', '{groups: [nowhere]}') });
    const errors = async (staged: boolean) =>
      (await validateHere(await copyOf(fleet), { staged, render: false })).diagnostics.filter(
        ({ severity }) => severity === 'error',
      ).length;
    expect([await errors(false), await errors(true)]).toEqual([1, 0]);
  });

  it('is what others ask for before they do anything', async () => {
    const open = async (more: Files) => stateOf(await memoryRepository({ ...storeFiles, ...more }));
    expect((await requireSound(await open({}))).resolution.active.count()).toBe(4);
    const broken = await open({ 'inventory/cluster/z.yaml': object('Cluster', 'z', '{groups: [nowhere]}') });
    await expect(requireSound(broken, 'nothing was sent')).rejects.toThrow(
      'the inventory has errors, so nothing was sent',
    );
  });

  it('finds manifests of others in the folder of a cluster, on the disk or staged', async () => {
    const fleet = await memoryRepository({ ...storeFiles, 'clusters/e1/apps.yaml': 'kind: ConfigMap\n' });
    const onDisk = 'clusters/w1/flux-system/gotk-sync.yaml';
    fleet.write({ [onDisk]: 'kind: GitRepository\n', 'clusters/w2/README.md': 'Ours.\n' });
    const found = async (staged: boolean) =>
      (await validateHere(await copyOf(fleet), { staged, render: false })).diagnostics
        .filter(({ rule }) => rule.id === 'RE805')
        .map(({ file, severity }) => `${severity} ${file}`);
    expect(await found(false)).toEqual(['error clusters/e1/apps.yaml', `error ${onDisk}`]);
    expect(await found(true)).toEqual(['error clusters/e1/apps.yaml']);
  });

  it('finds generated files that were changed on another branch', async () => {
    const fleet = await memoryRepository({ ...storeFiles, 'clusters/e1/kustomization.yaml': 'a: 1\n' });
    await fleet.git.switchHere('mine');
    const found = async () =>
      (await validateHere(await copyOf(fleet), { staged: false, render: false })).diagnostics
        .filter(({ rule }) => rule.id === 'RE803')
        .map(({ file, message }) => `${file}: ${message}`);
    expect(await found()).toEqual([]);
    fleet.write({ 'clusters/e1/kustomization.yaml': 'a: 2\n' });
    const line = 'clusters/e1/kustomization.yaml: this file was changed on branch mine; deploy writes them, on main';
    expect(await found()).toEqual([line]);
    await fleet.commit('By hand');
    expect(await found()).toEqual([line]);
    fleet.write({ 'clusters/e1/kustomization.yaml': 'a: 1\n' });
    await fleet.commit('Back');
    expect(await found()).toEqual([]);
  });
});

describe('expectations', () => {
  const expectations = objects(`
    Expectation everywhere: {application: till, on: /g/stores, count: {min: 4, max: 4}}
    Expectation nowhere: {application: till, notOn: /g/stores/east}
  `);

  it('are held against who gets what, and explained on the first cluster', async () => {
    const fleet = await memoryRepository({ ...storeFiles, ...expectations });
    const result = await testExpectations(hostOf(fleet), await stateOf(fleet), new Set());
    expect(result).toMatchObject({ passed: 1, failed: 1 });
    const [failed] = result.items.filter(({ passed }) => !passed);
    expect(failed).toMatchObject({
      expectation: 'nowhere',
      failures: [
        {
          clusters: 2,
          sample: ['e1', 'e2'],
          explanation: { subject: 'application/till', cluster: 'e1', placed: true },
        },
      ],
    });
  });

  it('are looked at one by one', async () => {
    const fleet = await memoryRepository({ ...storeFiles, ...expectations });
    const result = await testExpectations(hostOf(fleet), await stateOf(fleet), new Set(['everywhere']));
    expect(result).toMatchObject({ passed: 1, failed: 0 });
  });

  it('stop what would not meet them', () => {
    expect(() => requireExpectations(stores().resolution)).not.toThrow();
    expect(() => requireExpectations(stores(expectations).resolution)).toThrow(
      /^1 expectation is not met, so nothing was deployed: nowhere \(.* on 2 clusters: e1, e2\)$/,
    );
  });
});
