import { join } from 'node:path';
import { type DeployRecord, withRecord } from '../../model/deploy-record.ts';
import { UserError } from '../../model/errors.ts';
import type { Git, Snapshot, TreeChange } from '../../ports/git.ts';
import type { Host } from '../../ports/host.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { gitOf, type Repository } from '../../state/repository.ts';
import type { PlannedOutput } from './committed-output.ts';
import { applyGenerated, attributesFile, missingAttributes } from './generate.ts';
import { type Judged, leaveOutHint, proveCommit } from './prove-commit.ts';
import { type Remembered, remember } from './put-back.ts';
import { attributesChange } from './put-on-top.ts';
import { uninterrupted } from './uninterrupted.ts';

/** What people changed, and was checked. */
export interface CheckedIntent {
  /** HEAD; undefined: no commit yet. */
  readonly head: string | undefined;
  readonly state: FleetState;
  /** The files of people, which the state was read from. */
  readonly snapshot: Snapshot;
}

/** What is to be committed together with what was generated. */
export interface Commitment extends CheckedIntent {
  readonly output: PlannedOutput;
}

/** What is said of a commit: why, and what it was decided by. */
export interface Saying {
  readonly message: string;
  readonly record: DeployRecord;
}

/**
 * Commits what the user changed in the folders of intent and what was generated, and nothing else, as it was checked:
 * what is on the disk by now does not count. If the commit is refused, or is not what it should be, all is as it was; a
 * signal counts before that or after it.
 */
export function commitDeploy(host: Host, commitment: Commitment, saying: Saying): Promise<string> {
  return uninterrupted(host, () => writeAndCommit(host, commitment, saying), committed);
}

function committed(commit: string): string {
  return `commit ${commit.slice(0, 10)} is in this repository alone. To go on: deploy again`;
}

async function writeAndCommit(
  host: Host,
  { head, state, snapshot, output }: Commitment,
  { message, record }: Saying,
): Promise<string> {
  const { repository } = state;
  const changes = await outputChanges(host, repository, snapshot, output);
  const intent = pathsOf(snapshot);
  const remembered = remember(host.fs, repository, { output, intent });
  applyGenerated(host.fs, state, output.onDisk);
  if (changes.length === 0 && intent.length === 0) return requireHead(head);
  const tree = await gitOf(repository).writeTree(snapshot.tree, changes);
  const judged = { state, tree, head, record, circumstances: output.circumstances };
  return commitProven(judged, withRecord(message, record), remembered);
}

/** The same for what the user changed alone. `output`: the tree with what is generated, which goes elsewhere. */
export function commitIntent(
  host: Host,
  checked: CheckedIntent,
  message: string,
  generated: Pick<Judged, 'circumstances' | 'output'>,
): Promise<string> {
  return uninterrupted(host, () => commitPeoples(host, checked, message, generated), committed);
}

async function commitPeoples(
  host: Host,
  { head, state, snapshot }: CheckedIntent,
  message: string,
  generated: Pick<Judged, 'circumstances' | 'output'>,
): Promise<string> {
  const intent = pathsOf(snapshot);
  if (intent.length === 0) return requireHead(head);
  const judged = { state, tree: snapshot.tree, head, record: undefined, ...generated };
  return commitProven(judged, message, remember(host.fs, state.repository, { output: undefined, intent }));
}

function pathsOf({ changes }: Snapshot): string[] {
  return changes.map(({ path }) => path);
}

function requireHead(head: string | undefined): string {
  if (head === undefined) throw new UserError('there is nothing to commit');
  return head;
}

async function commitProven(judged: Judged, message: string, remembered: Remembered): Promise<string> {
  const { tree, state } = judged;
  let made: string | undefined;
  try {
    return await gitOf(state.repository).commit({
      tree,
      message,
      prove(commit) {
        made = commit;
        return proveCommit(judged, commit);
      },
    });
  } catch (error) {
    const touched = await remembered.putBackGenerated();
    if (made !== undefined) await remembered.putBackPeoples(tree, made);
    if (made !== undefined || touched.length === 0 || !(error instanceof UserError)) throw error;
    throw new UserError(error.message, leaveOutHint(state.repository), { cause: error });
  }
}

/** Whether there would be anything in the commit. */
export async function hasChanges(host: Host, { state, snapshot, output }: Commitment): Promise<boolean> {
  return snapshot.changes.length > 0 || (await outputChanges(host, state.repository, snapshot, output)).length > 0;
}

async function outputChanges(
  host: Host,
  repository: Repository,
  { tree }: Snapshot,
  { inCommit }: PlannedOutput,
): Promise<TreeChange[]> {
  const { prefix } = repository;
  return [
    ...inCommit.written.map((file) => {
      const path = `${prefix}${file.path}`;
      return 'id' in file ? { path, id: file.id, mode: '100644' } : { path, content: file.content };
    }),
    ...inCommit.deleted.map((path) => ({ path: `${prefix}${path}`, deleted: true as const })),
    ...(await attributesOf(host, repository, tree)),
  ];
}

/** What `.gitattributes` needs; with it comes what people wrote in the file, which may stand beside it. */
async function attributesOf({ fs }: Host, repository: Repository, tree: string): Promise<TreeChange[]> {
  const needed = await attributesChange(gitOf(repository), repository, tree);
  const content = fs.readBelow(join(repository.root, attributesFile), repository.root);
  if (needed.length === 0 || !content) return needed;
  const text = new TextDecoder().decode(content);
  return [{ path: `${repository.prefix}${attributesFile}`, content: missingAttributes(text) ?? text }];
}

/** A commit without files: all that it is about was committed before, but not that it was deployed, or why it may be. */
export async function commitRecord(git: Git, parent: string, { message, record }: Saying): Promise<string> {
  const commit = await git.writeCommit({ parent, changes: [], message: withRecord(message, record) });
  await git.moveTo(commit);
  return commit;
}
