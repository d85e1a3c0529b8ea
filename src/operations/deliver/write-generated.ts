import { join } from 'node:path';
import type { ForeignManifest } from '../../generate/foreign-manifests.ts';
import { hashedFolderOf, ownership } from '../../generate/ownership.ts';
import { mustGet } from '../../model/at.ts';
import { compareText } from '../../model/compare.ts';
import type { Finding } from '../../model/diagnostic.ts';
import type { GeneratedFile, GeneratedTree, KeptFile } from '../../model/generated.ts';
import { isLeftover } from '../../model/leftover.ts';
import { editedByHand } from '../../model/rules/re802-edited-by-hand.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import type { OnProgress } from '../../state/progress.ts';

/** What has to be written and removed so that the generated folders are as they should be. */
export interface GeneratedChanges {
  readonly created: readonly GeneratedFile[];
  readonly updated: readonly GeneratedFile[];
  /** Sorted. */
  readonly deleted: readonly string[];
  readonly unchanged: number;
  /** Files that resedge did not write, or that were edited since: errors where they are in the way. */
  readonly findings: readonly Finding[];
}

/** How files are compared with a tree. */
interface Comparing {
  /** Generated files that were edited by hand are written over or removed as well. */
  readonly force: boolean;
  /** The bytes of files that stay as they were delivered, for those that are missing. */
  readKept(ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  readonly foreignManifest: ForeignManifest;
}

/**
 * Compares what should be generated with what is there; writes nothing. Files that resedge did not write are
 * never written over or removed.
 */
export async function compareGenerated(
  tree: GeneratedTree,
  files: Iterable<GeneratedFile | KeptFile>,
  { force, readKept, foreignManifest }: Comparing,
): Promise<GeneratedChanges> {
  const there = new Set(tree.paths);
  const missing: (GeneratedFile | KeptFile)[] = [];
  const differing: (GeneratedFile | KeptFile)[] = [];
  const wanted = new Set<string>();
  let unchanged = 0;
  for (const file of files) {
    wanted.add(hashedFolderOf(file.path) ?? '');
    if (!there.delete(file.path)) missing.push(file);
    else if (tree.same(file)) unchanged++;
    else differing.push(file);
  }
  const withBytes = await bytesOf([...missing, ...differing], readKept);
  const created = missing.map(withBytes);
  const different = differing.map(withBytes);
  const unwanted = [...there].sort(compareText);
  const asked = [...different.map(({ path }) => path), ...unwanted];
  const ours = await ownership(tree, asked, (folder) => wanted.has(folder));
  const isOurs = (path: string) => {
    const state = isLeftover(path) ? 'generated' : ours(path);
    return state === 'generated' || (state === 'edited' && force) ? true : state;
  };
  const updated: GeneratedFile[] = [];
  const deleted: string[] = [];
  const findings: Finding[] = [];
  for (const file of different) {
    const state = isOurs(file.path);
    if (state === true) updated.push(file);
    else
      findings.push(state === 'edited' ? edited(file.path) : (foreignManifest(file.path) ?? foreign(file.path, true)));
  }
  const isInTheWay = blocking(unwanted.length > 0 ? created : []);
  for (const path of unwanted) {
    const state = isOurs(path);
    if (state === true) deleted.push(path);
    else findings.push(state === 'edited' ? edited(path) : (foreignManifest(path) ?? foreign(path, isInTheWay(path))));
  }
  return { created, updated, deleted, unchanged, findings };
}

/** Gives each file that stays as it was delivered its bytes. */
async function bytesOf(
  files: readonly (GeneratedFile | KeptFile)[],
  readKept: (ids: readonly string[]) => Promise<ReadonlyMap<string, Uint8Array>>,
): Promise<(file: GeneratedFile | KeptFile) => GeneratedFile> {
  const kept = await readKept(files.flatMap((file) => ('id' in file ? [file.id] : [])));
  return (file) => ('id' in file ? { path: file.path, content: mustGet(kept, file.id) } : file);
}

/**
 * Writes and removes. Each file is replaced whole, so a run that is broken off leaves a tree that the next one
 * completes.
 */
export function writeGenerated(
  fs: FileSystem,
  root: string,
  { created, updated, deleted }: GeneratedChanges,
  progress: OnProgress,
): void {
  const files = [...created, ...updated];
  for (const [done, { path, content }] of files.entries()) {
    progress(done, files.length, 'files written');
    fs.write(join(root, path), content, root);
  }
  for (const path of deleted) fs.remove(join(root, path), root);
}

function edited(path: string): Finding {
  return {
    rule: editedByHand,
    message: 'this file is generated, and was changed by hand',
    hint: `Take the change back (git checkout -- ${path}), or write over it: resedge generate --force`,
    place: { file: path, position: { line: 1, column: 1 } },
  };
}

function foreign(path: string, isInTheWay: boolean): Finding {
  return {
    rule: editedByHand,
    severity: isInTheWay ? 'error' : 'warning',
    message: `resedge did not write this file${isInTheWay ? ', and it is in the way of a generated file' : '; it is left alone'}`,
    hint: 'Only generated files belong here: move it elsewhere, or remove it.',
    place: { file: path, position: { line: 1, column: 1 } },
  };
}

/** Whether a path is a folder of one of these files, or below one of them. */
function blocking(files: readonly GeneratedFile[]): (path: string) => boolean {
  const paths = new Set(files.map((file) => file.path));
  const folders = new Set(files.flatMap((file) => foldersAbove(file.path)));
  return (path) => folders.has(path) || foldersAbove(path).some((folder) => paths.has(folder));
}

function foldersAbove(path: string): string[] {
  const names = path.split('/');
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join('/'));
}
