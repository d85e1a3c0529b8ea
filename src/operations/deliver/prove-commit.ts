import { deliveriesOf } from '../../deliver/open-deliveries.ts';
import { generatedFolders } from '../../generate/layout.ts';
import { firstOf } from '../../model/counts.ts';
import { type DeployRecord, trailersOf } from '../../model/deploy-record.ts';
import { InvalidInventory, UserError } from '../../model/errors.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { fromGitRoot, gitOf, intentPaths, type Repository } from '../../state/repository.ts';
import { requireExpectations } from '../validate/test-expectations.ts';
import { requireSound } from '../validate/validate-fleet.ts';
import { type Circumstances, planGenerated } from './generate.ts';
import { isGeneratedPath } from './generated-paths.ts';

/** What a commit should be. */
export interface Judged {
  /** What was checked, and generated from. */
  readonly state: FleetState;
  /** What was to be committed. */
  readonly tree: string;
  /** What was to be its parent; undefined: none. */
  readonly head: string | undefined;
  /** What its message has to say, if it is a deploy by itself. */
  readonly record: DeployRecord | undefined;
  /** What decided about the output, beside the intent. */
  readonly circumstances: Circumstances;
  /** The tree with the generated files, if they are not in the commit itself. */
  readonly output?: string | undefined;
}

/**
 * Throws unless a commit is what was judged, whatever hooks did: the generated files are in it byte for byte, unless they
 * go elsewhere, and they follow from the intent in it. What a hook changed in the intent is judged again.
 */
export async function proveCommit(judged: Judged, commit: string): Promise<void> {
  const { state, tree, head, record, circumstances, output } = judged;
  const { repository } = state;
  const git = gitOf(repository);
  const made = await git.commitInfo(commit);
  const commits = made.parents[0] === head ? [made] : await git.history(head === undefined ? [] : [head], commit);
  if (commits[0]?.parents[0] !== head) throw elsewhere();
  const lost = (record ? trailersOf(record) : []).find((line) =>
    commits.every(({ message }) => !message.split('\n').includes(line)),
  );
  if (lost !== undefined) throw withoutTrailer(lost);

  if (made.tree === tree) return;
  const folders = output === undefined ? [...intentPaths, ...generatedFolders] : intentPaths;
  const changed = await changedFiles(repository, folders, tree, commit);
  const generated = changed.filter((path) => isGeneratedPath(repository, path));
  if (generated.length > 0) throw hookChanged(repository, generated);
  if (changed.length === 0) return;
  const now = await state.at(commit);
  const why = `a hook changed ${firstOf(changed)} in the commit`;
  const { resolution } = await requireSound(now, 'nothing was deployed').catch((error: unknown) => {
    throw error instanceof InvalidInventory
      ? new InvalidInventory(error.diagnostics, `${why}, and now there are errors, so nothing was deployed`, runFirst)
      : error;
  });
  requireExpectations(resolution, `${why}. ${runFirst}`);
  const committed = await deliveriesOf(git, repository.prefix, resolution)
    .at(output ?? commit)
    .files();
  const { created, updated, deleted } = (await planGenerated(now, committed, circumstances)).changes;
  const differing = [...[...created, ...updated].map(({ path }) => path), ...deleted];
  if (differing.length > 0)
    throw new UserError(`${why}, and from that other files would be generated: ${firstOf(differing)}`, runFirst);
}

/** Files below some folders of the fleet that a commit has otherwise than a tree, sorted. */
async function changedFiles(
  repository: Repository,
  folders: readonly string[],
  tree: string,
  commit: string,
): Promise<string[]> {
  const git = gitOf(repository);
  const [was, is] = [await filesOf(tree), await filesOf(commit)];
  const paths = new Set([...was.keys(), ...is.keys()]);
  return [...paths].filter((path) => was.get(path) !== is.get(path)).sort();

  async function filesOf(treeish: string): Promise<Map<string, string>> {
    const entries = await git.tree(treeish, fromGitRoot(repository, folders));
    return new Map(entries.map(({ path, id, mode }) => [path, `${mode} ${id}`]));
  }
}

const runFirst =
  'Everything is as it was. Let the hook run first (git add the files, git hook run pre-commit), look at what it did, and deploy again.';

/** What clusters get may not be what somebody's formatter makes of it. */
export function leaveOutHint({ prefix }: Pick<Repository, 'prefix'>): string {
  const [clusters, fleet] = generatedFolders.map((folder) => `${prefix}${folder}/`);
  return `Leave ${clusters} and ${fleet} out of it: "exclude: ^${prefix}(${generatedFolders.join('|')})/" in .pre-commit-config.yaml, or a line for each in .prettierignore, .yamllint or wherever the formatter looks. Everything is as it was: then deploy again.`;
}

function hookChanged(repository: Repository, paths: readonly string[]): UserError {
  return new UserError(
    `a hook changed generated files in the commit, which clusters must get as they were checked: ${firstOf(paths)}`,
    leaveOutHint(repository),
  );
}

function elsewhere(): UserError {
  return new UserError(
    'a hook put the commit on top of another one than HEAD was',
    'Everything is as it was. See what the hooks of this repository do (git config core.hooksPath, .git/hooks), and deploy again.',
  );
}

function withoutTrailer(line: string): UserError {
  return new UserError(
    `a hook took "${line}" out of the message of the commit`,
    'Everything is as it was. Have the hooks commit-msg and prepare-commit-msg keep what is there, and deploy again.',
  );
}
