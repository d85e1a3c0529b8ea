import { deliveriesOf } from '../../deliver/open-deliveries.ts';
import { generatedFolders } from '../../generate/layout.ts';
import { compareText } from '../../model/compare.ts';
import type { Finding } from '../../model/diagnostic.ts';
import type { Resolution } from '../../model/resolution.ts';
import { generatedOnABranch } from '../../model/rules/re803-generated-on-a-branch.ts';
import type { TreeEntry } from '../../ports/git.ts';
import { fromGitRoot, type Repository } from '../../state/repository.ts';

/**
 * If HEAD is not on the branch that clusters read: generated files that differ from where it left that branch, in
 * the index or in the work tree. One finding, at the first of them; none if that branch is not known here.
 */
export async function findGeneratedOnBranch(
  repository: Repository,
  resolution: Resolution,
  staged: boolean,
): Promise<Finding[]> {
  const { git, prefix } = repository;
  const delivered = resolution.inventory.fleet.spec.git.branch;
  if (!git) return [];
  const { branch, commit: head } = await git.head();
  if (head === undefined || branch === delivered) return [];
  const other = await deliveriesOf(git, prefix, resolution).newest();
  const base = other && (await git.mergeBase(head, other.commit));
  if (base === undefined) return [];

  const folders = fromGitRoot(repository, generatedFolders);
  const changes = staged ? [] : git.changes(folders);
  if (!staged && base === head && (await changes).length === 0) return [];
  const [changed, before, after] = await Promise.all([
    changes,
    git.tree(base, folders),
    staged ? git.index(folders) : base === head ? undefined : git.tree(head, folders),
  ]);
  const committed = after ? differing(before, after) : [];
  const paths = [...new Set([...committed, ...changed.map(({ path }) => path)])].sort(compareText);
  const [first] = paths;
  if (first === undefined) return [];
  const where = branch === undefined ? 'while HEAD is on no branch' : `on branch ${branch}`;
  const [count, was] = paths.length === 1 ? ['this file', 'was'] : [`${paths.length} files such as this one`, 'were'];
  return [
    {
      rule: generatedOnABranch,
      message: `${count} ${was} changed ${where}; deploy writes them, on ${delivered}`,
      hint: cure(base, folders, before, prefix),
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
function cure(base: string, folders: readonly string[], before: readonly TreeEntry[], prefix: string): string {
  const there = folders.filter((folder) => before.some(({ path }) => path.startsWith(`${folder}/`)));
  // `:/` counts from the Git root, wherever it is typed.
  const named = there.map((folder) => (prefix === '' ? folder : `:/${folder}`));
  return there.length === 0
    ? `Remove them here: nothing below ${folders.join(' and ')} was there when the branch began.`
    : `Take them back: git restore --source ${base.slice(0, 10)} --staged --worktree -- ${named.join(' ')}. Files that are new: remove them.`;
}
