import { findForeignManifests } from '../../generate/foreign-manifests.ts';
import { stateOf } from '../../generate/header.ts';
import { isHashed } from '../../generate/ownership.ts';
import type { Finding } from '../../model/diagnostic.ts';
import type { GeneratedFile, GeneratedTree, KeptFile } from '../../model/generated.ts';
import { foreignFiles } from '../../model/rules/re805-foreign-files.ts';
import type { Host } from '../../ports/host.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { generatedOnDisk } from '../../state/generated-on-disk.ts';
import { type Circumstances, planGenerated } from './generate.ts';
import type { DecidedCluster } from './outcome/decide-output.ts';
import type { GeneratedChanges } from './write-generated.ts';

/** What becomes of the generated files. Paths count from the fleet root. */
export interface PlannedOutput {
  readonly onDisk: GeneratedChanges;
  readonly inCommit: CommittedOutput;
  readonly decisions: readonly DecidedCluster[];
  readonly profiles: number;
  /** What it was decided by, beside the intent. */
  readonly circumstances: Circumstances;
}

/** What a commit gets so that its generated files are as they should be. */
export interface CommittedOutput {
  readonly written: readonly (GeneratedFile | KeptFile)[];
  readonly deleted: readonly string[];
  /** Whether the commit before has a generated file as it should be. */
  isKept(path: string): boolean;
}

/** Where generated files are before they are made anew. */
interface Before {
  readonly committed: GeneratedTree;
  readonly circumstances: Circumstances;
  /** Files that Git does not expect on the disk: there they are neither written nor missed. */
  readonly absent: ReadonlySet<string>;
}

/** Whether an intent waits that nothing of the output shows: then only a commit can say that it was deployed. */
export function isHidden({ circumstances, decisions }: Pick<PlannedOutput, 'circumstances' | 'decisions'>): boolean {
  return circumstances.isNewIntent !== false && decisions.some(({ decision }) => decision.waits.length > 0);
}

/** Compares what is generated from a state with the disk and with the commit before, in one go. */
export async function planOutput(
  host: Host,
  state: FleetState,
  { committed, absent, circumstances }: Before,
): Promise<PlannedOutput> {
  const disk = generatedOnDisk(host.fs, state.repository.root);
  const there = new Set(disk.paths);
  const had = new Set(committed.paths);
  const unwanted = new Set(had);
  const written: (GeneratedFile | KeptFile)[] = [];
  const { changes, profiles, decisions } = await planGenerated(state, disk, circumstances, {
    onFile(file) {
      if (!unwanted.delete(file.path) || !committed.same(file)) written.push(file);
    },
  });
  const isMissed = ({ path }: GeneratedFile) => !absent.has(path) || there.has(path);
  const created = changes.created.filter(isMissed);
  const differs = new Set(written.map(({ path }) => path));
  const onDisk = {
    ...changes,
    created,
    unchanged: changes.unchanged + changes.created.length - created.length,
    // What lies on the disk alone reaches no cluster, unless a generated file goes there.
    findings: [
      ...changes.findings.filter(
        ({ rule, place: { file } }) => rule !== foreignFiles || had.has(file) || differs.has(file),
      ),
      ...(await findUnseen(committed, (path) => absent.has(path) && !there.has(path), state)),
    ],
  };
  return {
    circumstances,
    decisions,
    profiles,
    onDisk,
    inCommit: {
      written,
      deleted: await toDelete([...unwanted], { committed, absent }, { ours: new Set(changes.deleted), there }),
      isKept: (path) => had.has(path) && !unwanted.has(path) && !differs.has(path),
    },
  };
}

/** Foreign manifests of the commit that the disk does not show, as in a sparse checkout. */
async function findUnseen(
  committed: GeneratedTree,
  isElsewhere: (path: string) => boolean,
  state: FleetState,
): Promise<Finding[]> {
  const paths = committed.paths.filter(isElsewhere);
  return paths.length === 0 ? [] : findForeignManifests({ ...committed, paths }, await state.resolution());
}

/** Those that nothing asks for any more: what we wrote goes, and what people removed. */
async function toDelete(
  unwanted: readonly string[],
  { committed, absent }: Pick<Before, 'committed' | 'absent'>,
  disk: { readonly ours: ReadonlySet<string>; readonly there: ReadonlySet<string> },
): Promise<string[]> {
  const isElsewhere = (path: string) => absent.has(path) && !disk.there.has(path);
  const texts = await committed.read(unwanted.filter(isElsewhere));
  return unwanted.filter((path) => {
    if (disk.there.has(path)) return disk.ours.has(path);
    return !isElsewhere(path) || isHashed(path) || stateOf(new TextDecoder().decode(texts.get(path))) !== 'foreign';
  });
}
