import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { object } from '../commands/support.ts';
import { describeWithRegistry, startRegistry, type TestRegistry } from '../support/registry.ts';
import { countingDoor, digestsOf, done, publishedFleet, registryAt, requireWhole, till } from './support.ts';

describeWithRegistry('publish', () => {
  let real: TestRegistry;

  beforeAll(async () => {
    real = await startRegistry();
  });
  afterAll(() => real.stop());

  it('brings to a registry what clusters have, as Flux finds it there, and nothing twice', async () => {
    const door = await countingDoor(real.host);
    const fleet = await publishedFleet(door.host, registryAt(door.host));
    expect(await fleet.published(['--dry-run'])).toEqual(done([4, 0], [4, 0]));
    expect(await fleet.registry.tags('clusters/e1')).toEqual([]);
    expect(await fleet.published()).toEqual(done([4, 0], [4, 0]));
    await requireWhole(fleet);
    door.requests.length = 0;
    expect(await fleet.published()).toEqual(done([0, 4], [0, 4]));
    // Is it https, the record, and its list of bundles.
    expect(door.requests.filter((request) => !request.startsWith('GET '))).toEqual([]);
    expect(door.requests.length).toBeLessThan(4);
    door.close();
  });

  it('pushes the bundles of what changed, and the pins of the clusters that have it', async () => {
    const door = await countingDoor(real.host);
    const fleet = await publishedFleet(door.host, registryAt(door.host), {
      ...till('before'),
      'apps/fan/base/kustomization.yaml': 'resources: [fan.yaml]\n',
      'apps/fan/base/fan.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: fan}\ndata: {speed: low}\n',
      'inventory/fan.yaml': object('Application', 'fan', '{path: apps/fan, namespace: east, dependsOn: [till]}'),
    });
    await fleet.published();
    const before = await fleet.pull('e1');
    const west = await digestsOf(fleet, ['w1', 'w2']);
    fleet.write({
      'apps/fan/base/fan.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: fan}\ndata: {speed: high}\n',
    });
    await fleet.deployed();
    door.bytes = 0;
    expect(await fleet.published()).toEqual(done([1, 3], [2, 2]));
    const after = await fleet.pull('e1');
    const news = after.digests.filter((digest) => !before.digests.includes(digest));
    expect(news).toHaveLength(2);
    const [own = 0, bundle = 0] = news.map((digest) => after.bytes.get(digest) ?? 0);
    expect(own).toBeLessThan(10_000);
    // Two clusters and one bundle, with the record of it before and after.
    expect(door.bytes).toBeLessThan(2 * own + bundle + 10_000);
    expect(await digestsOf(fleet, ['w1', 'w2'])).toEqual(west);
    await requireWhole(fleet);
    door.close();
  });

  it('fills a registry that lost everything, or something, with the same digests', async () => {
    const lost = await startRegistry();
    const fleet = await publishedFleet(lost.host, registryAt(lost.host));
    await fleet.published();
    const before = await digestsOf(fleet);
    const live = await fleet.registry.digest('clusters/w1', 'live');
    await fleet.registry.remove('clusters/w1', live ?? '');
    const [tag = ''] = await fleet.registry.tags('sets/east');
    await fleet.registry.remove('sets/east', (await fleet.registry.digest('sets/east', tag)) ?? '');
    expect(await fleet.published()).toEqual(done([0, 4], [0, 4]));
    expect(await fleet.published(['--verify'])).toEqual(done([1, 3], [1, 3]));
    expect(await digestsOf(fleet)).toEqual(before);
    await lost.stop();
    rmSync(lost.storage, { recursive: true });
    const empty = await startRegistry({ host: lost.host });
    expect(await fleet.published()).toEqual(done([4, 0], [4, 0]));
    expect(await digestsOf(fleet)).toEqual(before);
    await empty.stop();
  });

  it('keeps what clusters are pinned to where the registry collects what no tag names', async () => {
    const collecting = await startRegistry();
    const fleet = await publishedFleet(collecting.host, registryAt(collecting.host));
    await fleet.published();
    const away = await fleet.pull('w2');
    fleet.write(till('after'));
    await fleet.deployed();
    await fleet.published();
    await collecting.collectGarbage();
    const again = await startRegistry({ host: collecting.host, storage: collecting.storage });
    await requireWhole(fleet);
    // A ship that was away is pinned to the bundle of before.
    expect(await fleet.registry.manifest('sets/shop', away.digests[1] ?? '')).toBeDefined();
    await again.stop();
  });
});
