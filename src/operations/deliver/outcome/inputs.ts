import type { HashedFolder } from '../../../generate/contents.ts';
import type { Desired } from '../../../generate/desired.ts';
import { at, mustGet } from '../../../model/at.ts';
import type { DeliveredCluster, DeliveredClusters } from '../../../model/delivered.ts';
import type { HashedFile } from '../../../model/hashed-folder.ts';
import type { Having, LineUp } from '../../../model/line-up.ts';
import type { OutputCluster } from '../../../model/output.ts';
import type { Resolution } from '../../../model/resolution.ts';
import type { SetModel } from '../../../model/sets.ts';
import { type ClusterTiming, hasWindows } from '../../../model/time/cluster-timing.ts';
import { clusterTimings } from '../../../resolve/cluster-timings.ts';
import { changedVariables } from '../../../schedule/changed-variables.ts';
import type { Member } from '../../../schedule/profiles.ts';
import type { ClusterInput } from '../../../schedule/schedule.ts';
import { type ContentTexts, contentFacts, textsOfFolder } from './content-facts.ts';
import { asBefore, deliveredAs, variablesBack } from './known-as.ts';
import { factsMaker } from './set-facts.ts';

/** A cluster that is in the inventory, or has something: both sides, and what decides between them. */
export interface Line extends ClusterInput, Omit<Member, 'decision'> {
  readonly had: DeliveredCluster | undefined;
  readonly wanted: OutputCluster | undefined;
  readonly isTimed: boolean;
}

/** What clusters have, and what they get instead of what the inventory says. */
export interface Sources {
  readonly delivered: DeliveredClusters;
  /** Clusters of which nobody can tell what they have: nothing of it can be held, so they get all anew. */
  readonly untold: ReadonlySet<string>;
  /** What clusters had at some other time, and are to get back; undefined: they get what they should have. */
  readonly back: DeliveredClusters | undefined;
  /** The files of contents that were delivered and are not among those that are made now, with paths in them. */
  readonly contents: ReadonlyMap<string, readonly HashedFile[]>;
  /** Since when sets of a cluster say that they are kept or deleted, if that is not long ago. */
  saidSince(names: readonly string[]): ReadonlyMap<string, number> | undefined;
  /** Whether windows and freezes count as open for a cluster. */
  isAtOnce(cluster: string): boolean;
}

/** What is known of each cluster, and the texts of all contents. */
export interface Inputs {
  readonly lines: readonly Line[];
  readonly textsOf: ContentTexts;
}

/** Puts what clusters have beside what they should have. */
export function inputsOf(resolution: Resolution, desired: Desired, sources: Sources): Inputs {
  const { inventory, engine, profiles } = resolution;
  const { delivered, back } = sources;
  const textsOf = contentTexts(desired, sources.contents);
  const hadSets = setsIn([...delivered.values(), ...(back?.values() ?? [])]);
  const all = [...profiles.flatMap(desired.setsOf), ...[...hadSets.values()].flat()];
  const facts = factsMaker(all, contentFacts(textsOf, engine));
  const hadBy = ({ lineUp }: DeliveredCluster) => facts.lineUp(mustGet(hadSets, lineUp));
  const timingOf = clusterTimings(resolution, engine.lead);
  const judgedAs = judges();
  const seen = new Set<string>();
  const lines: Line[] = [];
  for (const index of resolution.active) {
    const { name, spec } = at(inventory.clusters, index);
    const profile = resolution.profileOf(index);
    if (!profile) continue;
    const names = [name, ...spec.formerNames];
    const had = deliveredAs(names, delivered);
    if (had) seen.add(had.name);
    const then = back && had && deliveredAs([had.name, ...names], back);
    const now = desired.cluster(index);
    const wanted = back && had ? asBefore(now, had, variablesBack(had, then)) : now;
    const should = then ? hadBy(then) : facts.lineUp(desired.setsOf(profile));
    const isUntold = !had && names.some((one) => sources.untold.has(one));
    const timing = isUntold ? { ...timingOf(index), hold: undefined } : timingOf(index);
    const known: Omit<Line, 'delivered' | 'desired'> = {
      name,
      wanted,
      had,
      isTimed: hasWindows(timing),
      settings: spec.connectivity,
      profile: had?.profile,
      timing,
      atOnce: then !== undefined || sources.isAtOnce(name),
      saidSince: had && sources.saidSince([had.name, ...names]),
      judgedAs: had && hadBy(had) !== should ? judgedAs(spec) : undefined,
    };
    const has = had && havingOf(hadBy(had), had.variables(), wanted.variables);
    lines.push(
      back && !then
        ? stays(known, has)
        : { ...known, delivered: has, desired: { lineUp: should, variables: wanted.variables } },
    );
  }
  for (const had of delivered.values()) {
    if (!seen.has(had.name)) lines.push(gone(had, hadBy(had), back !== undefined));
  }
  return { lines, textsOf };
}

type Variables = Having['variables'];

/** A cluster that has nothing to get back. */
function stays(known: Omit<Line, 'delivered' | 'desired'>, has: Having | undefined): Line {
  return { ...known, delivered: has, desired: has };
}

/** A cluster that is not in the inventory any more, or retired. */
function gone(had: DeliveredCluster, lineUp: LineUp, isKept: boolean): Line {
  const has = havingOf(lineUp, had.variables());
  return {
    name: had.name,
    wanted: undefined,
    had,
    isTimed: false,
    settings: had.connectivity,
    profile: had.profile,
    delivered: has,
    desired: isKept ? has : undefined,
    timing: always,
  };
}

const always: ClusterTiming = {
  timeZone: 'UTC',
  windows: [],
  namespaces: new Map(),
  freezes: [],
  hold: undefined,
  lead: 0,
};

/** Variables that are what they should be are kept once: those of 40,000 clusters take a hundred megabytes. */
function havingOf(lineUp: LineUp, variables: Variables, wanted?: Variables): Having {
  return { lineUp, variables: wanted && changedVariables(variables, wanted).length === 0 ? wanted : variables };
}

/** The sets of each line-up. */
function setsIn(clusters: readonly DeliveredCluster[]): ReadonlyMap<DeliveredCluster['lineUp'], readonly SetModel[]> {
  const lineUps = new Set(clusters.map(({ lineUp }) => lineUp));
  return new Map(Array.from(lineUps, (lineUp) => [lineUp, [...lineUp.sets.values()]]));
}

/** One object for all clusters that have as much of everything: they have room for the same. */
function judges(): (spec: { readonly capacity: object; readonly reserved: object }) => object {
  const known = new Map<string, object>();
  return ({ capacity, reserved }) => {
    const key = JSON.stringify([capacity, reserved]);
    const found = known.get(key) ?? {};
    known.set(key, found);
    return found;
  };
}

/** The texts of contents that are made now or were delivered, each read once. */
function contentTexts(desired: Desired, contents: ReadonlyMap<string, readonly HashedFile[]>): ContentTexts {
  const made = new Map([...desired.contents.values()].map((folder) => [folder.folder, folder]));
  const texts = new Map<string, ReadonlyMap<string, string>>();
  return (content) => {
    const known = texts.get(content);
    if (known) return known;
    const folder = made.get(content) ?? asFolder(content, contents.get(content));
    const found = folder && textsOfFolder(folder);
    if (found) texts.set(content, found);
    return found;
  };
}

function asFolder(folder: string, files: readonly HashedFile[] | undefined): HashedFolder | undefined {
  return files && { folder, files: files.map(({ path, content }) => ({ path: `${folder}/${path}`, content })) };
}
