import type { Delivered } from '../../../deliver/delivered.ts';
import type { Desired } from '../../../generate/desired.ts';
import { mustGet } from '../../../model/at.ts';
import type { DeliveredClusters } from '../../../model/delivered.ts';
import type { KeptFile } from '../../../model/generated.ts';
import type { HashedFile } from '../../../model/hashed-folder.ts';

/** The output before a run, as far as the run needs it. */
export interface DeliveredOutput {
  readonly clusters: DeliveredClusters;
  /** The folders of sets and contents to which it refers. */
  readonly referred: ReadonlySet<string>;
  /** The files of contents that it refers to and that are not made now, with paths in them. */
  readonly contents: ReadonlyMap<string, readonly HashedFile[]>;
  filesIn(folder: string): readonly KeptFile[];
}

type ReadBlobs = (ids: readonly string[]) => Promise<ReadonlyMap<string, Uint8Array>>;

/** Reads what clusters have. What is made now as well is not read. */
export async function openOutput(
  delivered: Delivered | undefined,
  desired: Pick<Desired, 'contents'>,
  readBlobs: ReadBlobs,
): Promise<DeliveredOutput> {
  if (!delivered) return { clusters: new Map(), referred: new Set(), contents: new Map(), filesIn: () => [] };
  const clusters = await delivered.clusters();
  const lineUps = new Set([...clusters.values()].map(({ lineUp }) => lineUp));
  const sets = [...lineUps].flatMap(({ folders }) => folders);
  const contents = new Set(
    [...lineUps].flatMap((lineUp) =>
      [...lineUp.sets.values()].flatMap(({ units }) => units.map(({ content }) => content)),
    ),
  );
  const byFolder = groupByFolder(await delivered.list(), new Set([...sets, ...contents]));
  const filesIn = (folder: string) => byFolder.get(folder) ?? [];
  const made = new Set([...desired.contents.values()].map(({ folder }) => folder));
  const old = [...contents].filter((content) => !made.has(content));
  const blobs = await readBlobs(old.flatMap((content) => filesIn(content).map(({ id }) => id)));
  const read = old.map((content): [string, HashedFile[]] => [
    content,
    filesIn(content).map(({ path, id }) => ({ path: path.slice(content.length + 1), content: mustGet(blobs, id) })),
  ]);
  return { clusters, referred: new Set([...sets, ...contents]), contents: new Map(read), filesIn };
}

/** The files below each of some folders. */
function groupByFolder(files: readonly KeptFile[], folders: ReadonlySet<string>): Map<string, KeptFile[]> {
  const found = new Map<string, KeptFile[]>();
  for (const file of files) {
    for (let end = file.path.indexOf('/'); end > 0; end = file.path.indexOf('/', end + 1)) {
      const folder = file.path.slice(0, end);
      if (!folders.has(folder)) continue;
      const list = found.get(folder);
      if (list) list.push(file);
      else found.set(folder, [file]);
      break;
    }
  }
  return found;
}
