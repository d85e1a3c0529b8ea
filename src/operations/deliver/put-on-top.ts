import { deliveriesOf } from '../../deliver/open-deliveries.ts';
import { withRecord } from '../../model/deploy-record.ts';
import { InvalidInventory, UserError } from '../../model/errors.ts';
import type { Git, TreeChange } from '../../ports/git.ts';
import type { Host } from '../../ports/host.ts';
import { requireNoErrors } from '../../state/diagnose-on-disk.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { gitOf, type Repository } from '../../state/repository.ts';
import { conflictText } from '../replay/conflict-text.ts';
import { replayIntent } from '../replay/replay-intent.ts';
import { requireExpectations } from '../validate/test-expectations.ts';
import { requireSound } from '../validate/validate-fleet.ts';
import { circumstancesOn, recordOf } from './circumstances.ts';
import { isHidden } from './committed-output.ts';
import type { AtOnce, Moves } from './deployment.ts';
import { attributesFile, type GenerateResult, missingAttributes, planGenerated, summarise } from './generate.ts';
import { isGeneratedPath } from './generated-paths.ts';
import { checkChanges } from './guard-changes.ts';
import { checkLosses } from './guard-losses.ts';
import { countMoves } from './outcome/decide-output.ts';

/** Local commits that go on top of what others pushed. */
export interface LocalCommits {
  readonly remote: string;
  readonly branch: string;
  /** The tip of the branch here. */
  readonly commit: string;
  readonly message: string;
  readonly allow: string | undefined;
  readonly atOnce: AtOnce | undefined;
  /** The tip of the remote's branch when it was looked at last; undefined: it is not there. */
  readonly tip: string | undefined;
  /** Commits at which the remote's branch was: what they have is not brought there again. */
  readonly known: readonly string[];
  /** Somebody took off by force what is in these commits, so they cannot be pushed as they are. */
  readonly isForced: boolean;
}

/** The outcome, in the object database alone: neither branch, nor index, nor work tree has moved. */
export interface OnTop {
  readonly commit: string;
  readonly generate: GenerateResult;
  readonly moves: Moves;
}

/** Puts the intent of local commits of a fleet on top of `tip`, and generates again from what comes out. */
export async function putOnTop(
  host: Host,
  fleet: FleetState,
  local: LocalCommits & { readonly tip: string },
): Promise<OnTop> {
  const { repository } = fleet;
  const { tip } = local;
  const git = gitOf(repository);
  const base = await git.mergeBase(local.commit, tip);
  if (base === undefined) throw unrelated(local.branch);
  const replay = await replayIntent(git, {
    prefix: repository.prefix,
    local: await git.history([tip, ...local.known], local.commit),
    base,
    onto: tip,
    isGenerated: (path) => isGeneratedPath(repository, path),
  });
  if ('conflicts' in replay) throw new UserError(conflictText(replay.conflicts), bringTogether(local));
  const last = replay.commits.at(-1);
  const own = last?.id === local.commit ? last : undefined;
  let parent = tip;
  for (const commit of own ? replay.commits.slice(0, -1) : replay.commits)
    parent = await git.writeCommit({ parent, ...commit });
  const intent = own ? await git.writeCommit({ parent, ...own }) : parent;

  const state = await fleet.at(intent);
  const { resolution } = await withOthers(local, () => requireSound(state));
  requireExpectations(
    resolution,
    `Your commit is in this repository. Get what others pushed (git pull --rebase ${local.remote} ${local.branch}), and see why: resedge test`,
  );
  await checkLosses(state, tip, local);
  await checkChanges(state, tip, local.allow);
  const circumstances = await circumstancesOn(host, state, tip, local.atOnce);
  const { changes: generated, decisions } = await planGenerated(
    state,
    await deliveriesOf(git, repository.prefix, resolution).at(intent).files(),
    circumstances,
  );
  await withOthers(local, async () => requireNoErrors(host, repository, generated.findings));
  const changes: TreeChange[] = [
    ...[...generated.created, ...generated.updated].map(({ path, content }) => ({
      path: `${repository.prefix}${path}`,
      content,
    })),
    ...generated.deleted.map((path) => ({ path: `${repository.prefix}${path}`, deleted: true as const })),
    ...(await attributesChange(git, repository, intent)),
  ];
  const isNew = local.allow !== undefined && intent !== tip;
  const isSaid = own !== undefined || !(isNew || isHidden({ circumstances, decisions }));
  const commit =
    changes.length === 0 && isSaid
      ? intent
      : await git.writeCommit({
          ...own,
          message: withRecord(own?.message ?? local.message, recordOf(circumstances, local)),
          parent,
          changes: [...(own?.changes ?? []), ...changes],
        });
  await checkMovable(git, local.commit, commit);
  return { commit, generate: summarise(resolution, generated), moves: countMoves(decisions) };
}

/** What `.gitattributes` needs in a commit; nothing where it has it. */
export async function attributesChange(git: Git, { prefix }: Repository, commit: string): Promise<TreeChange[]> {
  const path = `${prefix}${attributesFile}`;
  const entry = (await git.tree(commit, [path])).find((found) => found.path === path);
  const blob = entry && (await git.blobs([entry.id])).get(entry.id);
  const text = missingAttributes(blob && new TextDecoder().decode(blob));
  return text === undefined ? [] : [{ path, content: text }];
}

/** Nothing can be put on top of a branch that never had anything in common with this one. */
export function unrelated(branch: string): UserError {
  return new UserError(
    `this repository and the remote's ${branch} have no commit in common`,
    'Clone the remote, and make the change there.',
  );
}

/** The next deploy finishes the rebase, and settles what conflicts there are in generated files. */
function bringTogether({ remote, branch }: LocalCommits): string {
  return `Your commit is in this repository. Bring the two together: git pull --rebase ${remote} ${branch}, mend the files of the inventory that it names, git add them, and deploy again.`;
}

async function withOthers<T>({ remote, branch }: LocalCommits, check: () => Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof InvalidInventory)) throw error;
    throw new InvalidInventory(
      error.diagnostics,
      'together with what others pushed in between there are errors, so nothing was pushed',
      `Your commit is in this repository. Get what others pushed (git pull --rebase ${remote} ${branch}), mend it, and deploy again.`,
    );
  }
}

/** The work tree has to follow once the commit is pushed, so this is asked before. */
async function checkMovable(git: Git, from: string, to: string): Promise<void> {
  const dirty = await git.changes(['']);
  if (dirty.length === 0) return;
  const [before, after] = [await idsOf(git, from), await idsOf(git, to)];
  const lost = dirty.map(({ path }) => path).filter((path) => before.get(path) !== after.get(path));
  if (lost.length === 0) return;
  throw new UserError(
    `others changed files that have changes here outside of this deployment: ${lost.join(', ')}`,
    'Your commit is in this repository. Put the changes away (git stash --include-untracked), deploy again, and take them back (git stash pop).',
  );
}

async function idsOf(git: Git, commit: string): Promise<Map<string, string>> {
  return new Map((await git.tree(commit, [''])).map(({ path, id }) => [path, id]));
}
