import { closeSync, existsSync, openSync, readdirSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { at } from '../../model/at.ts';
import type { TreeEntry } from '../../ports/git.ts';
import { awaitFree } from '../git-common/await-free.ts';
import type { Environment } from '../git-common/environment.ts';
import type { GitRepository } from './native-git.ts';
import { joinNul, manyObjects, type Program, splitNul } from './program.ts';
import { copyIndex, indexFile } from './scratch.ts';
import type { SortedPaths } from './work-tree.ts';

/** A file that two states have differently: what it becomes, with the mode 000000 if it goes. */
export type Difference = TreeEntry;

/** An entry of the index. */
export interface IndexEntry extends TreeEntry {
  /** What Git was told about the copy of the file on the disk. */
  readonly flag: 'skip-worktree' | 'assume-unchanged' | undefined;
}

/**
 * Whether files may be marked as not expected on the disk. Only an index of version 3 or later has room for that mark
 * (gitformat-index), which is told by its first bytes; to list the index of 40,000 files takes a tenth of a second.
 */
export function mayMarkFiles(gitFolder: string): boolean {
  if (!existsSync(join(gitFolder, 'index'))) return false;
  const file = openSync(join(gitFolder, 'index'), 'r');
  try {
    const header = Buffer.alloc(8);
    const isWhole = readSync(file, header, 0, 8, 0) === 8;
    // A part of the entries may be in a file of its own: core.splitIndex.
    return (
      !isWhole || header.readUInt32BE(4) > 2 || readdirSync(gitFolder).some((name) => name.startsWith('sharedindex.'))
    );
  } finally {
    closeSync(file);
  }
}

/** The entries of an index by their paths, those of conflicts left out. */
export async function readIndex(program: Program, env: Environment = {}): Promise<Map<string, IndexEntry>> {
  const found = new Map<string, IndexEntry>();
  for (const entry of splitNul(await program.output(['ls-files', '-v', '--stage', '-z'], { env }))) {
    const tab = entry.indexOf('\t');
    const [tag = '', mode = '', id = '', stage] = entry.slice(0, tab).split(' ');
    const path = entry.slice(tab + 1);
    if (stage === '0') found.set(path, { path, id, mode, flag: flagOf(tag) });
  }
  return found;
}

/** A letter: S if the file is not expected on the disk, small if it counts as unchanged. */
function flagOf(tag: string): IndexEntry['flag'] {
  if (tag.toUpperCase() === 'S') return 'skip-worktree';
  return tag === tag.toUpperCase() ? undefined : 'assume-unchanged';
}

/** Takes files as they are in the work tree into an index. */
export async function addToIndex(program: Program, { present, missing }: SortedPaths, env: Environment): Promise<void> {
  const options = ['-z', '--stdin'];
  if (missing.length > 0) {
    await program.output(['update-index', '--force-remove', ...options], { input: joinNul(missing), env });
  }
  await program.output(['update-index', '--add', '--remove', '--replace', ...options], {
    input: joinNul(present),
    env: { ...manyObjects, ...env },
  });
}

/** Makes files in an index what they are in a tree. What Git was told about their copies on the disk stays so. */
export async function putIntoIndex(program: Program, files: readonly Difference[], env: Environment): Promise<void> {
  const before = await readIndex(program, env);
  const gone = files.filter(({ mode }) => mode === absent);
  const there = files.filter(({ mode }) => mode !== absent);
  const input = joinNul([...gone, ...there].map(({ mode, id, path }) => `${mode} ${id}\t${path}`));
  await program.output(['update-index', '--replace', '-z', '--index-info'], { input, env });
  for (const flag of ['skip-worktree', 'assume-unchanged'] as const) {
    const flagged = there.filter(({ path }) => before.get(path)?.flag === flag);
    if (flagged.length === 0) continue;
    const paths = joinNul(flagged.map(({ path }) => path));
    await program.output(['update-index', `--${flag}`, '-z', '--stdin'], { input: paths, env });
  }
}

/** Takes an index back to a commit or a tree, conflicts included. */
export async function resetIndex(program: Program, base: string, env: Environment): Promise<void> {
  const staged = await stagedDifferences(program, base, env);
  if (staged.length > 0) await putIntoIndex(program, staged, env);
}

/** Has Git look which files of an index are on the disk as they are in it. */
export async function refreshIndex(program: Program, env: Environment): Promise<void> {
  await program.run(['update-index', '-q', '--refresh'], { env });
}

const absent = '000000';

/** What is staged and differs from a commit or a tree; what that has of it. */
export async function stagedDifferences(program: Program, base: string, env: Environment): Promise<Difference[]> {
  const output = await program.output(['diff-index', '--cached', '--raw', '-z', '--no-renames', base], { env });
  return rawDifferences(output, 'before');
}

/** What one commit or tree has otherwise than another; what the second has of it. */
export async function treeDifferences(program: Program, from: string, to: string): Promise<Difference[]> {
  return rawDifferences(await program.output(['diff-tree', '-r', '--raw', '-z', '--no-renames', from, to]), 'after');
}

/** Entries of `:mode mode id id letter`, each with a path behind it. */
function rawDifferences(output: Buffer, side: 'before' | 'after'): Difference[] {
  const fields = splitNul(output);
  const found: Difference[] = [];
  for (let i = 0; i + 1 < fields.length; i += 2) {
    const [oldMode = '', newMode = '', oldId = '', newId = ''] = at(fields, i).slice(1).split(' ');
    const [mode, id] = side === 'before' ? [oldMode, oldId] : [newMode, newId];
    found.push({ path: at(fields, i + 1), mode, id });
  }
  return found;
}

/** Tells one state of a file from another. */
export function stamp(file: string): string {
  const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? '' : `${stats.ino} ${stats.mtimeNs} ${stats.size}`;
}

/** Waits until no other process writes the index. UserError if one goes on. */
export function awaitIndex(repository: GitRepository): Promise<void> {
  return awaitFree(`${indexFile(repository)}.lock`, existsSync);
}

/** Puts a file in the place of the index, as Git does; false if another process is writing the index. */
export function install(from: string, index: string): boolean {
  try {
    copyIndex(from, `${index}.lock`);
  } catch {
    return false;
  }
  renameSync(`${index}.lock`, index);
  return true;
}

/** Takes the index back to what it was, which may be that there was none. */
export function restore(old: string, index: string): void {
  if (existsSync(old)) install(old, index);
  else rmSync(index);
}
