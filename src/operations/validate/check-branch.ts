import { wholeHistory } from '../../deliver/whole-history.ts';
import { isOurs } from '../../generate/header.ts';
import { generatedFolders } from '../../generate/layout.ts';
import { isHashed } from '../../generate/ownership.ts';
import { compareText } from '../../model/compare.ts';
import type { Finding } from '../../model/diagnostic.ts';
import type { GeneratedTree, KeptFile } from '../../model/generated.ts';
import { generatedOnABranch } from '../../model/rules/re803-generated-on-a-branch.ts';
import { fromGitRoot, type Repository } from '../../state/repository.ts';
import { findBranchBase, type SideBranch } from './branch-base.ts';
import type { GeneratedFiles } from './generated-files.ts';

/** What is found on a branch that clusters do not read. */
interface CheckedBranch {
  /** One at the most. */
  readonly findings: readonly Finding[];
  /** Why it could not be looked at. */
  readonly notes: readonly string[];
}

/** Finds generated files that are not as where a branch left the one that clusters read: at the first of them. */
export async function checkBranch(
  side: SideBranch,
  files: GeneratedFiles,
  repository: Repository,
): Promise<CheckedBranch> {
  const { deliveries, head, target, read } = side;
  const base = await findBranchBase(side);
  const now = await files.ids(() => deliveries.at(head).list());
  if (base === undefined) return { findings: [], notes: now.size === 0 ? [] : [notChecked(target.branch)] };
  const before = await deliveries.at(base).list();
  const changed = differing(before, now);
  const trees = [await deliveries.at(base).files(), files.tree];
  const [first, ...others] = read === target.branch ? changed : await generatedIn(trees, changed);
  if (first === undefined) return { findings: [], notes: [] };
  const what = others.length === 0 ? 'this file was' : `${others.length + 1} files such as this one were`;
  const where = side.branch === undefined ? 'while HEAD is on no branch' : `on branch ${side.branch}`;
  const finding = {
    rule: generatedOnABranch,
    message: `${what} changed ${where}; deploy writes them, on ${read}`,
    hint: cure(base, before, repository),
    place: { file: first, position: { line: 1, column: 1 } },
  };
  return { findings: [finding], notes: [] };
}

function differing(before: readonly KeptFile[], now: ReadonlyMap<string, string>): string[] {
  const had = new Set(before.map(({ path }) => path));
  const changed = before.filter(({ path, id }) => now.get(path) !== id).map(({ path }) => path);
  const added = [...now.keys()].filter((path) => !had.has(path));
  return [...changed, ...added].sort(compareText);
}

/** Where clusters read a branch of its own, people may have files of theirs in these folders: those that are not. */
async function generatedIn(trees: readonly GeneratedTree[], paths: readonly string[]): Promise<string[]> {
  const texts = await Promise.all(trees.map((tree) => tree.read(paths)));
  const decoder = new TextDecoder();
  const isGenerated = (path: string) => texts.some((read) => isOurs(decoder.decode(read.get(path))));
  return paths.filter((path) => isHashed(path) || isGenerated(path));
}

function notChecked(target: string): string {
  return `Not checked: whether generated files were changed on this branch. Where it left ${target} is not known in this clone. ${wholeHistory}`;
}

/** Git refuses to restore a folder that the commit does not have. */
function cure(base: string, before: readonly KeptFile[], repository: Repository): string {
  const folders = generatedFolders.filter((folder) => before.some(({ path }) => path.startsWith(`${folder}/`)));
  if (folders.length === 0) {
    const all = fromGitRoot(repository, generatedFolders).join(' and ');
    return `Remove them here: nothing below ${all} was there when the branch began.`;
  }
  // `:/` counts from the Git root, wherever it is typed.
  const named = repository.prefix === '' ? folders : fromGitRoot(repository, folders).map((folder) => `:/${folder}`);
  return `Take them back: git restore --source ${base.slice(0, 10)} --staged --worktree -- ${named.join(' ')}. Files that are new: remove them.`;
}
