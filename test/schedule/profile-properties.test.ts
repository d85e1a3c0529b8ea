import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Having } from '../../src/model/line-up.ts';
import { newCalendar } from '../../src/model/time/calendar.ts';
import { shareProfiles } from '../../src/schedule/profiles.ts';
import { schedule } from '../../src/schedule/schedule.ts';
import { written } from '../model/time/minutes.ts';
import { having, havingAfter, havingText, timing } from './notes.ts';
import { intent, windows } from './world.ts';

const numRuns = Number(process.env['RUNS'] ?? 10);
const calendar = newCalendar();
const start = Date.parse('2027-03-12T00:00Z');
const day = 86_400_000;

const cluster = fc.record({
  timing: fc.nat(1),
  frozen: fc.option(fc.nat(10), { nil: undefined, freq: 3 }),
  wants: fc.nat(1),
  /** In which parts it is held. */
  held: fc.array(
    fc.integer({ min: 0, max: 9 }).map((chance) => chance === 0),
    { minLength: 4, maxLength: 4 },
  ),
  value: fc.array(fc.constantFrom('1', '1', '1', '2'), { minLength: 4, maxLength: 4 }),
});

/** Four parts of some days each; in each part people want something else, and deploys follow by themselves. */
const fleet = fc.record({
  clusters: fc.array(cluster, { minLength: 2, maxLength: 8 }),
  timings: fc.tuple(fc.record({ windows, own: windows }), fc.record({ windows, own: windows })),
  parts: fc.array(fc.tuple(intent, intent), { minLength: 4, maxLength: 4 }),
  times: fc.array(fc.nat(4 * 24 * 12), { minLength: 3, maxLength: 6 }),
});

type Fleet = typeof fleet extends fc.Arbitrary<infer T> ? T : never;

interface Store {
  readonly name: string;
  readonly has: Having | undefined;
  readonly profile: string | undefined;
}

/** One deploy: the clusters after it, with what was decided, and the profiles. */
function deploy(
  { clusters, timings, parts }: Fleet,
  part: number,
  now: number,
  stores: readonly Store[],
  newIntent: boolean,
) {
  const inputs = clusters.map(({ timing: at, frozen, wants, held, value }, index) => {
    const { windows: own, own: ofFirst } = timings[at] ?? { windows: [], own: [] };
    const { sets, variables } = parts[part]?.[wants] ?? { sets: {}, variables: {} };
    const first = new Date(start + (frozen ?? 0) * day).toISOString().slice(0, 10);
    const when = timing({
      timeZone: 'America/New_York',
      windows: written(own),
      of: { n0: written(ofFirst) },
      freezes: frozen === undefined ? [] : [{ from: first, to: first }],
      hold: held[part] ? { reason: 'flood' } : undefined,
    });
    const desired = having(sets, { ...variables, own: value[part] ?? '' });
    return { delivered: stores[index]?.has, desired, timing: when };
  });
  const decisions = schedule(inputs, { now, undo: undefined, onRemove: new Map(), calendar });
  const members = decisions.map((decision, index) => {
    const { name = '', profile } = stores[index] ?? {};
    const { delivered, desired } = inputs[index] ?? {};
    return {
      name,
      profile,
      settings: '',
      decision,
      before: delivered,
      after: havingAfter(decision, delivered, desired),
    };
  });
  const profiles = shareProfiles(members, newIntent);
  const profileOf = new Map(
    profiles.flatMap(({ name, members }) => members.map((member) => [member.name, name] as const)),
  );
  return { profiles, members: members.map((member) => ({ ...member, newProfile: profileOf.get(member.name) })) };
}

/** Checks something for each deploy of a fleet; the first of each part brings a new intent. */
function eachDeploy(
  check: (deployed: ReturnType<typeof deploy>, newIntent: boolean, again: () => ReturnType<typeof deploy>) => void,
) {
  fc.assert(
    fc.property(fleet, (some) => {
      let stores: Store[] = some.clusters.map((_, at) => ({ name: `c${at}`, has: undefined, profile: undefined }));
      for (const part of some.parts.keys()) {
        for (const [index, time] of [0, ...some.times.toSorted((a, b) => a - b)].entries()) {
          const now = start + part * 4 * day + time * 300_000;
          const deployed = deploy(some, part, now, stores, index === 0);
          stores = deployed.members.map(({ name, after, newProfile }) => ({ name, has: after, profile: newProfile }));
          check(deployed, index === 0, () => deploy(some, part, now, stores, false));
        }
      }
    }),
    { numRuns },
  );
}

it('the sets of a cluster are those of its profile, and names are different', () => {
  eachDeploy(({ profiles, members }) => {
    expect(new Set(profiles.map(({ name }) => name)).size).toBe(profiles.length);
    for (const { outcome, members: inside } of profiles)
      for (const { decision } of inside) expect(decision.outcome).toBe(outcome);
    expect(profiles.flatMap((profile) => profile.members).length).toBe(members.filter(({ after }) => after).length);
  });
});

it('a new intent leaves no two profiles alike', () => {
  eachDeploy(({ profiles }, newIntent) => {
    if (!newIntent) return;
    const keys = profiles.map((profile) => profile.members[0]?.decision.profileKey);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

it('without one a cluster keeps its profile, unless it is new, held or frozen, or its variables change', () => {
  eachDeploy(({ members }, newIntent) => {
    if (newIntent) return;
    const touched = members.filter(({ profile, newProfile }) => profile !== newProfile);
    for (const { decision } of touched) expect(decision.steady).toBe(false);
  });
});

it('a deploy that is run again gives the same profiles', () => {
  eachDeploy(({ members }, _, again) => {
    const { members: after } = again();
    const list = (some: typeof members) =>
      some.map(({ name, after, newProfile }) => `${name} ${newProfile} ${havingText(after)}`);
    expect(list(after)).toEqual(list(members));
  });
});
