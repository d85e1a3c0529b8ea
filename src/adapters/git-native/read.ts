import type { Head, TreeEntry } from '../../ports/git.ts';
import { assertTreePath, sortByPath, toPathspecs } from '../git-common/paths.ts';
import { answers, type GitObject } from './object-reader.ts';
import { type Program, splitNul } from './program.ts';

export async function head(program: Program): Promise<Head> {
  const { code, output } = await program.run(['rev-parse', '--quiet', 'HEAD^{commit}', '--symbolic-full-name', 'HEAD']);
  if (code !== 0) return { branch: await firstBranch(program), commit: undefined };
  const [commit, ref = ''] = output.toString('utf8').split('\n');
  return { branch: ref === 'HEAD' ? undefined : branchOf(ref), commit };
}

/** The branch that the first commit will be on. */
async function firstBranch(program: Program): Promise<string | undefined> {
  const { code, output } = await program.run(['symbolic-ref', '--quiet', 'HEAD']);
  return code === 0 ? branchOf(line(output)) : undefined;
}

function branchOf(ref: string): string {
  return ref.replace(/^refs\/heads\//, '');
}

export async function config(program: Program, key: string): Promise<string | undefined> {
  const { code, output } = await program.run(['config', '-z', '--get', key]);
  return code === 0 ? splitNul(output)[0] : undefined;
}

export async function resolve(program: Program, ref: string): Promise<string | undefined> {
  if (ref === '' || ref.startsWith('-')) return undefined;
  if (isPlain(ref)) return (await program.object(`${ref}^{commit}`))?.id;
  const { code, output } = await program.run(['rev-parse', '--quiet', '--verify', `${ref}^{commit}`]);
  return code === 0 ? line(output) : undefined;
}

/** A name that holds nothing but the place of a reference, or an id: what else Git takes for one may end the program. */
function isPlain(ref: string): boolean {
  return /^(HEAD|[0-9a-f]{40}|refs\/[\w./-]+)$/.test(ref) && !ref.includes('..');
}

export async function tree(program: Program, commit: string, folders: readonly string[]): Promise<TreeEntry[]> {
  if (folders.length === 0) return [];
  const args = ['ls-tree', '-r', '-z', '--full-tree', commit, '--', ...toPathspecs(folders)];
  const entries = [...parseEntries(splitNul(await program.output(args)))];
  for (const { path } of entries) assertTreePath(path);
  return sortByPath(entries);
}

export async function index(program: Program, folders: readonly string[]): Promise<TreeEntry[]> {
  if (folders.length === 0) return [];
  const args = ['--literal-pathspecs', 'ls-files', '--stage', '-z', '--', ...toPathspecs(folders)];
  return sortByPath(parseEntries(splitNul(await program.output(args))));
}

export async function absent(program: Program, folders: readonly string[]): Promise<TreeEntry[]> {
  if (folders.length === 0) return [];
  const args = ['--literal-pathspecs', 'ls-files', '-v', '--stage', '-z', '--', ...toPathspecs(folders)];
  const entries = splitNul(await program.output(args)).filter((entry) => /^s /i.test(entry));
  return sortByPath(parseEntries(entries.map((entry) => entry.slice(2))));
}

export async function blobs(program: Program, ids: readonly string[]): Promise<Map<string, Uint8Array>> {
  const contents = new Map<string, Uint8Array>();
  for (const { id, content } of await objects(program, ids)) contents.set(id, content);
  return contents;
}

/** From this number of objects on, a process that answers without a pause for each is worth its start. */
const many = 200;

/** The contents of objects of any type. */
export async function objects(program: Program, ids: readonly string[]): Promise<GitObject[]> {
  const wanted = [...new Set(ids)];
  const found = wanted.length < many ? await Promise.all(wanted.map(program.object)) : await batch(program, wanted);
  return found.map((object, at) => {
    if (object === undefined) throw new Error(`no such object: ${wanted[at]}`);
    return object;
  });
}

async function batch(program: Program, ids: readonly string[]): Promise<(GitObject | undefined)[]> {
  const found: (GitObject | undefined)[] = [];
  const read = answers((object) => found.push(object));
  read(await program.output(['cat-file', '--batch', '--buffer'], { input: `${ids.join('\n')}\n` }));
  return found;
}

/** The one line that a command printed. */
export function line(output: Buffer): string {
  return output.toString('utf8').trimEnd();
}

/** Entries of ls-tree (`mode type id<tab>path`) and ls-files (`mode id stage<tab>path`). */
function* parseEntries(entries: readonly string[]): Generator<TreeEntry> {
  for (const entry of entries) {
    const tab = entry.indexOf('\t');
    const [mode = '', second = '', third = ''] = entry.slice(0, tab).split(' ');
    const path = entry.slice(tab + 1);
    if (third.length >= 40) yield { path, id: third, mode };
    else if (third === '0') yield { path, id: second, mode };
  }
}
