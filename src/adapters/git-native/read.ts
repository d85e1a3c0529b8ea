import type { Head, TreeEntry } from '../../ports/git.ts';
import { sortByPath, toPathspecs } from '../git-common/paths.ts';
import { failed, type Program, splitNul } from './program.ts';

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
  const { code, output } = await program.run(['rev-parse', '--quiet', '--verify', `${ref}^{commit}`]);
  return code === 0 ? line(output) : undefined;
}

export async function tree(program: Program, commit: string, folders: readonly string[]): Promise<TreeEntry[]> {
  if (folders.length === 0) return [];
  const args = ['ls-tree', '-r', '-z', '--full-tree', commit, '--', ...toPathspecs(folders)];
  return sortByPath(parseEntries(splitNul(await program.output(args))));
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

/** The contents of objects of any type, by one process. */
export async function objects(
  program: Program,
  ids: readonly string[],
): Promise<{ readonly id: string; readonly content: Buffer }[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  const args = ['cat-file', '--batch', '--buffer'];
  const result = await program.run(args, { input: `${wanted.join('\n')}\n` });
  if (result.code !== 0) throw failed(args, result);
  const found: { id: string; content: Buffer }[] = [];
  let position = 0;
  for (const id of wanted) {
    const end = result.output.indexOf('\n', position);
    const header = result.output.toString('latin1', position, end);
    const size = Number(/^[0-9a-f]+ [a-z]+ (\d+)$/.exec(header)?.[1]);
    if (Number.isNaN(size)) throw new Error(`no such object: ${header}`);
    found.push({ id, content: result.output.subarray(end + 1, end + 1 + size) });
    position = end + 1 + size + 1;
  }
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
