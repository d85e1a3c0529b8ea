import { gitFolders } from '../generate/git-whereabouts.ts';
import { sharedFolder } from '../generate/layout.ts';
import type { DeliveredClusters, ReadBack } from '../model/delivered.ts';
import type { KeptFile } from '../model/generated.ts';
import type { SetModel } from '../model/sets.ts';
import { readClusters } from './read-clusters.ts';

/** How files of past commits are read. */
export interface PastFiles {
  /** The files of a commit below folders. */
  list(commit: string, folders: readonly string[]): Promise<readonly KeptFile[]>;
  /** The texts of files, by their ids. */
  texts(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  readonly readBack: ReadBack;
}

/** From so many folders on it is faster to list all clusters than each for itself. */
const most = 500;

/**
 * What the clusters have whose files lie in some folders, for one commit after another. Most files are the same in most
 * commits: each is read and understood once.
 */
export function pastClusters(
  { list, texts, readBack }: PastFiles,
  folders: readonly string[],
): (commit: string) => Promise<DeliveredClusters> {
  const own = new Set(folders);
  const listed = [
    ...(folders.length > most ? [gitFolders.clusters] : folders),
    gitFolders.profiles,
    `${sharedFolder}/sets`,
  ];
  const isWanted = (path: string) =>
    !path.startsWith(`${gitFolders.clusters}/`) || own.has(path.slice(0, path.lastIndexOf('/')));
  const known = new Map<string, string>();
  const readTexts = async (ids: readonly string[]) => {
    const missing = ids.filter((id) => !known.has(id));
    if (missing.length > 0) for (const [id, text] of await texts(missing)) known.set(id, text);
    return known;
  };
  const remembering: ReadBack = {
    ...readBack,
    cluster: once(readBack.cluster),
    profile: once(readBack.profile),
    set: once((text: string, namespace: string) => setIn(text, namespace, readBack)),
  };
  return async (commit) => {
    const files = (await list(commit, listed)).filter(({ path }) => isWanted(path));
    return (await readClusters(files, gitFolders, { readBack: remembering, readTexts })).clusters;
  };
}

/** A set that somebody edited by hand, so that it is none any more, brought nothing that could be told. */
function setIn(text: string, namespace: string, readBack: ReadBack): SetModel {
  try {
    return readBack.set(text, namespace);
  } catch {
    return { namespace, units: [] };
  }
}

/** What was found out about a text; sets of one text are of one namespace. */
function once<A extends readonly unknown[], T>(read: (text: string, ...more: A) => T): (text: string, ...more: A) => T {
  const known = new Map<string, T>();
  return (text, ...more) => {
    const found = known.get(text) ?? read(text, ...more);
    known.set(text, found);
    return found;
  };
}
