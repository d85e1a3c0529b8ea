import { UserError } from '../model/errors.ts';
import type { Git, TreeChange } from '../ports/git.ts';
import type { Host } from '../ports/host.ts';
import { attributesFile, type GenerateResult, missingAttributes, planGenerated, summarise } from './generate.ts';
import { checkLosses } from './guard-losses.ts';
import { loadFleet, requireNoErrors, requireValid } from './load-fleet.ts';
import { replayIntent } from './rebase-intent.ts';
import type { Repository } from './repository.ts';
import { commitTree } from './source-tree.ts';
import { generatedInCommit } from './write-generated.ts';

/** More would mean that others push faster than this machine can generate. */
const mostAttempts = 50;

export interface Push {
  readonly remote: string;
  readonly branch: string;
  /** The tip of the branch here. */
  readonly commit: string;
  readonly message: string;
  readonly allow: string | undefined;
}

export interface Pushed {
  readonly commit: string;
  readonly attempts: number;
  /** What was generated on top of what others pushed; undefined where nobody had. */
  readonly generate: GenerateResult | undefined;
}

/**
 * Pushes; as long as others were faster, puts the intent on top of theirs, generates again and pushes that. Branch,
 * index and work tree follow at the end, so a run that is broken off leaves the repository as it was.
 */
export async function pushCommits(host: Host, repository: Repository, git: Git, push: Push): Promise<Pushed> {
  let { commit } = push;
  let generated: GenerateResult | undefined;
  for (let attempts = 1; attempts <= mostAttempts; attempts++) {
    const result = await git.push(push.remote, commit, push.branch);
    if (result.outcome === 'refused') {
      throw new UserError(
        `the remote refused the push: ${result.message}`,
        `The commit is in this repository, on ${push.branch}. When the remote lets it in, deploy again.`,
      );
    }
    if (result.outcome === 'pushed') {
      if (commit !== push.commit) await git.moveTo(commit);
      return { commit, attempts, generate: generated };
    }
    const tip = await git.fetch(push.remote, push.branch);
    if (tip === undefined) throw new UserError(`the remote has no branch ${push.branch} any more`);
    const again = await putOnTop(host, repository, git, push, tip);
    commit = again.commit;
    generated = again.generate;
  }
  throw new UserError(
    `others pushed ${mostAttempts} times in between`,
    'Deploy again when it is quieter: nothing was lost.',
  );
}

/** Builds the commits that go on top of `tip`, in the object database alone. */
async function putOnTop(
  host: Host,
  repository: Repository,
  git: Git,
  push: Push,
  tip: string,
): Promise<{ commit: string; generate: GenerateResult }> {
  const base = await git.mergeBase(push.commit, tip);
  const replay = await replayIntent(git, repository.prefix, await git.history(base, push.commit), base, tip);
  if ('conflicts' in replay) {
    throw new UserError(
      `others changed the same lines: ${replay.conflicts.join(', ')}`,
      'Your commit is in this repository. Bring the two together with git pull --rebase, then deploy again.',
    );
  }
  let parent = tip;
  for (const commit of replay.commits.slice(0, -1)) parent = await git.writeCommit({ parent, ...commit });
  const last = replay.commits.at(-1);
  const intent = last ? await git.writeCommit({ parent, ...last }) : parent;
  const resolution = requireValid(await loadFleet(host, repository, commitTree(git, repository.prefix, intent)));
  await checkLosses(host, repository, tip, resolution, push.allow);

  const tree = await generatedInCommit(git, repository.prefix, intent);
  const generated = await planGenerated(tree, repository, resolution);
  requireNoErrors(host, repository, generated.findings);
  const result = summarise(resolution, generated);
  const changes: TreeChange[] = [
    ...[...generated.created, ...generated.updated].map(({ path, text }) => ({
      path: `${repository.prefix}${path}`,
      content: text,
    })),
    ...generated.deleted.map((path) => ({ path: `${repository.prefix}${path}`, deleted: true as const })),
    ...(await attributesChange(git, repository.prefix, intent)),
  ];
  if (changes.length === 0) return { commit: intent, generate: result };
  const commit = await git.writeCommit({
    message: push.message,
    ...last,
    parent,
    changes: [...(last?.changes ?? []), ...changes],
  });
  return { commit, generate: result };
}

async function attributesChange(git: Git, prefix: string, commit: string): Promise<TreeChange[]> {
  const path = `${prefix}${attributesFile}`;
  const entry = (await git.tree(commit, [path])).find((found) => found.path === path);
  const blob = entry && (await git.blobs([entry.id])).get(entry.id);
  const text = missingAttributes(blob && new TextDecoder().decode(blob));
  return text === undefined ? [] : [{ path, content: text }];
}
