import type { Delivered } from '../../../deliver/delivered.ts';
import type { Desired } from '../../../generate/desired.ts';
import { mustGet } from '../../../model/at.ts';
import type { DeliveredCluster, DeliveredClusters, Recognise } from '../../../model/delivered.ts';
import type { KeptFile } from '../../../model/generated.ts';
import type { HashedFile } from '../../../model/hashed-folder.ts';

/** The output before a run, as far as the run needs it. */
export interface DeliveredOutput {
  readonly clusters: DeliveredClusters;
  /** Clusters of which nobody can tell what they have. */
  readonly untold: ReadonlySet<string>;
  /** What clusters get back instead of what they should have. */
  readonly back: DeliveredClusters | undefined;
  /** The folders of sets and contents to which it refers. */
  readonly referred: ReadonlySet<string>;
  /** The files of contents that it refers to and that are not made now, with paths in them. */
  readonly contents: ReadonlyMap<string, readonly HashedFile[]>;
  filesIn(folder: string): readonly KeptFile[];
}

/** Reads what Git has stored, by ids. */
export type ReadBlobs = (ids: readonly string[]) => Promise<ReadonlyMap<string, Uint8Array>>;

/** Reads what clusters have. What is made now as well is not read. */
export async function openOutput(
  { delivered, back }: { readonly delivered: Delivered | undefined; readonly back?: Delivered | undefined },
  desired: Pick<Desired, 'contents'>,
  { readBlobs, recognise }: { readonly readBlobs: ReadBlobs; readonly recognise: Recognise },
): Promise<DeliveredOutput> {
  const clusters = (await delivered?.clusters(recognise)) ?? new Map<string, DeliveredCluster>();
  const untold = (await delivered?.untold()) ?? new Set<string>();
  const then = await back?.clusters();
  const lineUps = new Set([...clusters.values(), ...(then?.values() ?? [])].map(({ lineUp }) => lineUp));
  const sets = [...lineUps].flatMap(({ folders }) => folders);
  const contents = new Set(
    [...lineUps].flatMap((lineUp) =>
      [...lineUp.sets.values()].flatMap(({ units }) => units.map(({ content }) => content)),
    ),
  );
  const byFolder = groupByFolder(
    [...((await delivered?.list()) ?? []), ...((await back?.list()) ?? [])],
    new Set([...sets, ...contents]),
  );
  const filesIn = (folder: string) => byFolder.get(folder) ?? [];
  const made = new Set([...desired.contents.values()].map(({ folder }) => folder));
  const old = [...contents].filter((content) => !made.has(content));
  const blobs = await readBlobs(old.flatMap((content) => filesIn(content).map(({ id }) => id)));
  const read = old.map((content): [string, HashedFile[]] => [
    content,
    filesIn(content).map(({ path, id }) => ({ path: path.slice(content.length + 1), content: mustGet(blobs, id) })),
  ]);
  return {
    clusters,
    untold,
    back: then,
    referred: new Set([...sets, ...contents]),
    contents: new Map(read),
    filesIn,
  };
}

/** The files below each of some folders; one that is there twice, in two outputs, counts once. */
function groupByFolder(files: readonly KeptFile[], folders: ReadonlySet<string>): Map<string, KeptFile[]> {
  const found = new Map<string, Map<string, KeptFile>>();
  for (const file of files) {
    for (let end = file.path.indexOf('/'); end > 0; end = file.path.indexOf('/', end + 1)) {
      const folder = file.path.slice(0, end);
      if (!folders.has(folder)) continue;
      const inFolder = found.get(folder) ?? new Map<string, KeptFile>();
      inFolder.set(file.path, file);
      found.set(folder, inFolder);
      break;
    }
  }
  return new Map(Array.from(found, ([folder, inFolder]) => [folder, [...inFolder.values()]]));
}
