import { generatedFolders } from '../generate/layout.ts';
import { compareText } from '../model/compare.ts';
import type { Finding } from '../model/diagnostic.ts';
import { generatedOnABranch } from '../model/rules/re803-generated-on-a-branch.ts';
import type { TreeEntry } from '../ports/git.ts';
import { deliveredBranch } from './plan-base.ts';
import { fromGitRoot, type Repository } from './repository.ts';

/**
 * Where HEAD is not on the branch that clusters read: generated files that differ from where it left that branch, in
 * the index or in the work tree. One finding, at the first of them; none where that branch is not known here.
 */
export async function findGeneratedOnBranch(
  repository: Repository,
  delivered: string,
  staged: boolean,
): Promise<Finding[]> {
  const { git, prefix } = repository;
  if (!git) return [];
  const { branch, commit: head } = await git.head();
  if (head === undefined || branch === delivered) return [];
  const other = await deliveredBranch(git, delivered);
  const base = other && (await git.mergeBase(head, other.commit));
  if (base === undefined) return [];

  const folders = fromGitRoot(repository, generatedFolders);
  const changed = staged ? [] : (await git.changes(folders)).map(({ path }) => path);
  if (!staged && base === head && changed.length === 0) return [];
  const before = await git.tree(base, folders);
  const after = staged ? await git.index(folders) : base === head ? before : await git.tree(head, folders);
  const paths = [...new Set([...differing(before, after), ...changed])].sort(compareText);
  const [first] = paths;
  if (first === undefined) return [];
  const where = branch === undefined ? 'while HEAD is on no branch' : `on branch ${branch}`;
  const [count, was] = paths.length === 1 ? ['this file', 'was'] : [`${paths.length} files such as this one`, 'were'];
  return [
    {
      rule: generatedOnABranch,
      message: `${count} ${was} changed ${where}; deploy writes them, on ${delivered}`,
      hint: cure(base, folders, before),
      place: { file: first.slice(prefix.length), position: { line: 1, column: 1 } },
    },
  ];
}

function differing(before: readonly TreeEntry[], after: readonly TreeEntry[]): string[] {
  const left = new Map(before.map(({ path, id, mode }) => [path, `${mode} ${id}`]));
  const found: string[] = [];
  for (const { path, id, mode } of after) {
    if (left.get(path) !== `${mode} ${id}`) found.push(path);
    left.delete(path);
  }
  return [...found, ...left.keys()];
}

/** Git refuses to restore a folder that the commit does not have. */
function cure(base: string, folders: readonly string[], before: readonly TreeEntry[]): string {
  const there = folders.filter((folder) => before.some(({ path }) => path.startsWith(`${folder}/`)));
  return there.length === 0
    ? `Remove them here: nothing below ${folders.join(' and ')} was there when the branch began.`
    : `Take them back: git restore --source ${base.slice(0, 10)} --staged --worktree -- ${there.join(' ')}. Files that are new: remove them.`;
}
