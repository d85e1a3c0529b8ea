import { join } from 'node:path';
import { stateOf } from '../../generate/header.ts';
import { generatedFolders } from '../../generate/layout.ts';
import { mustGet } from '../../model/at.ts';
import { compareText } from '../../model/compare.ts';
import type { Finding } from '../../model/diagnostic.ts';
import type { GeneratedFile, GeneratedTree } from '../../model/generated.ts';
import { editedByHand } from '../../model/rules/re802-edited-by-hand.ts';
import type { EntryType, FileSystem } from '../../ports/file-system.ts';
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

/** What was left behind by a run that was broken off. */
const leftover = /\.resedge-tmp$/;

/**
 * Compares what should be generated with what is there; writes nothing. With `force`, generated files that were
 * edited by hand are written over or removed as well; files that resedge did not write never are.
 */
export async function compareGenerated(
  tree: GeneratedTree,
  files: Iterable<GeneratedFile>,
  force: boolean,
): Promise<GeneratedChanges> {
  const there = new Set(tree.paths);
  const created: GeneratedFile[] = [];
  const different: GeneratedFile[] = [];
  let unchanged = 0;
  for (const file of files) {
    if (!there.delete(file.path)) created.push(file);
    else if (tree.same(file.path, file.text)) unchanged++;
    else different.push(file);
  }
  const unwanted = [...there].sort(compareText);
  const texts = await tree.read([...different.map((file) => file.path), ...unwanted]);
  const isOurs = (path: string) => {
    const state = leftover.test(path) ? 'generated' : stateOf(mustGet(texts, path));
    return state === 'generated' || (state === 'edited' && force) ? true : state;
  };
  const updated: GeneratedFile[] = [];
  const deleted: string[] = [];
  const findings: Finding[] = [];
  for (const file of different) {
    const ours = isOurs(file.path);
    if (ours === true) updated.push(file);
    else findings.push(ours === 'edited' ? edited(file.path) : foreign(file.path, true));
  }
  const isInTheWay = blocking(unwanted.length > 0 ? created : []);
  for (const path of unwanted) {
    const ours = isOurs(path);
    if (ours === true) deleted.push(path);
    else findings.push(ours === 'edited' ? edited(path) : foreign(path, isInTheWay(path)));
  }
  return { created, updated, deleted, unchanged, findings };
}

/** The generated folders on disk. */
export function generatedOnDisk(fs: FileSystem, root: string): GeneratedTree {
  const decoder = new TextDecoder();
  const files = listFiles(fs, root);
  const read = (path: string) => (files.get(path) ? decoder.decode(fs.read(join(root, path))) : '');
  return {
    paths: files.keys(),
    same: (path, text) => read(path) === text,
    read: async (paths) => new Map(paths.map((path) => [path, read(path)])),
  };
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
  for (const [done, { path, text }] of files.entries()) {
    progress(done, files.length, 'files written');
    fs.write(join(root, path), text);
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

/** What lies in the generated folders, or in their place; true for files. */
function listFiles(fs: FileSystem, root: string): Map<string, boolean> {
  const found = new Map<string, boolean>();
  const visit = (path: string, type: EntryType) => {
    if (type !== 'folder') found.set(path, type === 'file');
    else for (const entry of fs.list(join(root, path))) visit(`${path}/${entry.name}`, entry.type);
  };
  for (const { name, type } of fs.list(root)) if (generatedFolders.some((folder) => folder === name)) visit(name, type);
  return found;
}
