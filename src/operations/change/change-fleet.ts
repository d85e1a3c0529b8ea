import { join } from 'node:path';
import { by } from '../../model/compare.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { Interrupted, InvalidInventory, UserError } from '../../model/errors.ts';
import type { KindName } from '../../model/inventory.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import type { Host } from '../../ports/host.ts';
import { type FleetSources, readTexts, withFiles } from '../../state/fleet-sources.ts';
import { evaluate, type LoadedFleet } from '../../state/load-fleet.ts';
import { saveParseCache } from '../../state/parse-cache-file.ts';
import { noProgress, type OnProgress } from '../../state/progress.ts';
import { sameEntries, workTree } from '../../state/source-tree.ts';

/** So many files are written before it looks whether to stop. */
const filesBetween = 50;

/** New texts of files by their paths, counted from the fleet root; undefined: the file goes. */
export type FileTexts = ReadonlyMap<string, string | undefined>;

/** A file before and after a change; undefined: there is no such file. The path counts from the fleet root. */
export interface FileChange {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What happens to an object. */
export interface ChangedObject {
  readonly kind: KindName | 'Overlay';
  /** Of an overlay the name of its application, a slash, and its own. */
  readonly name: string;
  readonly action: 'created' | 'changed' | 'deleted' | 'renamed';
  /** The new name of what is renamed. */
  readonly to?: string;
}

/** What a command wants to change, before it is checked. */
export interface DraftChange {
  readonly texts: FileTexts;
  readonly objects: readonly ChangedObject[];
}

/** A change that leaves a fleet without new errors, and is not written yet. */
export interface PlannedChange {
  readonly sources: FleetSources;
  /** Files that differ, sorted by path. */
  readonly files: readonly FileChange[];
  /** The fleet as it is; worked out when it is first asked for. */
  before(): Promise<LoadedFleet>;
  /** The fleet as it would be. */
  readonly after: LoadedFleet;
  /** Warnings that the change brings. */
  readonly warnings: readonly Diagnostic[];
}

/**
 * Works out what a fleet would be with other texts in some files; writes nothing. Throws InvalidInventory where errors
 * come with the change; errors that are there already are no obstacle.
 */
export async function planChange(
  sources: FleetSources,
  texts: FileTexts,
  progress: OnProgress = noProgress,
): Promise<PlannedChange> {
  const files = await compareFiles(sources, texts);
  const changed = await withFiles(sources, new Map(files.map(({ path, after }) => [path, after])), progress);
  const after = await evaluate(changed);
  const before = () => evaluate(sources);
  const touched = new Set(files.map(({ path }) => path));
  const added = after.diagnostics.length === 0 ? [] : addedBy(after.diagnostics, (await before()).diagnostics, touched);
  const errors = added.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new InvalidInventory(errors, 'this would bring errors, so nothing was changed');
  return { sources, files, before, after, warnings: added.filter(({ severity }) => severity === 'warning') };
}

/**
 * Throws UserError where the fleet is not what it was when a change was planned: somebody took a while to agree, and
 * what was checked then may not hold any more.
 */
export async function checkUnchanged(host: Host, { sources }: PlannedChange): Promise<void> {
  const now = await workTree(host.fs, sources.repository).entries();
  if (sameEntries(now, sources.entries)) return;
  throw new UserError('files were changed in the meantime', 'Nothing was done: do it again.');
}

/** Writes a change, all of it or nothing. Throws Interrupted where a signal came before the end: then it is nothing. */
export async function applyChange(
  { fs, signals }: Host,
  { sources, files }: PlannedChange,
  progress: OnProgress = noProgress,
): Promise<void> {
  const { root } = sources.repository;
  await signals.defer(async (isInterrupted) => {
    const done: FileChange[] = [];
    try {
      for (const [at, file] of files.entries()) {
        if (at % filesBetween === 0 && (await isInterrupted())) throw new Interrupted();
        progress(at, files.length, 'files written');
        writeFile(fs, root, file.path, file.after);
        done.push(file);
      }
    } catch (error) {
      for (const { path, before } of done.reverse()) writeFile(fs, root, path, before);
      throw error;
    }
  });
  saveParseCache(fs, sources.repository, sources.cache);
}

/** The files that differ from what is there, sorted by path. */
async function compareFiles(sources: FleetSources, texts: FileTexts): Promise<FileChange[]> {
  const there = await readTexts(sources, texts.keys());
  const files = Array.from(texts, ([path, after]) => ({ path, before: there.get(path), after }));
  return files.filter(({ before, after }) => before !== after).sort(by(({ path }) => path));
}

/**
 * What is in one list of diagnostics and not in the other. Lines do not count: they move with every edit. Messages count
 * for errors in files that are touched; elsewhere they may hold numbers and names of clusters that change by the way.
 */
function addedBy(
  after: readonly Diagnostic[],
  before: readonly Diagnostic[],
  touched: ReadonlySet<string>,
): Diagnostic[] {
  const keyOf = ({ rule, severity, file, message }: Diagnostic) =>
    [rule.id, file, severity === 'error' && touched.has(file) ? message : ''].join('\n');
  const there = new Map<string, number>();
  for (const diagnostic of before) there.set(keyOf(diagnostic), (there.get(keyOf(diagnostic)) ?? 0) + 1);
  return after.filter((diagnostic) => {
    const left = there.get(keyOf(diagnostic)) ?? 0;
    there.set(keyOf(diagnostic), left - 1);
    return left <= 0;
  });
}

function writeFile(fs: FileSystem, root: string, path: string, text: string | undefined): void {
  if (text !== undefined) fs.write(join(root, path), text);
  else if (fs.stat(join(root, path))) fs.remove(join(root, path), root);
}
