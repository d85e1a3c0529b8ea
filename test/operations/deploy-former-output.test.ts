import { describe, expect, it } from 'vitest';
import { withHeader } from '../../src/generate/header.ts';
import { planWithWaits } from '../../src/operations/deliver/waiting.ts';
import { cluster, object, smallFleet } from '../commands/support.ts';
import type { Files } from '../support/fleet.ts';
import type { MemoryRepository } from '../support/memory-repository.ts';
import { deployedFleet, deployIn, hostOf, planDeployIn, stateOf } from './support.ts';

/** The output as versions left it that had no sets: profiles list a file for each namespace, and contents have no hash. */
async function formerlyDelivered(files: Files = smallFleet): Promise<MemoryRepository> {
  const fleet = await deployedFleet(files);
  const texts = Object.keys(fleet.texts());
  const gone = texts.filter((path) => /^fleet\/(sets|profiles|applications|namespaces)\//.test(path));
  const profiles = new Set(gone.flatMap((path) => /^fleet\/profiles\/[^/]+/.exec(path) ?? []));
  fleet.write(Object.fromEntries(gone.map((path) => [path, undefined])));
  for (const profile of profiles)
    fleet.write({
      [`${profile}/kustomization.yaml`]: withHeader('the inventory', 'resources: [shop.yaml]\n'),
    });
  await fleet.git.push('origin', await fleet.commit('As it was'), 'main');
  return fleet;
}

const stop =
  'what 4 clusters (e1, e2, w1, …) have cannot be told from output of an older resedge: they would get everything at once, also what is held, frozen or outside of their windows';

describe('the first deploy on top of output without sets', () => {
  it('needs a reason', async () => {
    const fleet = await formerlyDelivered();
    const before = fleet.remote.tip;
    await expect(deployIn(fleet)).rejects.toMatchObject({
      message: stop,
      hint: expect.stringContaining('resedge deploy --allow "REASON"'),
    });
    expect(fleet.remote.tip).toBe(before);
  });

  it('is told by plan, among what would stop it', async () => {
    const fleet = await formerlyDelivered();
    const { plan } = await planWithWaits(hostOf(fleet), await stateOf(fleet), undefined);
    expect(plan.stops).toEqual([stop]);
  });

  it('gives clusters everything, also those that are held', async () => {
    const held = cluster('e1', 'stores/east', ', hold: {reason: inventory count}');
    const fleet = await formerlyDelivered({ ...smallFleet, ...held });
    expect(await deployIn(fleet, { allow: 'the new layout' })).toMatchObject({ pushed: true, moved: 4, waiting: 0 });
    const paths = Object.keys(await fleet.textsAt(fleet.remote.tip));
    expect(paths).toContain('clusters/e1/kustomization.yaml');
  });

  it('is no first one: from then on holds count again', async () => {
    const fleet = await formerlyDelivered();
    await deployIn(fleet, { allow: 'the new layout' });
    fleet.write(cluster('e1', 'stores/east', ', hold: {reason: inventory count}, values: {till: "7"}'));
    expect(await planDeployIn(fleet)).toMatchObject({ moved: 0, waiting: 1 });
  });
});

describe('a cluster that is new and held', () => {
  it('waits, where it can be told what the others have', async () => {
    const fleet = await deployedFleet();
    fleet.write({
      'inventory/clusters/e3.yaml': object('Cluster', 'e3', '{groups: [stores/east], hold: {reason: not built}}'),
    });
    expect(await planDeployIn(fleet)).toMatchObject({ moved: 0, waiting: 1 });
  });
});
