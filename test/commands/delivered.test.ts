import { describe, expect, it } from 'vitest';
import { inMemory } from '../deploy/in-memory.ts';
import { cluster, object, smallFleet } from './support.ts';

/** Two stores that are always open, one with a window at night, and one that is held. */
const stores = {
  ...smallFleet,
  ...cluster('e2', 'stores/east', ', timeZone: America/New_York, windows: [{schedule: "0 2 * * *", duration: 3h}]'),
  ...cluster('w2', 'stores/west', ', hold: {reason: flood in the basement}'),
};
const change = {
  'apps/till/base/config.yaml': `${smallFleet['apps/till/base/config.yaml']}`.replace('store:', 'shop:'),
};
const gone = {
  'inventory/till.yaml': undefined,
  'inventory/shop.yaml': object('Namespace', 'shop', '{clusters: /g/stores}'),
};
const noon = { now: '2026-11-30T17:00:00Z' };

async function ask(words: readonly string[], changes: Readonly<Record<string, string | undefined>> = {}) {
  const fleet = await inMemory(stores);
  fleet.write(changes);
  const { code, out, err } = await fleet.run(words, noon);
  return code === 0 ? out.replaceAll(/till\/base\/\w+/g, 'till/base/…') : err;
}

/** The lines of an explanation that are about what the cluster has. */
async function explained(where: string, changes = {}) {
  const out = await ask(['explain', 'till', where], changes);
  return out.split('\n').filter((line) => /(yes|no) +(delivered|waiting|inventory) |still has/.test(line));
}

describe('explain says what the cluster has of an application', () => {
  it('as it should', async () => {
    expect(await explained('e2')).toMatchInlineSnapshot(`
      [
        "  yes  delivered   the cluster has variant base (fleet/applications/till/base/…)",
      ]
    `);
  });

  it('and for what it waits', async () => {
    expect(await explained('e1', change)).toMatchInlineSnapshot(`
      [
        "  no   delivered   the cluster has variant base (fleet/applications/till/base/…)",
        "  no   waiting     for variant base (fleet/applications/till/base/…): nothing holds it back, the next deploy brings it",
      ]
    `);
    expect(await explained('e2', change)).toMatchInlineSnapshot(`
      [
        "  no   delivered   the cluster has variant base (fleet/applications/till/base/…)",
        "  no   waiting     for variant base (fleet/applications/till/base/…): waits for the window Tue 02:00 America/New_York (in 14h)",
      ]
    `);
    expect(await explained('w2', change)).toMatchInlineSnapshot(`
      [
        "  no   delivered   the cluster has variant base (fleet/applications/till/base/…)",
        "  no   waiting     for variant base (fleet/applications/till/base/…): held: flood in the basement, until it is released",
      ]
    `);
  });

  it('where another one in its namespace is what waits', async () => {
    const bar = object('Application', 'bar', '{path: apps/till, namespace: shop}');
    const shop = object('Namespace', 'shop', '{clusters: /g/stores, applications: [till, bar]}');
    const changes = { 'inventory/bar.yaml': bar, 'inventory/shop.yaml': shop };
    expect(await explained('e2', changes)).toMatchInlineSnapshot(`
      [
        "  yes  delivered   the cluster has variant base (fleet/applications/till/base/…)",
      ]
    `);
  });

  it('with other variables', async () => {
    const till = object('Application', 'till', '{path: apps/till, namespace: shop, values: {title: Till}}');
    expect(await explained('e2', { 'inventory/till.yaml': till })).toMatchInlineSnapshot(`
      [
        "  no   delivered   the cluster has variant base (fleet/applications/till/base/…)",
        "  no   waiting     for other variables, or another order: waits for the window Tue 02:00 America/New_York (in 14h)",
      ]
    `);
  });

  it('that is no longer in the inventory', async () => {
    expect(await explained('e2', gone)).toMatchInlineSnapshot(`
      [
        "> no   inventory  application till is no longer in the inventory",
        "  no   delivered  the cluster has variant base (fleet/applications/till/base/…)",
        "  no   waiting    to leave: waits for the window Tue 02:00 America/New_York (in 14h)",
        "e2 still has till, which is no longer in the inventory: waits for the window Tue 02:00 America/New_York (in 14h).",
      ]
    `);
    expect(await ask(['explain', 'kiosk', 'e2'], gone)).toMatchInlineSnapshot(`
      "error: there is no application named kiosk
      hint: See them all: resedge get applications
      "
    `);
  });

  it('in fields for programs', async () => {
    const { delivered, waiting } = JSON.parse(await ask(['explain', 'till', 'e2', '-o', 'json'], change));
    expect(delivered).toEqual({ variant: 'base', folder: 'fleet/applications/till/base/…' });
    expect(waiting).toBe('waits for the window Tue 02:00 America/New_York (in 14h)');
  });
});

describe('describe cluster says what waits', () => {
  it('and what is still there', async () => {
    const out = await ask(['describe', 'cluster/e2'], gone);
    expect(out.slice(out.indexOf('Waits:'), out.indexOf('Windows:'))).toMatchInlineSnapshot(`
      "Waits:
        WHAT            REASON
        namespace shop  waits for the window Tue 02:00 America/New_York (in 14h)
      Still there:
        NAMESPACE  APPLICATION  VARIANT  STATE
        shop       till         base     no longer in the inventory
      "
    `);
    expect(await ask(['describe', 'cluster/e1'])).not.toMatch(/Waits|Still there/);
  });
});

describe('get placements --cluster', () => {
  it('has what is still there, and says why', async () => {
    expect(
      await ask(['get', 'placements', '--cluster', 'e2'], gone),
    ).toBe(`CLUSTER  NAMESPACE  APPLICATION  VARIANT  PROFILE  NOTE
e2       shop       till         base     -        no longer in the inventory: waits for the window Tue 02:00 America/New_York (in 14h)
`);
    const elsewhere = { 'inventory/shop.yaml': object('Namespace', 'shop', '{clusters: /c/w1, applications: [till]}') };
    expect(
      await ask(['get', 'placements', '--cluster', 'w2', '--application', 'till', '--no-headers'], elsewhere),
    ).toBe('w2  shop  till  base  -  not placed here any more: held: flood in the basement, until it is released\n');
  });

  it('is as ever where nothing leaves, and refuses an application that is nowhere', async () => {
    expect(await ask(['get', 'placements', '--cluster', 'e2', '--no-headers'])).toMatch(
      /^e2 {2}shop {2}till {2}base {2}\w+\n$/,
    );
    const fan = await ask(['get', 'placements', '--cluster', 'e2', '--application', 'fan'], gone);
    expect(fan).toContain('error: there is no application named fan\n');
  });
});
