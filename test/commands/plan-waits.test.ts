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
const noon = { now: '2026-11-30T17:00:00Z' };

async function plan(words: readonly string[], changes: Readonly<Record<string, string>> = change) {
  const fleet = await inMemory(stores);
  fleet.write(changes);
  return (await fleet.run(['plan', ...words], noon)).out;
}

describe('plan lists what waits', () => {
  it('and until when', async () => {
    expect(await plan([])).toContain(`
What waits
  namespace shop on 1 cluster (e2): waits for the window Tue 02:00 America/New_York (in 14h)
  namespace shop on 1 cluster (w2): held: flood in the basement, until it is released

Plan: 4 of 4 clusters affected;`);
  });

  it('for programs, and for a comment on a pull request', async () => {
    const waits = { pieces: ['namespace shop'], clusters: 1 };
    expect(JSON.parse(await plan(['-o', 'json'])).waiting).toEqual([
      { ...waits, reason: 'no window is open', until: '2026-12-01T07:00:00.000Z', sample: ['e2'] },
      { ...waits, reason: 'held: flood in the basement, until it is released', until: null, sample: ['w2'] },
    ]);
    expect(await plan(['-o', 'markdown'])).toContain(
      '\n**What waits**\n\n- namespace shop on 1 cluster (e2): waits for the window Tue 02:00 America/New&#95;York (in 14h)\n',
    );
  });

  it('where nothing waits, nothing', async () => {
    const more = { 'inventory/bar.yaml': object('Namespace', 'bar', '{clusters: /c/e1}') };
    expect(await plan([], more)).not.toContain('What waits');
  });
});
