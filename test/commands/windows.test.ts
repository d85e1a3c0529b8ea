import { describe, expect, it } from 'vitest';
import { inMemory } from './in-memory.ts';
import { cluster, object, smallFleet } from './support.ts';

/** Nights in two zones; of the east one cluster is held, the west is frozen for a week, and bank has hours of its own. */
const fleet = inMemory({
  ...smallFleet,
  'inventory/groups.yaml': [
    object('Group', 'stores', '{timeZone: America/Chicago, windows: [{schedule: 0 2 * * *, duration: 3h}]}'),
    object('Group', 'stores/east', '{timeZone: America/New_York}'),
    object('Group', 'stores/east/ny'),
    object('Group', 'stores/west', '{freezes: [{from: 2026-11-26, to: 2026-11-30, reason: Thanksgiving week}]}'),
    object('Group', 'stores/west/wa'),
    object('Group', 'depots'),
  ].join('---\n'),
  ...cluster('e2', 'stores/east/ny', ', hold: {reason: flood in the basement, until: 2026-12-01}'),
  ...cluster('e3', 'stores/east/ny'),
  ...cluster('w1', 'stores/west/wa'),
  ...cluster('z1', 'stores/west', ', state: retired'),
  ...cluster('d1', 'depots'),
  'inventory/bank.yaml': object(
    'Namespace',
    'bank',
    '{clusters: /c/e1, windows: [{schedule: 0 9 * * *, duration: 1h}]}',
  ),
  'inventory/same.yaml': object(
    'Namespace',
    'same',
    '{clusters: /g/stores, windows: [{schedule: 0 2 * * *, duration: 3h}]}',
  ),
});

const noon = { now: '2026-11-30T17:00:00Z' };

async function windows(...words: string[]): Promise<string> {
  const { code, out } = await fleet.run(['windows', ...words], noon);
  expect(code).toBe(0);
  return out;
}

describe('windows', () => {
  it('has a line for each group, and none below one in which all is the same', async () => {
    expect(await windows()).toMatchInlineSnapshot(`
      "GROUP                   CLUSTERS  NOW     OPENS                                      CLOSES                                     BECAUSE
      depots                  1         open    -                                          -                                          -
      stores                  5         closed  first Tue 02:00 America/New_York (in 14h)  first Tue 05:00 America/New_York (in 17h)  no window is open; held: flood in the basement, until 2026-12-01; and 1 more
      ├── namespace bank      1         closed  Tue 09:00 America/New_York (in 21h)        Tue 10:00 America/New_York (in 22h)        no window is open
      ├── east                3         closed  first Tue 02:00 America/New_York (in 14h)  first Tue 05:00 America/New_York (in 17h)  no window is open; held: flood in the basement, until 2026-12-01
      │   ├── namespace bank  1         closed  Tue 09:00 America/New_York (in 21h)        Tue 10:00 America/New_York (in 22h)        no window is open
      │   └── ny              2         closed  first Tue 02:00 America/New_York (in 14h)  first Tue 05:00 America/New_York (in 17h)  held: flood in the basement, until 2026-12-01; no window is open
      └── west                2         closed  Tue 02:00 America/Chicago (in 15h)         Tue 05:00 America/Chicago (in 18h)         frozen until 2026-11-30: Thanksgiving week
      "
    `);
  });

  it('with -o wide has a line for all that differs within a group', async () => {
    expect(await windows('-l', '/g/stores/east', '-o', 'wide')).toMatchInlineSnapshot(`
      "GROUP           NAMESPACE  CLUSTERS  NOW     OPENS                                   CLOSES                                  BECAUSE                                        TIME-ZONE         WINDOWS
      stores/east     -          1         closed  Tue 02:00 America/New_York (in 14h)     Tue 05:00 America/New_York (in 17h)     no window is open                              America/New_York  0 2 * * * for 3h
      stores/east     bank       1         closed  Tue 09:00 America/New_York (in 21h)     Tue 10:00 America/New_York (in 22h)     no window is open                              America/New_York  0 9 * * * for 1h
      stores/east/ny  -          1         closed  Wed 02:00 America/New_York (in 1d 14h)  Wed 05:00 America/New_York (in 1d 17h)  held: flood in the basement, until 2026-12-01  America/New_York  0 2 * * * for 3h
      stores/east/ny  -          1         closed  Tue 02:00 America/New_York (in 14h)     Tue 05:00 America/New_York (in 17h)     no window is open                              America/New_York  0 2 * * * for 3h
      "
    `);
  });

  it('is asked about a time where each cluster is, or everywhere', async () => {
    expect(await windows('--at', '2026-12-02T02:00', '--no-headers')).toMatchInlineSnapshot(`
      "depots                  1  open    -                                         -                                         -
      stores                  5  open    first Thu 02:00 America/New_York (in 1d)  first Wed 05:00 America/New_York (in 3h)  -
      ├── namespace bank      1  closed  Wed 09:00 America/New_York (in 7h)        Wed 10:00 America/New_York (in 8h)        no window is open
      ├── east                3  open    Thu 02:00 America/New_York (in 1d)        Wed 05:00 America/New_York (in 3h)        -
      │   └── namespace bank  1  closed  Wed 09:00 America/New_York (in 7h)        Wed 10:00 America/New_York (in 8h)        no window is open
      └── west                2  open    Thu 02:00 America/Chicago (in 1d)         Wed 05:00 America/Chicago (in 3h)         -
      "
    `);
    expect(await windows('--at', '2026-12-02T07:00Z', '--no-headers')).toMatchInlineSnapshot(`
      "depots                  1  open         -                                        -                                         -
      stores                  5  3 of 5 open  first Wed 02:00 America/Chicago (in 1h)  first Wed 05:00 America/New_York (in 3h)  no window is open
      ├── namespace bank      1  closed       Wed 09:00 America/New_York (in 7h)       Wed 10:00 America/New_York (in 8h)        no window is open
      ├── east                3  open         Thu 02:00 America/New_York (in 1d)       Wed 05:00 America/New_York (in 3h)        -
      │   └── namespace bank  1  closed       Wed 09:00 America/New_York (in 7h)       Wed 10:00 America/New_York (in 8h)        no window is open
      └── west                2  closed       Wed 02:00 America/Chicago (in 1h)        Wed 05:00 America/Chicago (in 4h)         no window is open
      "
    `);
  });

  it('says of a window in which a change would come too late that it closes', async () => {
    expect(await windows('-l', '/c/w1', '--at', '2026-12-02T04:58', '--no-headers')).toMatchInlineSnapshot(`
      "stores  1  closing  Thu 02:00 America/Chicago (in 21h 2m)  Wed 05:00 America/Chicago (in 2m)  the open window closes before a change would be there
      "
    `);
  });

  it('has these fields for programs', async () => {
    const { items, ...rest } = JSON.parse(await windows('-l', '/c/e2', '-o', 'json'));
    expect(rest).toEqual({ apiVersion: 'resedge.dev/v1', kind: 'WindowList' });
    expect(items).toEqual([
      {
        group: 'stores/east/ny',
        namespace: null,
        clusters: 1,
        sample: ['e2'],
        state: 'closed',
        opens: '2026-12-02T07:00:00.000Z',
        closes: '2026-12-02T10:00:00.000Z',
        why: 'hold',
        reason: 'held: flood in the basement, until 2026-12-01',
        timeZone: 'America/New_York',
        windows: [{ schedule: '0 2 * * *', duration: '3h' }],
      },
    ]);
  });

  it('counts clusters on standard error, and says so where there are none', async () => {
    expect((await fleet.run(['windows'], noon)).err).toBe('1 of 6 clusters open\n');
    const none = await fleet.run(['windows', '-l', 'none'], noon);
    expect(none).toMatchObject({ code: 0, out: '', err: 'no clusters\n' });
  });

  it.each([
    ['tonight', '--at takes a time, not "tonight"'],
    ['2026-02-30T02:00', '--at: there is no time 2026-02-30T02:00'],
    ['2026-12-02T25:00Z', '--at: there is no time 2026-12-02T25:00Z'],
  ])('refuses %s as a time', async (typed, message) => {
    const { code, err } = await fleet.run(['windows', '--at', typed], noon);
    expect(code).toBe(2);
    expect(err).toContain(`error: ${message}\n`);
  });
});
