import { afterAll, beforeAll, expect, it } from 'vitest';
import { object } from '../commands/support.ts';
import { describeWithRegistry, startRegistry, type TestRegistry } from '../support/registry.ts';
import { countingDoor, type PublishedFleet, publishedFleet } from './support.ts';

const names = ['e1', 'e2', 'w1', 'w2'];

/** What one run did. */
function done(bundles: [pushed: number, unchanged: number], clusters: [pushed: number, unchanged: number], more = {}) {
  return {
    bundles: { pushed: bundles[0], unchanged: bundles[1] },
    clusters: { pushed: clusters[0], unchanged: clusters[1], removed: 0 },
    left: 0,
    ...more,
  };
}

async function digestsOf(fleet: PublishedFleet, clusters: readonly string[] = names): Promise<readonly string[]> {
  const pulled = await Promise.all(clusters.map((name) => fleet.pull(name)));
  return pulled.flatMap(({ digests }) => digests);
}

async function requireWhole(fleet: PublishedFleet, clusters: readonly string[] = names): Promise<void> {
  for (const name of clusters) expect((await fleet.pull(name)).objects).toEqual(await fleet.delivered(name));
}

const till = (title: string) => ({
  'apps/till/base/config.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: till}\ndata: {store: "\${cluster_name}", title: ${title}}\n`,
});

describeWithRegistry('publish', () => {
  let real: TestRegistry;

  beforeAll(async () => {
    real = await startRegistry();
  });
  afterAll(() => real.stop());

  it('brings to a registry what clusters have, as Flux finds it there, and nothing twice', async () => {
    const door = await countingDoor(real.host);
    const fleet = await publishedFleet(door.host);
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
    const fleet = await publishedFleet(door.host, {
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
});
