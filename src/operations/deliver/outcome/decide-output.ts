import { withWord } from '../../../generate/content/word.ts';
import { type HashedFolder, hashedFolder } from '../../../generate/contents.ts';
import type { Desired } from '../../../generate/desired.ts';
import { at, mustGet } from '../../../model/at.ts';
import type { DeliveredCluster, DeliveredClusters } from '../../../model/delivered.ts';
import type { Engine } from '../../../model/engine.ts';
import type { HashedFile } from '../../../model/hashed-folder.ts';
import type { Having, LineUp } from '../../../model/line-up.ts';
import type { Output, OutputCluster, OutputProfile } from '../../../model/output.ts';
import type { Resolution } from '../../../model/resolution.ts';
import type { SetModel } from '../../../model/sets.ts';
import { type ClusterTiming, hasWindows } from '../../../model/time/cluster-timing.ts';
import { clusterTimings } from '../../../resolve/cluster-timings.ts';
import { changedVariables } from '../../../schedule/changed-variables.ts';
import type { Decision, Placed, Word } from '../../../schedule/decision.ts';
import { type Member, shareProfiles } from '../../../schedule/profiles.ts';
import { type ClusterInput, schedule } from '../../../schedule/schedule.ts';
import { contentFacts, textsOfFolder } from './content-facts.ts';
import { factsMaker, type KnownSet } from './set-facts.ts';

/** What clusters have, and when it is decided what they get. */
export interface Moment {
  /** In milliseconds since 1970. */
  readonly now: number;
  readonly delivered: DeliveredClusters;
  /** The files of contents that were delivered and are not among those that are made now, with paths in them. */
  readonly contents: ReadonlyMap<string, readonly HashedFile[]>;
  /** Whether this follows from another intent than what was delivered last. */
  readonly isNewIntent: boolean;
  /** The reason of an undo that is in force. */
  readonly undo: string | undefined;
  /** Whether windows and freezes count as open for a cluster. */
  isAtOnce(cluster: string): boolean;
}

/** What comes out for one cluster. */
export interface DecidedCluster {
  readonly name: string;
  readonly decision: Decision;
  readonly timing: ClusterTiming;
}

/** What clusters have after this, and why. */
export interface DecidedOutput extends Output {
  /** All clusters that are in the inventory or have something, sorted by name. */
  readonly decisions: readonly DecidedCluster[];
  /** Contents that are made for what comes out. */
  readonly contents: readonly HashedFolder[];
}

interface Line extends Member, ClusterInput {
  readonly had: DeliveredCluster | undefined;
  readonly wanted: OutputCluster | undefined;
  readonly isTimed: boolean;
}

/** Decides what each cluster gets of what it should have. */
export function decideOutput(resolution: Resolution, desired: Desired, moment: Moment): DecidedOutput {
  const { engine } = resolution;
  const made = new Map([...desired.contents.values()].map((folder) => [folder.folder, folder]));
  const inputs = inputsOf(resolution, desired, moment, made);
  const onRemove = new Map<string, Word>(
    resolution.inventory.namespaces.map(({ name, spec }) => [name, spec.onRemove]),
  );
  const decided = schedule(inputs, { now: moment.now, undo: moment.undo, onRemove });
  const lines = inputs.map((input, index): Line => ({ ...input, decision: at(decided, index) }));
  const words = wordedContents(engine, made, moment.contents);
  const shared = shareProfiles(lines, moment.isNewIntent);
  const profiles: OutputProfile[] = shared.map(({ name, outcome, members }) => ({
    name,
    connectivity: connectivityOf(at(members, 0)),
    sets: [...outcome.sets.values()].map((placed) => words.place(placed)),
  }));
  const clusters = shared.flatMap(({ name, members }) => members.map((line) => outputOf(line, name)));
  const used = new Set(
    profiles.flatMap(({ sets }) => sets.flatMap(({ units }) => units.map(({ content }) => content))),
  );
  return {
    profiles,
    clusters: clusters.sort((a, b) => (a.name < b.name ? -1 : 1)),
    decisions: lines.map(({ name, decision, timing }) => ({ name, decision, timing })),
    contents: [...made.values(), ...words.made()].filter(({ folder }) => used.has(folder)),
  };
}

type Undecided = Omit<Line, 'decision'>;
type Variables = Having['variables'];

function inputsOf(
  resolution: Resolution,
  desired: Desired,
  { delivered, contents, isAtOnce }: Moment,
  made: ReadonlyMap<string, HashedFolder>,
): Undecided[] {
  const { inventory, engine, profiles } = resolution;
  const texts = new Map<string, ReadonlyMap<string, string>>();
  const textsOf = (content: string) => {
    const known = texts.get(content);
    if (known) return known;
    const folder = made.get(content) ?? asFolder(content, contents.get(content));
    const found = folder && textsOfFolder(folder);
    if (found) texts.set(content, found);
    return found;
  };
  const lineUps = new Set([...delivered.values()].map(({ lineUp }) => lineUp));
  const setsHad = new Map(Array.from(lineUps, (lineUp) => [lineUp, [...lineUp.sets.values()]]));
  const all = [...profiles.flatMap(desired.setsOf), ...[...setsHad.values()].flat()];
  const facts = factsMaker(all, contentFacts(textsOf, engine));
  const hadBy = ({ lineUp }: DeliveredCluster) => facts.lineUp(mustGet(setsHad, lineUp));
  const timingOf = clusterTimings(resolution, engine.lead);
  const seen = new Set<string>();
  const lines: Undecided[] = [];
  for (const index of resolution.active) {
    const { name, spec } = at(inventory.clusters, index);
    const profile = resolution.profileOf(index);
    if (!profile) continue;
    const wanted = desired.cluster(index);
    const had = [name, ...spec.formerNames].flatMap((known) => delivered.get(known) ?? [])[0];
    if (had) seen.add(had.name);
    const timing = timingOf(index);
    const isTimed = hasWindows(timing);
    lines.push({
      name,
      wanted,
      had,
      isTimed,
      settings: spec.connectivity,
      profile: had?.profile,
      delivered: had && havingOf(hadBy(had), had.variables(), wanted.variables),
      desired: { lineUp: facts.lineUp(desired.setsOf(profile)), variables: wanted.variables },
      timing,
      atOnce: isAtOnce(name),
    });
  }
  for (const had of delivered.values()) {
    if (seen.has(had.name)) continue;
    lines.push({
      name: had.name,
      wanted: undefined,
      had,
      isTimed: false,
      settings: had.connectivity,
      profile: had.profile,
      delivered: havingOf(hadBy(had), had.variables()),
      desired: undefined,
      timing: always,
    });
  }
  return lines;
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

function asFolder(folder: string, files: readonly HashedFile[] | undefined): HashedFolder | undefined {
  return files && { folder, files: files.map(({ path, content }) => ({ path: `${folder}/${path}`, content })) };
}

function connectivityOf({ wanted, had }: Line): OutputProfile['connectivity'] {
  const one = wanted ?? had;
  if (!one) throw new Error('a cluster that neither has nor should have anything');
  return one.connectivity;
}

/** The cluster's own file: as it should be, or with what it had, and where it lay, if that waits. */
function outputOf({ decision, had, wanted, isTimed }: Line, profile: string): OutputCluster {
  if (!wanted) return kept(had, profile);
  if (decision.variables === 'desired' || !had) return { ...wanted, profile, isTimed };
  const isRenamed = had.name !== wanted.name;
  return {
    ...wanted,
    name: had.name,
    home: isRenamed ? had.folder : wanted.home,
    former: isRenamed ? wanted.former.filter((folder) => folder !== had.folder) : wanted.former,
    profile,
    isTimed,
    variables: had.variables(),
  };
}

/** A cluster that is not in the inventory any more, and stays as it is all the same. */
function kept(had: DeliveredCluster | undefined, profile: string): OutputCluster {
  if (!had) throw new Error('a cluster that neither has nor should have anything');
  const { name, folder, connectivity } = had;
  return { name, home: folder, former: [], profile, connectivity, isTimed: false, variables: had.variables() };
}

/** Sets with other words than they were delivered with, and the contents that are made for that. */
function wordedContents(
  { removal }: Engine,
  made: ReadonlyMap<string, HashedFolder>,
  delivered: ReadonlyMap<string, readonly HashedFile[]>,
) {
  const folders = new Map<string, HashedFolder>();
  const worded = new Map<string, SetModel>();
  const filesOf = (content: string): readonly HashedFile[] => {
    const folder = made.get(content);
    if (!folder) return mustGet(delivered, content);
    return folder.files.map(({ path, content: bytes }) => ({
      path: path.slice(folder.folder.length + 1),
      content: bytes,
    }));
  };
  const contentFor = (content: string, word: Word): string => {
    const parent = content.slice(0, content.lastIndexOf('/'));
    const folder = hashedFolder(parent, withWord(filesOf(content), word, removal.keep));
    folders.set(folder.folder, folder);
    return folder.folder;
  };
  return {
    made: () => folders.values(),
    place({ set, word }: Placed): SetModel {
      const { model } = known(set);
      if (word === undefined) return model;
      const key = `${word} ${set.key}`;
      const made = worded.get(key) ?? {
        ...model,
        units: model.units.map((unit) => ({ ...unit, content: contentFor(unit.content, word) })),
      };
      worded.set(key, made);
      return made;
    },
  };
}

/** Sets come out of the schedule as they were given to it. */
function known(set: Placed['set']): KnownSet {
  if (isKnown(set)) return set;
  throw new Error(`a set of ${set.namespace} from elsewhere`);
}

function isKnown(set: Placed['set']): set is KnownSet {
  return 'model' in set;
}
