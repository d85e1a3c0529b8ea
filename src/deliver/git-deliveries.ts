import { gitFolders } from '../generate/git-whereabouts.ts';
import { generatedFolders } from '../generate/layout.ts';
import type { ReadBack, ReadSource, Recognise, ToldOutput } from '../model/delivered.ts';
import { recordIn } from '../model/deploy-record.ts';
import type { KeptFile } from '../model/generated.ts';
import { fleet } from '../model/kinds/fleet.ts';
import type { CommitInfo, Git, TreeEntry } from '../ports/git.ts';
import type { Delivered, Deliveries, Deploy, PastOutput } from './delivered.ts';
import { commitsFrom, deploysTo, isCut } from './deploys.ts';
import { generatedInGit } from './generated-in-git.ts';
import { pastClusters } from './past-clusters.ts';
import { pastDeliveries } from './past-deliveries.ts';
import { readClusters } from './read-clusters.ts';

/** The Git repository that clusters read, and how its files are read back. */
export interface DeliveryPlace {
  readonly git: Git;
  /** The way from the root of the repository to the fleet root: empty, or with a slash at the end. */
  readonly prefix: string;
  readonly readBack: ReadBack;
}

/** What clusters have by commits that they read. */
export function gitDeliveries(place: DeliveryPlace): Deliveries {
  return {
    at: (commit) => deliveredAt(place, commit),
    deploys: (commit) => deploysOf(place, commit),
    intent: (commit) => intent(place, commit),
    past: (commit) => pastDeliveries(place.git, place.prefix, commit),
    clustersIn: (folders) =>
      pastClusters(
        {
          list: (commit, some) => entriesIn(place, commit, some),
          texts: (ids) => textsOf(place.git, ids),
          readBack: place.readBack,
        },
        folders,
      ),
    isCut: (commit) => isCut(place.git, commit),
  };
}

/** `commit`: undefined: before the first of all, when nothing was. */
function deliveredAt(place: DeliveryPlace, commit: string | undefined, names?: ReadonlySet<string>): Delivered {
  let told: Promise<ToldOutput> | undefined;
  const listed = async () => (commit === undefined ? [] : list(place, commit, names));
  const read = async (recognise?: Recognise) =>
    readClusters(await listed(), gitFolders, {
      readBack: place.readBack,
      readTexts: (ids) => textsOf(place.git, ids),
      recognise,
    });
  const tell = (recognise?: Recognise) => (told ??= read(recognise));
  return {
    files: async () => generatedInGit(place.git, await listed()),
    list: listed,
    source: async () => (commit === undefined ? undefined : sourceAt(place, commit)),
    clusters: async (recognise) => (await tell(recognise)).clusters,
    untold: async () => (await tell()).untold,
    since: async (time) => (commit === undefined ? [] : outputsSince(place, commit, time)),
    narrowed: (some) => deliveredAt(place, commit, some),
  };
}

/** Clusters with a line of any kind read from the same place: the first file that tells it is enough. */
async function sourceAt(place: DeliveryPlace, commit: string): Promise<ReadSource | undefined> {
  const files = await entriesIn(place, commit, [gitFolders.sources]);
  const texts = await textsOf(
    place.git,
    files.map(({ id }) => id),
  );
  for (const text of texts.values()) {
    const source = place.readBack.source(text);
    if (source) return source;
  }
  return undefined;
}

/** `names`: without the files of clusters with other names, which stand in the paths of their files. */
async function list(
  place: DeliveryPlace,
  commit: string,
  names: ReadonlySet<string> | undefined,
): Promise<readonly KeptFile[]> {
  const all = await entriesIn(place, commit, generatedFolders);
  if (!names) return all;
  const own = `${gitFolders.clusters}/`;
  return all.filter(({ path }) => !path.startsWith(own) || [...names].some((name) => path.includes(name)));
}

/** So far back it is looked for commits with the same output, if no deploy tells more. */
const mostCommits = 20;

async function intent(place: DeliveryPlace, commit: string): Promise<string | undefined> {
  const output = await identity(place, commit);
  if (output === '') return undefined;
  const [deploy] = await take(deploysOf(place, commit), 1);
  if (deploy && (deploy.commit === commit || (await identity(place, deploy.commit)) === output)) return deploy.intent;
  let found = commit;
  for (const { id } of await take(commitsFrom(place.git, commit), mostCommits)) {
    if ((await identity(place, id)) !== output) break;
    found = id;
  }
  return (await isFleet(place, found)) ? found : deploy?.intent;
}

function deploysOf(place: DeliveryPlace, commit: string): AsyncIterable<Deploy> {
  return deploysTo(place.git, commit, (id) => isFleet(place, id));
}

/** A branch of its own holds what is generated, and no intent. */
async function isFleet({ git, prefix }: DeliveryPlace, commit: string): Promise<boolean> {
  return (await git.tree(commit, [`${prefix}${fleet.files}`])).length > 0;
}

async function outputsSince(place: DeliveryPlace, commit: string, since: number): Promise<PastOutput[]> {
  const found: { commit: string | undefined; time: number; id: string }[] = [];
  for await (const info of commitsFrom(place.git, commit)) {
    const time = timeOf(info);
    const isOlder = time < since;
    // What a single output is need not be known.
    const id = isOlder && found.length === 0 ? '' : await identity(place, info.id);
    const last = found.at(-1);
    if (last?.id === id) found[found.length - 1] = { commit: info.id, time, id };
    else found.push({ commit: info.id, time, id });
    if (isOlder) break;
    // Before the first of all commits nothing was delivered.
    if (info.parents.length === 0) found.push({ commit: undefined, time: Number.NEGATIVE_INFINITY, id: '' });
  }
  return found.map(({ commit: at, time }) => ({ time, output: deliveredAt(place, at) }));
}

/** When a commit came to where clusters read: as it says itself if it is a deploy, in milliseconds since 1970. */
function timeOf({ message, committed }: CommitInfo): number {
  return recordIn(message)?.time ?? committed * 1000;
}

/** The same for the same generated files; empty if there are none. */
async function identity(place: DeliveryPlace, commit: string): Promise<string> {
  const entries = await entriesIn(place, commit, generatedFolders);
  return entries.map(({ path, id }) => `${path} ${id}`).join('\n');
}

async function take<T>(items: AsyncIterable<T>, most: number): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) if (found.push(item) >= most) break;
  return found;
}

async function entriesIn(
  { git, prefix }: DeliveryPlace,
  commit: string,
  folders: readonly string[],
): Promise<TreeEntry[]> {
  const entries = await git.tree(
    commit,
    folders.map((folder) => `${prefix}${folder}`),
  );
  return entries.map((entry) => ({ ...entry, path: entry.path.slice(prefix.length) }));
}

async function textsOf(git: Git, ids: readonly string[]): Promise<Map<string, string>> {
  const blobs = await git.blobs([...new Set(ids)]);
  const decoder = new TextDecoder();
  return new Map(Array.from(blobs, ([id, content]) => [id, decoder.decode(content)]));
}
