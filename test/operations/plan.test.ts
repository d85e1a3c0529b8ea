import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/model/errors.ts';
import type { Plan } from '../../src/model/plan.ts';
import { planHere } from '../../src/operations/deliver/plan-here.ts';
import { planBetween, planSince } from '../../src/operations/plan/plan-change.ts';
import type { Git } from '../../src/ports/git.ts';
import { clusterPath, object } from '../commands/support.ts';
import { base, configMap, type Files, objects, overlay } from '../support/fleet.ts';
import type { FakeMachine } from '../support/host.ts';
import { memoryKustomize } from '../support/memory-kustomize.ts';
import { type FileChanges, type MemoryRepository, memoryRepository } from '../support/memory-repository.ts';
import { workingCopyOf } from '../support/working-copy.ts';
import { storeFiles } from './stores.ts';
import { hostOf } from './support.ts';

/** The plan of a change of the stores. */
async function plan(changes: FileChanges, more: Files = {}, builds?: string[]): Promise<Plan> {
  const fleet = await memoryRepository({ ...storeFiles, ...more });
  fleet.write(changes);
  const kustomize = builds === undefined ? {} : { kustomize: memoryKustomize(builds) };
  const state = await (await workingCopyOf(hostOf(fleet, kustomize))).open();
  return (await planSince(state, undefined)).plan;
}

/** `change what on clusters` of each change. */
function told({ changes, names }: Plan): string[] {
  return changes.map(({ change, namespace, application, destructive, clusters }) => {
    const what = application === undefined ? namespace : `${namespace}/${application}`;
    return `${change}${destructive ? '!' : ''} ${what}: ${[...clusters].map((at) => names[at]).join(' ')}`;
  });
}

const shopOn = (expression: string) => ({
  'inventory/namespace/shop.yaml': `${storeFiles['inventory/namespace/shop.yaml']}`.replace(
    'clusters: /g/stores\n',
    `clusters: ${expression}\n`,
  ),
});

describe('a plan', () => {
  it('is empty if nothing changes', async () => {
    const { affected, changes, differences, total, delivered } = await plan({ 'notes.txt': 'mine' });
    expect([affected.count(), changes, differences, total, delivered]).toEqual([0, [], [], 4, 4]);
  });

  it('says who gets and who loses what, what is destructive first', async () => {
    const result = await plan(shopOn('/g/stores/east or /c/w2'));
    expect(told(result)).toEqual(['removed! shop: w1', 'removed! shop/till: w1']);
    expect(result.placements).toEqual({ added: 0, removed: 1, changed: 0 });
    expect(result.groups.map(({ name, affected, total }) => `${name} ${affected}/${total}`)).toEqual([
      'stores 1/4',
      'stores/west 1/2',
    ]);
  });

  it('counts clusters that come and go, and what runs there with them', async () => {
    const result = await plan({
      'inventory/cluster/e3.yaml': object('Cluster', 'e3', '{groups: [stores/east]}'),
      'inventory/cluster/w2.yaml': undefined,
    });
    const named = (set: Plan['added']) => [...set].map((at) => result.names[at]);
    expect([named(result.added), named(result.removed)]).toEqual([['e3'], ['w2']]);
    expect([result.delivered, result.total]).toEqual([4, 4]);
    expect(told(result)).toEqual(['added shop: e3', 'added shop/till: e3']);
  });

  it('knows a cluster by its former name', async () => {
    const result = await plan({
      'inventory/cluster/w2.yaml': undefined,
      'inventory/cluster/n2.yaml': object('Cluster', 'n2', '{groups: [stores/west], formerNames: [w2]}'),
    });
    expect([result.added.count(), result.removed.count()]).toEqual([0, 0]);
  });

  it('shows values that differ once, with the clusters that share them', async () => {
    const values = base('apps/till', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: "c-${cluster_currency}"}\n');
    const changed = { 'inventory/group/stores.yaml': object('Group', 'stores', '{values: {currency: EUR}}') };
    const { differences, names } = await plan(changed, values, []);
    expect(
      differences.map(
        ({ what, kind, clusters }) => `${kind} ${what}: ${[...clusters].map((at) => names[at]).join(' ')}`,
      ),
    ).toEqual([expect.stringMatching(/^(object|variable) .*: e1 e2 w1 w2$/)]);
  });

  it('without Kustomize counts a changed file as a change of all that is built from it', async () => {
    const changed = { 'apps/till/base/manifest.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: other}\n' };
    const without = await plan(changed);
    expect([without.rendered, told(without)]).toEqual([false, ['changed shop/till: e1 e2 w1 w2']]);
    const built = await plan(changed, {}, []);
    expect([built.rendered, built.differences.map(({ kind, what }) => `${kind} ${what}`)]).toEqual([
      true,
      ['object ConfigMap/other', 'object ConfigMap/settings'],
    ]);
  });

  it('puts first what deletes something that runs', async () => {
    const both = (till: string) => ({
      ...objects(`
        Namespace shop: {clusters: /g/stores, applications: [lamp, till]}
        Application lamp: {path: apps/lamp, namespace: shop}
      `),
      ...base('apps/lamp', `${configMap('lamp')}data: {a: "${till}"}\n`),
      ...base('apps/till', till === 'before' ? `${configMap('a')}---\n${configMap('b')}` : configMap('a')),
    });
    expect(told(await plan(both('after'), both('before'), []))).toEqual([
      'changed! shop/till: e1 e2 w1 w2',
      'changed shop/lamp: e1 e2 w1 w2',
    ]);
  });

  it('does not call a new form of the same manifest a change', async () => {
    const same = {
      'apps/till/base/manifest.yaml': '# The settings.\nkind: ConfigMap\napiVersion: v1\nmetadata:\n  name: settings\n',
    };
    expect(told(await plan(same, {}, []))).toEqual([]);
  });

  it('builds each variant that may differ once for each side', async () => {
    const builds: string[] = [];
    await plan(overlay('apps/till/overlays/wide', { clusters: '/g/stores/west', priority: '5' }), {}, builds);
    expect(builds.length).toBeGreaterThan(0);
    for (const folder of builds) expect(builds.filter((other) => other === folder).length).toBeLessThanOrEqual(2);
  });

  it('says what the guards would stop', async () => {
    const guarded = objects(
      'Fleet contoso: {git: {url: "https://git.example.com/contoso/fleet.git"}, guards: {protected: /c/w1, maxClustersLosing: 0, maxClustersChanged: 0}}',
    );
    const { stops } = await plan(shopOn('/g/stores/east or /c/w2'), guarded);
    expect(stops).toEqual([
      'w1, which spec.guards.protected names, would lose a namespace or an application',
      '1 of 4 clusters would lose a namespace or an application; 0 may (spec.guards.maxClustersLosing)',
      '1 of 4 clusters would change; 0 may (spec.guards.maxClustersChanged)',
    ]);
  });

  it('compares with nothing at all if there is nothing', async () => {
    const fleet = await memoryRepository(storeFiles);
    const state = await (await workingCopyOf(hostOf(fleet))).open();
    const result = await planBetween(undefined, state);
    expect([result.delivered, result.total, result.added.count(), result.stops]).toEqual([0, 4, 4, []]);
  });

  it('counts as not there what has errors before', async () => {
    const broken = { 'inventory/cluster/w1.yaml': object('Cluster', 'w1', '{groups: [nowhere]}') };
    const result = await plan({ 'inventory/cluster/w1.yaml': storeFiles['inventory/cluster/w1.yaml'] }, broken);
    expect([result.errorsBefore, [...result.added].map((at) => result.names[at])]).toEqual([1, ['w1']]);
  });
});

describe('the base of a plan', () => {
  it('is where this branch left what was delivered, or what is named', async () => {
    const fleet = await memoryRepository(storeFiles);
    const first = fleet.remote.tip;
    fleet.write({ [clusterPath('n1')]: object('Cluster', 'n1', '{groups: [stores/east]}') });
    const second = await fleet.commit('n1');
    const open = async () => (await workingCopyOf(hostOf(fleet))).open();
    expect(await planSince(await open(), undefined)).toMatchObject({ plan: { base: first }, ref: 'origin/main' });
    expect(await planSince(await open(), 'HEAD')).toMatchObject({ plan: { base: second }, ref: 'HEAD' });
    await expect(planSince(await open(), 'nothing')).rejects.toThrow('there is no commit nothing');
  });

  it('is what clusters read, so all is new where the remote has no such branch', async () => {
    const { plan: all, ref } = await planOf(await memoryRepository(onLive));
    expect([all.base, ref, all.delivered, all.added.count()]).toEqual([undefined, 'live', 0, 4]);
  });

  it('is not HEAD where what clusters read was not fetched', async () => {
    const fleet = await memoryRepository(onLive);
    fleet.remote.force(fleet.remote.tip, ['live']);
    await expect(planOf(fleet)).rejects.toMatchObject({
      message: 'origin/live, which clusters read, was not fetched',
      hint: expect.stringMatching(/^Fetch it: git fetch origin live:refs\/remotes\/origin\/live\. .*fetch-depth: 0/),
    });
    expect(await planOf(fleet, 'main')).toMatchObject({ ref: 'main' });
  });

  it('is not HEAD either where the remote cannot be reached', async () => {
    const fleet = await memoryRepository(onLive);
    const remoteBranches = () => Promise.reject(new UserError('no route to host'));
    await expect(planOf({ ...fleet, machine: away(fleet, { remoteBranches }) })).rejects.toThrow(
      'origin/live, which clusters read, was not fetched, and whether it is there could not be found out: no route to host',
    );
  });

  it('is what this clone delivers where there is no remote', async () => {
    const fleet = await memoryRepository(storeFiles);
    const alone = away(fleet, { remote: async () => undefined, remoteTip: async () => undefined });
    expect(await planOf({ ...fleet, machine: alone })).toMatchObject({ plan: { base: fleet.remote.tip }, ref: 'main' });
  });
});

const onLive: Files = {
  ...storeFiles,
  'resedge.yaml': object('Fleet', 'contoso', '{git: {url: "https://git.example.com/contoso/fleet.git", branch: live}}'),
};

async function planOf(fleet: MemoryRepository, ref?: string) {
  return planSince(await (await workingCopyOf(hostOf(fleet))).open(), ref);
}

/** The same machine with another way to its remote. */
function away({ git, machine }: MemoryRepository, more: Partial<Git>): FakeMachine {
  return { ...machine, git: async () => ({ ...git, ...more }) };
}

describe('a plan of the work tree', () => {
  it('tells what must not be in the generated folders, apart from what guards stop', async () => {
    const generated = 'fleet/sources/online/fleet.yaml';
    const fleet = await memoryRepository({ ...storeFiles, [generated]: 'kind: GitRepository\n' });
    await fleet.git.switchHere('mine');
    fleet.write({ [generated]: 'kind: GitRepository # by hand\n', 'clusters/e1/apps.yaml': 'kind: ConfigMap\n' });
    const { faults, plan } = await planHere(await workingCopyOf(hostOf(fleet)), undefined);
    expect(faults).toEqual([
      expect.stringMatching(/^RE805 clusters\/e1\/apps.yaml: .* \(Move it out of /),
      expect.stringMatching(/^RE803 clusters\/e1\/apps.yaml: 2 files such as this one were .* \(Take them back: /),
    ]);
    expect(plan.stops).toEqual([]);
    const { code, err } = await fleet.run(['plan', '--allow', 'a recall']);
    expect(code).toBe(1);
    expect(err).toContain('this stops the change: RE803 clusters/e1/apps.yaml');
  });
});
