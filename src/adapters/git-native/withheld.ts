import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Withheld } from '../../ports/git.ts';
import { insideRepositories } from '../git-common/work-tree.ts';
import { readIndex } from './index-file.ts';
import type { GitRepository } from './native-git.ts';
import { failed, joinNul, type Program, splitNul } from './program.ts';

export async function withheld(
  { program, root }: GitRepository,
  paths: readonly string[],
): Promise<Map<string, Withheld>> {
  if (paths.length === 0) return new Map();
  const [known, filtered] = await Promise.all([readIndex(program), filters(program, paths)]);
  const folderOf = insideRepositories(
    (folder) => known.get(folder)?.mode === submodule || existsSync(join(root, folder, '.git')),
  );
  const found = new Map<string, Withheld>();
  const unknown: string[] = [];
  for (const path of paths) {
    const entry = known.get(path);
    const folder = folderOf(path);
    const filter = filtered.get(path);
    if (folder !== undefined) found.set(path, { why: 'repository', folder });
    else if (entry?.flag) found.set(path, { why: entry.flag });
    else if (filter !== undefined) found.set(path, { why: 'filter', filter });
    if (!entry && folder === undefined) unknown.push(path);
  }
  for (const [path, by] of await ignored(program, unknown)) found.set(path, { why: 'ignored', by });
  return found;
}

const submodule = '160000';

/** The filter of each path that has one by its attributes. */
async function filters(program: Program, paths: readonly string[]): Promise<Map<string, string>> {
  const output = await program.output(['check-attr', '-z', '--stdin', 'filter'], { input: joinNul(paths) });
  const fields = splitNul(output);
  const found = new Map<string, string>();
  for (let i = 0; i + 2 < fields.length; i += 3) {
    const [path = '', , value = ''] = fields.slice(i, i + 3);
    if (!['unspecified', 'unset', 'set', ''].includes(value)) found.set(path, value);
  }
  return found;
}

/** The pattern, with its file and line, by which each ignored path is so. Git takes long if it looks into the index as well. */
async function ignored(program: Program, paths: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  if (paths.length === 0) return found;
  const args = ['check-ignore', '-z', '--verbose', '--no-index', '--stdin'];
  const result = await program.run(args, { input: joinNul(paths) });
  if (result.code > 1) throw failed(args, result);
  const fields = splitNul(result.output);
  for (let i = 0; i + 3 < fields.length; i += 4) {
    const [file = '', line = '', pattern = '', path = ''] = fields.slice(i, i + 4);
    if (!pattern.startsWith('!')) found.set(path, `${file}:${line}: ${pattern}`);
  }
  return found;
}
