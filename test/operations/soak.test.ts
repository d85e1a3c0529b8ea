import { describe, expect, it } from 'vitest';
import { inMemory } from '../deploy/in-memory.ts';
import { base, type Files, objects, overlay } from '../support/fleet.ts';
import type { MemoryRepository } from '../support/memory-repository.ts';

const files: Files = {
  ...objects(`
    Fleet contoso: {git: {url: "https://git.example.com/contoso/fleet.git"}}
    Group stores: {}
    Ring canary: {order: 1, clusters: /c/e1 or /c/e2, soak: 24h}
    Ring broad: {order: 2}
    Cluster e1: {groups: [stores]}
    Cluster e2: {groups: [stores]}
    Cluster w1: {groups: [stores]}
    Namespace shop: {clusters: /g/stores, applications: [till], quota: {cpu: 1, memory: 1Gi}}
    Application till: {path: apps/till, namespace: shop}
  `),
  ...base('apps/till'),
};

const folder = 'apps/till/overlays/fast';

/** The overlay in canary; `does` is what it changes. */
function fast(does = 'images: [{name: till, newTag: "2"}]', more: Readonly<Record<string, string>> = {}): Files {
  return overlay(folder, { clusters: 'all', ring: 'canary', ...more }, does);
}

/** A fleet to whose canaries the overlay came on 2 November at 9. */
async function soaking(more: Files = {}) {
  const fleet = await inMemory({ ...files, ...more });
  fleet.write(fast());
  await fleet.deployed([], { now: '2026-11-02T09:00:00Z' });
  return {
    ...fleet,
    /** Deploys a change at a time; since when the canaries have the overlay after it. */
    async after(changes: Files, now: string) {
      fleet.write(changes);
      await fleet.deployed(['--allow', 'a test'], { now });
      return (await status(fleet, now)).ringSince;
    },
  };
}

async function status(fleet: Pick<MemoryRepository, 'run'>, now: string) {
  const { out } = await fleet.run(['rollout', 'status', '-o', 'json'], { now });
  return JSON.parse(out).items[0];
}

const first = '2026-11-02T09:00:00Z';
const later = '2026-11-03T10:00:00Z';

describe('the soak time of an overlay', () => {
  it.each<[string, Files]>([
    ['the base', base('apps/till', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: other}\n')],
    ['where it applies', fast(undefined, { clusters: '/g/stores' })],
    ['a hold of it', fast(undefined, { 'rollout-hold': 'slow' })],
    ['a comment and the order of its fields', fast('# Faster.\nimages: [{newTag: "2", name: till}]')],
    ['a file beside it that it does not load', { [`${folder}/README.md`]: 'Faster.' }],
    ['another overlay', overlay('apps/till/overlays/wide', { clusters: 'all' }, 'images: [{name: x, newTag: "1"}]')],
    [
      'the layout',
      objects(
        'Fleet contoso: {git: {url: "https://git.example.com/contoso/fleet.git"}, layout: {clusters: "clusters/{hash}/{name}", former: ["clusters/{name}"]}}',
      ),
    ],
    ['who else is there', objects('Cluster a0: {groups: [stores]}')],
  ])('goes on when this changes: %s', async (_, changes) => {
    const fleet = await soaking();
    expect(await fleet.after(changes, later)).toBe(first);
  });

  it.each<[string, Files]>([
    ['what it does', fast('images: [{name: till, newTag: "3"}]')],
    ['its priority', fast(undefined, { priority: '5' })],
    ['who is in the ring', objects('Ring canary: {order: 1, soak: 24h}')],
  ])('begins anew when this changes: %s', async (_, changes) => {
    const fleet = await soaking();
    expect(await fleet.after(changes, later)).toBe(later);
  });

  it('begins anew when a file changes that it loads', async () => {
    const fleet = await soaking();
    const patch = (count: number) => ({
      ...fast('patches: [{target: {kind: ConfigMap}, path: patch.yaml}]'),
      [`${folder}/patch.yaml`]: `- {op: add, path: /data, value: {count: "${count}"}}\n`,
    });
    expect(await fleet.after(patch(1), '2026-11-03T09:00:00Z')).toBe('2026-11-03T09:00:00Z');
    expect(await fleet.after(patch(2), later)).toBe(later);
  });

  it('counts from when the last cluster got it: a held one is not waited for, and counts once it has it', async () => {
    const held = objects('Cluster e2: {groups: [stores], hold: {reason: flood}}');
    const fleet = await soaking(held);
    expect(await status(fleet, later)).toMatchObject({ ringSince: first, undelivered: 1, waits: [] });
    expect(await fleet.after(objects('Cluster e2: {groups: [stores]}'), later)).toBe(later);
  });

  it('follows a cluster under its former name', async () => {
    const fleet = await soaking();
    const renamed = {
      ...objects(
        'Cluster e9: {groups: [stores], formerNames: [e1]}\nRing canary: {order: 1, clusters: /c/e9 or /c/e2, soak: 24h}',
      ),
    };
    fleet.write({ 'inventory/cluster/e1.yaml': undefined });
    expect(await fleet.after(renamed, later)).toBe(first);
  });

  it('counts from what others committed by hand, too, and from the commit where nobody says when it was decided', async () => {
    const fleet = await inMemory({ ...files, ...fast() });
    const { committed } = await fleet.git.commitInfo(fleet.remote.tip);
    expect((await status(fleet, '2040-01-01T00:00:00Z')).ringSince).toBe(
      new Date(committed * 1000).toISOString().replace('.000Z', 'Z'),
    );
  });

  it('begins anew with what is written and not delivered', async () => {
    const fleet = await soaking();
    fleet.write(fast('images: [{name: till, newTag: "3"}]'));
    expect(await status(fleet, later)).toMatchObject({
      ringSince: null,
      soaked: null,
      undelivered: 2,
      waits: ['it is not delivered to 2 clusters (e1, e2) of canary yet'],
    });
    const { code, err } = await fleet.run(['rollout', 'promote', 'till', 'fast', '--yes'], { now: later });
    expect([code, err]).toEqual([
      2,
      expect.stringContaining('it is not delivered to 2 clusters (e1, e2) of canary yet'),
    ]);
  });
});

describe('a history that is not all here', () => {
  /** The same fleet in a clone whose history ends with the deploy that brought the overlay. */
  async function shallow() {
    const fleet = await soaking();
    const { parents } = await fleet.git.commitInfo(fleet.remote.tip);
    const cut = {
      ...fleet.git,
      history: async (...question: Parameters<typeof fleet.git.history>) =>
        (await fleet.git.history(...question)).filter(({ id }) => !parents.includes(id)),
      ancestors: async (tip: string) => [await fleet.git.commitInfo(tip)],
      resolve: async (ref: string) => (parents.includes(ref) ? undefined : fleet.git.resolve(ref)),
    };
    return (words: readonly string[], now: string) => fleet.run(words, { now, git: async () => cut });
  }
  const promote = ['rollout', 'promote', 'till', 'fast', '--yes'];

  it('stops promote where it decides, and says how to fetch the rest', async () => {
    const run = await shallow();
    const { code, err } = await run(promote, '2026-11-02T10:00:00Z');
    expect(code).toBe(2);
    expect(err).toContain('  since when canary has it is not known: the history here does not go back so far\n');
    expect(err).toContain('git fetch --unshallow');
    expect((await run([...promote, '--allow', 'urgent'], '2026-11-02T10:00:00Z')).code).toBe(0);
  });

  it('is enough where it has soaked since the history begins', async () => {
    expect(await (await shallow())(promote, later)).toMatchObject({ code: 0 });
  });

  it('stops promote where the branch that clusters read was not fetched', async () => {
    const fleet = await soaking();
    const git = { ...fleet.git, remoteTip: async () => undefined };
    const { code, err } = await fleet.run(promote, { now: later, git: async () => git });
    expect(code).toBe(2);
    expect(err).toContain('  origin/main, which clusters read, was not fetched\n');
    expect(err).toContain('git fetch origin main:refs/remotes/origin/main');
  });
});
