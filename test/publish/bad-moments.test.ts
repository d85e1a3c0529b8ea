import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/model/errors.ts';
import { carryOut, type Publisher } from '../../src/operations/publish/carry-out.ts';
import { planPublish } from '../../src/operations/publish/plan-publish.ts';
import { outputAt } from '../../src/operations/publish/published-output.ts';
import type { Registry } from '../../src/ports/registry.ts';
import { clusterPath } from '../commands/support.ts';
import { digestsAsFlux } from '../support/flux-pull.ts';
import { fakeHost } from '../support/host.ts';
import { memoryRegistry } from '../support/memory-registry.ts';
import { workingCopyOf } from '../support/working-copy.ts';
import { done, names, publishedFleet, requireWhole, till } from './support.ts';

describe('publish', () => {
  it('leaves every cluster with something whole wherever it is killed, and goes on', async () => {
    const first = memoryRegistry();
    const fleet = await publishedFleet('registry.example.com', first);
    await fleet.published();
    fleet.write(till('after'));
    await fleet.deployed();
    const copy = await workingCopyOf(fakeHost(fleet.machine));
    const output = await outputAt(copy, fleet.remote.tip);
    const publish = async (registry: Registry) =>
      carryOut(await planPublish(registry, output, { warn: () => {} }, new Set()), publisherTo(registry));
    const digestsIn = (registry: Registry) => Promise.all(names.map((name) => digestsAsFlux(registry, name)));
    const before = await digestsIn(first);
    const other = memoryRegistry();
    await publish(other);
    const wanted = await digestsIn(other);
    const seen = new Set<string>();
    for (let requests = 1; requests <= 40; requests += 2) {
      const registry = first.copy();
      await publish(dying(registry, requests)).catch((error: unknown) => seen.add(String(error)));
      for (const [index, digests] of (await digestsIn(registry)).entries())
        expect([before[index], wanted[index]]).toContainEqual(digests);
      await publish(registry);
      expect(await digestsIn(registry)).toEqual(wanted);
      expect(await publish(registry)).toMatchObject({ bundles: 0, clusters: 0, bytes: 0 });
    }
    expect([...seen]).toEqual(['Error: killed']);
  });

  it('goes on with what somebody deploys meanwhile', async () => {
    const fleet = await publishedFleet('registry.example.com', memoryRegistry());
    await fleet.published();
    fleet.write(till('mine'));
    await fleet.deployed();
    let begun = false;
    const { registry } = fleet;
    const overtaken: Registry = {
      ...registry,
      async pushBlob(...words) {
        if (!begun) {
          begun = true;
          await fleet.othersDeploy(till('theirs'));
        }
        return registry.pushBlob(...words);
      },
    };
    await fleet.published([], { registry: async () => overtaken });
    expect(JSON.stringify((await fleet.pull('e1')).objects)).toContain('theirs');
    await requireWhole(fleet);
  });

  it('lets retired clusters have what they have until it is to prune', async () => {
    const fleet = await publishedFleet('registry.example.com', memoryRegistry());
    await fleet.published();
    fleet.write({ [clusterPath('w1')]: undefined });
    await fleet.deployed(['--allow', 'closed']);
    expect(await fleet.published()).toEqual(done([0, 3], [0, 3], { left: 1 }));
    expect(await fleet.published()).toEqual(done([0, 3], [0, 3], { left: 1 }));
    expect(await fleet.registry.digest('clusters/w1', 'live')).toBeDefined();
    const pruned = await fleet.published(['--prune']);
    expect(pruned).toMatchObject({ clusters: { pushed: 0, unchanged: 3, removed: 1 }, left: 0 });
    expect(await fleet.registry.digest('clusters/w1', 'live')).toBeUndefined();
    expect(await fleet.published(['--prune'])).toEqual(done([0, 3], [0, 3]));
  });

  it('deletes bundles that no cluster has been pinned to for long', async () => {
    const fleet = await publishedFleet('registry.example.com', memoryRegistry());
    const deployAt = async (now: string, title: string) => {
      fleet.write(till(title));
      await fleet.deployed([], { now });
      await fleet.published();
    };
    await fleet.published();
    await deployAt('2026-12-01T00:00:00Z', 'second');
    await deployAt('2027-02-01T00:00:00Z', 'third');
    const collect = async (age: string, ...words: string[]) => {
      const machine = { ...fleet.withRegistry, now: '2027-02-10T00:00:00Z' };
      const { out, err } = await fleet.run(['publish', 'gc', '--older-than', age, ...words], machine);
      return out + err;
    };
    expect(await collect('90d')).toBe('deleted 0 bundles and the records of 0 deploys; 12 bundles are kept\n');
    expect(await collect('30d', '--dry-run')).toMatch('would delete 4 bundles and the records of 1 deploy;');
    expect(await collect('30d')).toMatch('deleted 4 bundles and the records of 1 deploy; 8 bundles are kept\n');
    expect(await collect('1d')).toMatch('deleted 4 bundles and the records of 1 deploy; 4 bundles are kept\n');
    expect(await collect('1d')).toMatch('deleted 0 bundles and the records of 0 deploys;');
    await requireWhole(fleet);
    expect(await fleet.published()).toEqual(done([0, 4], [0, 4]));
    expect(await collect('soon')).toContain('error: --older-than is "soon", which is no age\n');
  });

  it('comes after the push of deploy, which tells how to go on where it fails', async () => {
    const fleet = await publishedFleet('registry.example.com', memoryRegistry());
    fleet.write(till('after'));
    const failed = await fleet.deploy([], { registry: async () => dying(fleet.registry, 4) });
    expect(failed).toMatchObject({ code: 2, out: expect.stringContaining('pushed ') });
    expect(failed.err).toContain('error: it is deployed, but not all of it is in the registry yet: killed\n');
    expect(failed.err).toContain('hint: Then go on: resedge publish\n');
    const { code, out, err } = await fleet.deploy([], fleet.withRegistry);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('nothing was pushed;') });
    expect(err).toMatch(
      /^published [0-9a-f]{10}: 4 bundles and 4 clusters pushed \(.* kB\), 0 bundles and 0 clusters unchanged\n/m,
    );
    await requireWhole(fleet);
  });

  it('publishes some clusters alone, and the others later', async () => {
    const fleet = await publishedFleet('registry.example.com', memoryRegistry());
    expect(await fleet.published(['-l', '/g/stores/west'])).toEqual(done([2, 0], [2, 0]));
    await requireWhole(fleet, ['w1', 'w2']);
    expect(await fleet.registry.tags('clusters/e1')).toEqual([]);
    expect(await fleet.published()).toEqual(done([2, 2], [2, 2]));
    await requireWhole(fleet);
  });
});

function publisherTo(registry: Registry): Publisher {
  const clock = { now: () => new Date(0), sleep: async () => {} };
  return { registry, clock, progress: () => {}, prune: false, isCurrent: async () => true, begin: () => {} };
}

/** A registry to which nothing gets through any more after so many requests. */
function dying(registry: Registry, after: number): Registry {
  let left = after;
  return new Proxy(registry, {
    get(target, name: keyof Registry | 'then') {
      if (name === 'then') return undefined;
      if (name === 'close') return () => {};
      const method = target[name] as (...words: unknown[]) => unknown;
      return async (...words: unknown[]) => {
        if (left-- <= 0) throw new UserError('killed');
        return method.apply(target, words);
      };
    },
  });
}
