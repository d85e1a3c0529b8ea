import { describe, expect, it } from 'vitest';
import { cluster, object, smallFleet } from '../commands/support.ts';
import { inMemory } from './in-memory.ts';

/** Four stores in two rings; the last one is held. */
const stores = {
  ...smallFleet,
  ...cluster('w2', 'stores/west', ', hold: {reason: flood in the basement}'),
  'inventory/rings.yaml': `${object('Ring', 'canary', '{order: 1, clusters: /c/e1}')}---\n${object('Ring', 'broad', '{order: 2}')}`,
};
const base = 'apps/till/base/config.yaml';
const newTill = { [base]: `${smallFleet[base]}`.replace('store:', 'shop:') };
const onEast = {
  'inventory/shop.yaml': object('Namespace', 'shop', '{clusters: /g/stores/east, applications: [till]}'),
};
/** A month after the first deploy, as Git dates it. */
const now = new Date(Date.now() + 30 * 86_400_000).toISOString();
const ask = ['deploy', '-m', 'A change', '--color', 'never'];

describe('at a terminal deploy shows what it does to clusters before it asks', () => {
  it('which of them get what, where they are, and what is held', async () => {
    const fleet = await inMemory(stores);
    fleet.write(newTill);
    expect(await fleet.run(ask, { now, tty: true, answers: [false] })).toEqual({
      code: 0,
      out: '',
      err: expect.stringContaining(`
Changes
  ~ application/till in shop changes on 3 clusters: e1, e2, w1

By group
  stores       3 of 4
  stores/east  2 of 2
  stores/west  1 of 2

By ring
  canary  1 of 1
  broad   2 of 3

By time zone
  none  3 of 4

What waits
  namespace shop on 1 cluster (w2): held: flood in the basement, until it is released

Plan: 3 of 4 clusters affected; applications: 0 added, 3 changed, 0 removed.
Nothing was done.
`),
    });
  });

  it('what leaves now, and what leaves when it may', async () => {
    const fleet = await inMemory(stores);
    fleet.write(onEast);
    const { err } = await fleet.run([...ask, '--dry-run'], { now });
    expect(err).toContain(`
Destructive
  - namespace/shop leaves 1 cluster: w1
      the Namespace and its volume claims stay
  - application/till in shop leaves 1 cluster: w1

Leaves later
  application/till leaves 2 clusters: w1, w2 in stores/west (2), 1 of them when it may
`);
  });

  it('that values of a cluster change, and what reads them runs as before', async () => {
    const fleet = await inMemory(stores);
    fleet.write(cluster('e1', 'stores/east', ', values: {note: hello}'));
    const { err } = await fleet.run([...ask, '--dry-run'], { now });
    expect(err).toContain(
      '\nClusters\n  ~ with other values of their own: 1 cluster: e1\n\nPlan: 1 of 4 clusters affected;',
    );
  });

  it('and does not ask where nothing changes', async () => {
    const fleet = await inMemory(smallFleet);
    const { code, err } = await fleet.run(ask, { now });
    expect({ code, err }).toEqual({
      code: 0,
      err: expect.stringMatching(/\nPlan: nothing changes on any cluster\.\n$/),
    });
  });

  it('but does where a commit is to be pushed that changes nothing on a cluster', async () => {
    const fleet = await inMemory(smallFleet);
    fleet.write({ 'inventory/groups.yaml': `# Ours\n${smallFleet['inventory/groups.yaml']}` });
    await fleet.commit('A comment');
    expect((await fleet.run(ask, { now })).err).toContain('error: this needs an answer: Commit and push?\n');
  });
});

describe('deploy --yes says what leaves clusters, and what waits', () => {
  it('how many, and in which groups', async () => {
    const fleet = await inMemory(stores);
    fleet.write({ 'inventory/shop.yaml': object('Namespace', 'shop', '{clusters: /c/e1, applications: [till]}') });
    expect(
      (await fleet.deploy([], { now })).err,
    ).toBe(`application/till leaves 3 clusters: e2, w1, w2 in stores/west (2), stores/east (1), 1 of them when it may
namespace/shop leaves 3 clusters: e2, w1, w2 in stores/west (2), stores/east (1), 1 of them when it may
What waits:
  namespace shop on 1 cluster (w2): held: flood in the basement, until it is released
`);
  });

  it('and nothing where nothing leaves or waits', async () => {
    const fleet = await inMemory(smallFleet);
    fleet.write(newTill);
    expect((await fleet.deploy([], { now })).err).toBe('');
  });

  it('-o json has the numbers of clusters that move and wait', async () => {
    const fleet = await inMemory(stores);
    fleet.write(newTill);
    expect(await fleet.deployed([], { now })).toMatchObject({ moved: 3, waiting: 1 });
    expect(await fleet.deployed([], { now })).toMatchObject({ pushed: false, moved: 0, waiting: 1 });
  });

  it('also where others pushed in between', async () => {
    const fleet = await inMemory(stores);
    await fleet.othersDeploy(cluster('e3', 'stores/east'));
    fleet.write(newTill);
    expect(await fleet.deployed([], { now })).toMatchObject({ attempts: 2, moved: 4, waiting: 1 });
  });
});
