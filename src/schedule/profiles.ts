import { compareText } from '../model/compare.ts';
import { groupBy } from '../model/group-by.ts';
import { profileName } from '../model/profile-name.ts';
import type { Decision, Outcome } from './decision.ts';

/** A cluster after it was decided what it gets. */
export interface Member {
  readonly name: string;
  readonly decision: Decision;
  /** What has to be the same within a profile beside its sets: the intervals that its connectivity asks for. */
  readonly settings: string;
  /** The profile that it has now; undefined: it is new, or has none. */
  readonly profile: string | undefined;
}

/** Clusters that share a list of sets. */
export interface SharedProfile<M extends Member> {
  readonly name: string;
  readonly outcome: Outcome;
  /** In the order in which they were given. */
  readonly members: readonly M[];
}

/**
 * Puts clusters into profiles, sorted by name; those without an outcome are in none.
 *
 * The file of a cluster names its profile. So that the opening of a window touches none but those for which something
 * else changes as well, a profile keeps its name for the most of its steady clusters, whoever leaves it, and profiles
 * that come to be alike are brought together only by a new intent.
 * @param newIntent Whether this follows from another intent than the output before did.
 */
export function shareProfiles<M extends Member>(members: readonly M[], newIntent: boolean): SharedProfile<M>[] {
  const groups = groupsByNeed(members, newIntent);
  return nameGroups(groups).sort((a, b) => compareText(a.name, b.name));
}

interface Group<M extends Member> {
  readonly outcome: Outcome;
  readonly members: readonly M[];
}

function groupsByNeed<M extends Member>(members: readonly M[], newIntent: boolean): Group<M>[] {
  const placed = members.filter(({ decision }) => decision.outcome);
  const alike = [...groupBy(placed, ({ decision, settings }) => `${settings} ${decision.profileKey}`).values()];
  const groups = newIntent ? alike : alike.flatMap(byProfile);
  return groups.flatMap((group) => {
    const outcome = group[0]?.decision.outcome;
    return outcome ? [{ outcome, members: group }] : [];
  });
}

/** Members by the profile that they have; new ones join the largest. */
function byProfile<M extends Member>(members: readonly M[]): M[][] {
  const [largest] = claimsOf(members);
  return [...groupBy(members, ({ profile }) => profile ?? largest?.name ?? '').values()];
}

/** A name of a profile that members of a group have now. */
interface Claim {
  readonly name: string;
  readonly steady: number;
  readonly all: number;
}

/** The names that members have, those first that are the worst to lose. */
function claimsOf(members: readonly Member[]): Claim[] {
  const named = groupBy(members, ({ profile }) => profile ?? '');
  named.delete('');
  return Array.from(named, ([name, some]) => {
    return { name, steady: some.filter(({ decision }) => decision.steady).length, all: some.length };
  }).sort(worseToLose);
}

function worseToLose(a: Claim, b: Claim): number {
  return b.steady - a.steady || b.all - a.all || compareText(a.name, b.name);
}

/** A group without a name of before is named after one of its clusters. */
function nameGroups<M extends Member>(groups: readonly Group<M>[]): SharedProfile<M>[] {
  const names = new Map<Group<M>, string>();
  const taken = new Set<string>();
  const take = (group: Group<M>, name: string) => {
    names.set(group, name);
    taken.add(name);
  };
  const claims = groups.flatMap((group) => claimsOf(group.members).map((claim) => ({ ...claim, group })));
  for (const { group, name } of claims.sort(worseToLose)) if (!names.has(group) && !taken.has(name)) take(group, name);
  for (const group of groups) if (!names.has(group)) take(group, freshName(group.members, taken));
  return groups.map((group) => ({ ...group, name: names.get(group) ?? '' }));
}

/** A name of a cluster that is taken by a profile that it left gets a number; no cluster has an underscore in its name. */
function freshName(members: readonly Member[], taken: ReadonlySet<string>): string {
  const names = members.map(({ name }) => name);
  const free = names.filter((name) => !taken.has(name));
  if (free.length > 0) return profileName(free);
  const name = profileName(names);
  for (let count = 2; ; count++) if (!taken.has(`${name}_${count}`)) return `${name}_${count}`;
}
