import { describe, expect, it } from 'vitest';
import { profileName } from '../../src/model/profile-name.ts';
import type { ClusterTiming } from '../../src/model/time/cluster-timing.ts';
import { type Member, shareProfiles } from '../../src/schedule/profiles.ts';
import { schedule } from '../../src/schedule/schedule.ts';
import { having, timing } from './notes.ts';

const nights = [{ schedule: '0 2 * * *', duration: '3h' }];
const one = having({ till: 'till@1' });
const two = having({ till: 'till@2' });
const names = ['a', 'b', 'c', 'd'];

interface Store {
  readonly has?: typeof one | undefined;
  readonly wants?: typeof one;
  readonly when?: ClusterTiming;
  readonly profile?: string | undefined;
  readonly settings?: string;
}

/** The profiles at noon or at night, as `name: members`. */
function profiles(stores: Readonly<Record<string, Store>>, at: 'noon' | 'night' = 'noon', newIntent = false): string[] {
  const clusters = Object.entries(stores).map(([name, { has = one, wants = two, when, profile, settings = '' }]) => {
    const defaults = timing({ windows: nights });
    return {
      name,
      delivered: profile === undefined ? undefined : has,
      desired: wants,
      timing: when ?? defaults,
      profile,
      settings,
    };
  });
  const now = Date.parse(at === 'noon' ? '2027-03-02T12:00Z' : '2027-03-02T02:00Z');
  const decisions = schedule(clusters, { now, undo: undefined, onRemove: new Map() });
  const members = clusters.flatMap(({ name, profile, settings }, index): Member[] => {
    const decision = decisions[index];
    return decision ? [{ name, profile, settings, decision }] : [];
  });
  return shareProfiles(members, newIntent).map(
    (profile) => `${profile.name}: ${profile.members.map(({ name }) => name).join(' ')}`,
  );
}

const all = (profile: string, more: Store = {}) =>
  Object.fromEntries(names.map((name) => [name, { profile, ...more }]));

describe('clusters share a profile', () => {
  it('that is named after one of them when it is new', () => {
    const fresh = Object.fromEntries(names.map((name) => [name, { profile: undefined }]));
    expect(profiles(fresh, 'noon', true)).toEqual(['d: a b c d']);
    expect(profileName(names)).toBe('d');
  });

  it('where what they have, what they should have, and their hours and settings are the same', () => {
    const later = timing({ windows: [{ schedule: '0 3 * * *', duration: '3h' }] });
    const longer = timing({ windows: nights, lead: 60 * 60_000 });
    expect(profiles({ ...all('a'), b: { profile: 'a', when: later } }, 'noon', true)).toEqual(['a: a c d', 'b: b']);
    expect(profiles({ ...all('a'), b: { profile: 'a', when: longer } }, 'noon', true)).toEqual(['a: a c d', 'b: b']);
    expect(profiles({ ...all('a'), b: { profile: 'a', settings: 'offline' } }, 'noon', true)).toEqual([
      'a: a c d',
      'b: b',
    ]);
    expect(profiles({ ...all('a'), b: { profile: 'a', wants: one } }, 'noon', true)).toEqual(['a: a c d', 'b: b']);
    expect(profiles({ ...all('a'), b: { profile: 'a', has: two } }, 'noon', true)).toEqual(['a: a c d', 'b: b']);
  });

  it('whatever their time zones, where no windows count', () => {
    const berlin = { timeZone: 'Europe/Berlin', of: { till: [] } };
    const stores = { ...all('a', { when: timing() }), b: { profile: 'a', when: timing(berlin) } };
    expect(profiles(stores, 'noon', true)).toEqual(['a: a b c d']);
    const zoned = { ...all('a'), b: { profile: 'a', when: timing({ timeZone: 'Europe/Berlin', windows: nights }) } };
    expect(profiles(zoned, 'noon', true)).toEqual(['a: a c d', 'b: b']);
  });

  it('by the windows of their own namespaces alone', () => {
    const when = timing({ windows: nights, of: { elsewhere: [{ schedule: '0 3 * * *', duration: '3h' }] } });
    expect(profiles({ ...all('a'), b: { profile: 'a', when } }, 'noon', true)).toEqual(['a: a b c d']);
  });

  it('with those that are held or frozen, as long as nothing moves', () => {
    const held = timing({ windows: nights, hold: { reason: 'flood' } });
    const frozen = timing({ windows: nights, freezes: [{ from: '2027-03-01', to: '2027-03-04' }] });
    const stores = { ...all('a'), b: { profile: 'a', when: held }, c: { profile: 'a', when: frozen } };
    expect(profiles(stores)).toEqual(['a: a b c d']);
    expect(profiles(stores, 'night')).toEqual(['a: a d', 'b: b c']);
  });
});

describe('a profile keeps its name', () => {
  const held = timing({ windows: nights, hold: { reason: 'flood' } });

  it('for those that move, where its name-giver is held', () => {
    const stores = { ...all('a'), a: { profile: 'a', when: held } };
    expect(profiles(stores)).toEqual(['a: a b c d']);
    expect(profiles(stores, 'night')).toEqual(['a: b c d', 'a_2: a']);
  });

  it('for the steady ones, even where more are held', () => {
    const stores = { ...all('a', { when: held }), d: { profile: 'a' } };
    expect(profiles(stores, 'night')).toEqual(['a: d', 'b: a b c']);
  });

  it('where two come to be alike, until a new intent brings them together under the name of the most', () => {
    const stores = { ...all('a', { has: two }), b: { profile: 'b' } };
    expect(profiles(stores, 'night')).toEqual(['a: a c d', 'b: b']);
    expect(profiles(stores, 'night', true)).toEqual(['a: a b c d']);
  });

  it('and new clusters join it', () => {
    const stores = { ...all('x', { has: two }), b: { profile: 'y', has: two }, e: { profile: undefined } };
    expect(profiles(stores, 'night')).toEqual(['x: a c d e', 'y: b']);
  });

  it('when its name-giver is gone', () => {
    const { a: _, ...rest } = all('a', { has: two });
    expect(profiles(rest, 'noon', true)).toEqual(['a: b c d']);
  });
});

it('a cluster that is new and held is in no profile', () => {
  const held = timing({ hold: { reason: 'flood' } });
  expect(profiles({ a: { profile: undefined, when: held }, b: { profile: undefined } }, 'noon', true)).toEqual([
    'b: b',
  ]);
});
