import { describe, expect, it } from 'vitest';
import { inMemory } from './in-memory.ts';
import { object, smallFleet } from './support.ts';

const store = (name: string, group: string) =>
  `apiVersion: resedge.dev/v1\nkind: Cluster\nmetadata: {name: ${name}, labels: {tier: gold}}\nspec: {groups: [${group}]}\n`;

/** The till is on what is gold and in no group whose name begins with `kiosk`. */
const fleet = {
  ...smallFleet,
  'inventory/clusters/e1.yaml': store('e1', 'stores/east'),
  'inventory/clusters/e2.yaml': store('e2', 'stores/east'),
  'inventory/shop.yaml': object(
    'Namespace',
    'shop',
    '{clusters: /m/tier/gold and not /g/kiosk*, applications: [till]}',
  ),
  'tiers.csv': 'name,labels.tier\ne1,silver\ne2,gold\n',
};

const oneLoses = 'namespace/shop leaves 1 cluster: e1\napplication/till leaves 1 cluster: e1\n';
const bothLose = 'namespace/shop leaves 2 clusters: e1, e2\napplication/till leaves 2 clusters: e1, e2\n';

describe('what leaves clusters is said', () => {
  it.each([
    ['set cluster/e1 labels.tier=silver', oneLoses],
    ['set -l /g/stores/east labels.tier=silver', bothLose],
    ['set ns/shop clusters=/c/e2', oneLoses],
    ['set ns/shop applications-=till', 'application/till leaves 2 clusters: e1, e2\n'],
    ['unset cluster/e1 labels.tier', oneLoses],
    ['create group kiosks --clusters /c/e1', oneLoses],
    ['import clusters tiers.csv --update', oneLoses],
    ['assign shop /c/e2', oneLoses],
    ['delete app/till --cascade', 'application/till leaves 2 clusters: e1, e2\n'],
  ])('by %s, before anything is written and when it is', async (line, lines) => {
    const { run } = inMemory(fleet);
    const words = line.split(' ');
    expect((await run([...words, '--dry-run'])).err).toContain(lines);
    expect(await run([...words, '--yes'])).toMatchObject({ code: 0, err: expect.stringContaining(lines) });
  });

  it.each([
    'set cluster/w1 labels.tier=gold',
    'set cluster/e1 state=retired',
    'set cluster/e1 values.storeNumber=1',
    'create cluster e3 --group stores/east --label tier=gold',
  ])('and not of %s, which takes nothing off', async (line) => {
    const { err } = await inMemory(fleet).run([...line.split(' '), '--yes']);
    expect(err).not.toContain('leaves');
    expect(err).toContain('Next: ');
  });

  it('as numbers, where much leaves', async () => {
    const names = Array.from({ length: 25 }, (_, at) => `till-${at + 10}`);
    const tills = names.map((name) => [
      `inventory/${name}.yaml`,
      object('Application', name, '{path: apps/till, namespace: shop}'),
    ]);
    const shop = object('Namespace', 'shop', '{clusters: /m/tier/gold, applications: ["*"]}');
    const { run } = inMemory({ ...fleet, ...Object.fromEntries(tills), 'inventory/shop.yaml': shop });
    const { err } = await run(['set', 'cluster/e1', 'labels.tier=silver', '--dry-run']);
    expect(err).toContain('application/till-27 leaves 1 cluster: e1\nand 7 more\n');
  });
});
