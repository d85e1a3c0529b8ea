import { variableSources } from '../../explain/variables.ts';
import { at } from '../../model/at.ts';
import { countOf, firstOf, listWords } from '../../model/counts.ts';
import type { Finding } from '../../model/diagnostic.ts';
import type { Windows } from '../../model/kinds.ts';
import type { Place } from '../../model/place.ts';
import type { NamespaceVariant, Profile, ProfileNamespace, Resolution, Variant } from '../../model/resolution.ts';
import { neverOpens } from '../../model/rules/re703-never-opens.ts';
import { type Calendar, newCalendar } from '../../model/time/calendar.ts';
import { type ClusterTiming, windowsFor } from '../../model/time/cluster-timing.ts';
import { variableNames } from '../../render/substitute.ts';
import { clusterTimings } from '../../resolve/cluster-timings.ts';
import { someYear } from '../../resolve/never-opens.ts';
import { gateOf } from '../../schedule/gate.ts';
import { windowsText } from '../../schedule/timing-text.ts';
import type { FleetState } from '../../state/fleet-state.ts';

/** Namespaces of a cluster that use one of its variables, and so move together where it changes. */
interface Together {
  readonly variable: string;
  readonly members: readonly NamespaceVariant[];
}

/**
 * Windows of namespaces that are never open together although a cluster's variable is used in all of them (RE703): a
 * change of the variable would never come. Freezes and holds do not count.
 */
export async function findClosedTogether(
  state: Pick<FleetState, 'contents'>,
  resolution: Resolution,
): Promise<Finding[]> {
  if (!resolution.namespaces.some(({ variants }) => variants.some(({ spec }) => spec.windows !== undefined))) return [];
  const togetherIn = usersOnce(await variablesOnce(state, resolution));
  const timingOf = clusterTimings(resolution, resolution.engine.lead);
  const isEverOpen = openOnce();
  const found = new Map<string, { readonly together: Together; readonly clusters: string[] }>();
  for (const index of resolution.active) {
    const profile = resolution.profileOf(index);
    const timing = timingOf(index);
    for (const together of profile ? togetherIn(profile) : []) {
      const lists = together.members.map(({ namespace }) => windowsFor(timing, namespace.name));
      if (isEverOpen(timing, lists)) continue;
      const names = together.members.map(({ namespace, name }) => `${namespace.name}/${name}`);
      const entry = found.get(names.join()) ?? { together, clusters: [] };
      found.set(names.join(), entry);
      entry.clusters.push(at(resolution.inventory.clusters, index).name);
    }
  }
  return Array.from(found.values(), ({ together, clusters }) => findingFor(together, [...new Set(clusters)]));
}

function findingFor({ variable, members }: Together, clusters: readonly string[]): Finding {
  const names = members.map(({ namespace }) => namespace.name);
  const timed = members.find(({ spec }) => spec.windows !== undefined) ?? at(members, 0);
  return {
    rule: neverOpens,
    message: `namespaces ${listWords(names)} use ${variable}, and their windows are never open together: a change of it never comes to ${countOf(clusters.length, 'cluster')} (${firstOf(clusters)})`,
    hint: 'Let their windows overlap for as long as a change takes.',
    place: windowsPlace(timed),
  };
}

/** Where the windows of a namespace were written, or those of the last override that has some. */
function windowsPlace({ namespace, overrides }: NamespaceVariant): Place {
  const written = overrides.filter((override) => namespace.spec.overrides[override]?.windows !== undefined).at(-1);
  const path = written === undefined ? ['spec', 'windows'] : ['spec', 'overrides', written, 'windows'];
  return { ...namespace.source, path };
}

/** Whether lists of windows are ever open together; where one alone is never open, that is said elsewhere. */
function openOnce() {
  const calendar = newCalendar();
  const known = new Map<string, boolean>();
  return (timing: ClusterTiming, lists: readonly Windows[]): boolean => {
    const distinct = new Map(lists.map((list) => [windowsText(list), list]));
    if (distinct.size < 2) return true;
    const key = JSON.stringify([timing.timeZone, timing.lead, [...distinct.keys()].sort()]);
    const answer = known.get(key) ?? isEverOpen(timing, [...distinct.values()], calendar);
    known.set(key, answer);
    return answer;
  };
}

function isEverOpen(timing: ClusterTiming, lists: readonly Windows[], calendar: Calendar): boolean {
  const { opens } = gateOf({ ...timing, freezes: [], hold: undefined }, someYear, false, calendar);
  return opens(lists, someYear) !== undefined || lists.some((list) => opens([list], someYear) === undefined);
}

/** For each profile the cluster's variables that several of its namespaces use. */
function usersOnce(variablesIn: (variant: Variant) => ReadonlySet<string>) {
  const known = new Map<Profile, readonly Together[]>();
  return (profile: Profile): readonly Together[] => {
    const found = known.get(profile) ?? usersIn(profile.namespaces, variablesIn);
    known.set(profile, found);
    return found;
  };
}

function usersIn(
  namespaces: readonly ProfileNamespace[],
  variablesIn: (variant: Variant) => ReadonlySet<string>,
): readonly Together[] {
  const users = new Map<string, Set<NamespaceVariant>>();
  for (const { variant: home, applications } of namespaces) {
    for (const name of [home, ...applications].flatMap((variant) => [...variablesIn(variant)]))
      users.set(name, (users.get(name) ?? new Set()).add(home));
  }
  return Array.from(users, ([variable, members]) => ({ variable, members: [...members] })).filter(
    ({ members }) => members.length > 1,
  );
}

/** The cluster's variables that stand in what people wrote for a variant. */
async function variablesOnce(
  { contents }: Pick<FleetState, 'contents'>,
  { inventory, namespaces, applications }: Resolution,
) {
  const variants = [...namespaces, ...applications].flatMap((placement): readonly Variant[] => placement.variants);
  const sources = new Map(variants.map((variant) => [variant, variableSources(variant, inventory.manifests)]));
  const bytes = await contents([...new Set([...sources.values()].flatMap(({ files }) => files))]);
  const decoder = new TextDecoder();
  const found = new Map(
    Array.from(sources, ([variant, { texts, files }]) => {
      const all = [...texts, ...files.map((file) => decoder.decode(bytes.get(file)))];
      const names = all.flatMap((text) => [...variableNames(text).names]);
      return [variant, new Set(names.filter((name) => name.startsWith('cluster_')))] as const;
    }),
  );
  return (variant: Variant): ReadonlySet<string> => found.get(variant) ?? new Set();
}
