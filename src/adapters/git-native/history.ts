import type { CommitInfo } from '../../ports/git.ts';
import { parseCommit } from '../git-common/commit-object.ts';
import type { Program } from './program.ts';
import { line, objects } from './read.ts';

export async function commitInfo(program: Program, id: string): Promise<CommitInfo> {
  const [info] = await commitInfos(program, [id]);
  if (info === undefined) throw new Error(`no such commit: ${id}`);
  return info;
}

export async function history(
  program: Program,
  bases: readonly string[],
  tip: string,
  folders: readonly string[] = [],
): Promise<CommitInfo[]> {
  const args = ['--literal-pathspecs', 'rev-list', '--first-parent', '--reverse', '--ignore-missing', '--stdin', tip];
  const paths = folders.length === 0 ? [] : ['--', ...folders].map((path) => `${path}\n`);
  const ids = await program.output(args, { input: [...bases.map((base) => `^${base}\n`), ...paths].join('') });
  return commitInfos(program, line(ids).split('\n').filter(Boolean));
}

export async function ancestors(program: Program, tip: string, most: number): Promise<CommitInfo[]> {
  const ids = await program.output(['rev-list', '--first-parent', `--max-count=${most}`, '--end-of-options', tip]);
  return commitInfos(program, line(ids).split('\n').filter(Boolean));
}

export async function mergeBase(program: Program, a: string, b: string): Promise<string | undefined> {
  const { code, output } = await program.run(['merge-base', a, b]);
  return code === 0 ? line(output) : undefined;
}

/** What is known of these commits, each once, by one process. */
export async function commitInfos(program: Program, ids: readonly string[]): Promise<CommitInfo[]> {
  const found = await objects(program, ids);
  return found.map(({ id, content }) => parseCommit(id, content));
}
