import { join } from 'node:path';
import type { CommitInfo } from '../../ports/git.ts';
import { readIfThere } from './file-system.ts';
import type { EmbeddedRepository } from './repository.ts';
import { readCommit, requireCommit } from './resolve.ts';

/** From which of two sides a commit can be reached. */
interface Reach {
  readonly id: string;
  readonly time: number;
  readonly parents: readonly string[];
  fromA: boolean;
  fromB: boolean;
}

export function history(
  repository: EmbeddedRepository,
  bases: readonly string[],
  tip: string,
  folders: readonly string[] = [],
): CommitInfo[] {
  const reached = bases.length === 0 ? new Map<string, Reach>() : reach(repository, bases, [tip]);
  const found: CommitInfo[] = [];
  for (const info of firstParents(repository, tip)) {
    if (reached.get(info.id)?.fromA) break;
    found.push(info);
  }
  return (folders.length === 0 ? found : found.filter(changes(repository, folders))).reverse();
}

/** Whether what is in folders is not the same as in the first parent, as far as that is there. */
function changes(repository: EmbeddedRepository, folders: readonly string[]): (info: CommitInfo) => boolean {
  const idsIn = (tree: string | undefined) => folders.map((folder) => repository.trees.find(tree, folder)?.id).join();
  return ({ id, tree }) => {
    const [, before] = firstParents(repository, id);
    return idsIn(tree) !== idsIn(before?.tree);
  };
}

export function ancestors(repository: EmbeddedRepository, tip: string, most: number): CommitInfo[] {
  const found: CommitInfo[] = [];
  for (const info of firstParents(repository, tip)) {
    if (found.push(info) >= most) break;
  }
  return found;
}

/** A commit, its first parent, the first parent of that, and so on to the end of the history that is there. */
export function* firstParents(repository: EmbeddedRepository, tip: string): Generator<CommitInfo> {
  const shallow = shallowCommits(repository);
  for (let id: string | undefined = tip; id !== undefined; ) {
    const commit = requireCommit(repository, id);
    yield commit;
    id = shallow.has(id) ? undefined : commit.parents[0];
  }
}

/** The newest commit that both can reach. */
export function mergeBase(repository: EmbeddedRepository, a: string, b: string): string | undefined {
  const reached = reach(repository, [a], [b]);
  const common = [...reached.values()].filter(({ fromA, fromB }) => fromA && fromB);
  const inherited = new Set(common.flatMap(({ parents }) => parents));
  const best = common.filter(({ id }) => !inherited.has(id));
  return best.sort((x, y) => y.time - x.time)[0]?.id;
}

/** The commits that the tip can reach and none of the others, newest first. */
export function commitsBetween(repository: EmbeddedRepository, others: readonly string[], tip: string): string[] {
  const reached = reach(repository, others, [tip]);
  return [...reached.values()].filter(({ fromA, fromB }) => fromB && !fromA).map(({ id }) => id);
}

/**
 * Walks back from both sides, newest commits first, until no commit is left that only B can reach, and A can reach none
 * that is as new as one that only B can. Commits that are not there, as in a shallow clone, end the walk.
 */
function reach(repository: EmbeddedRepository, a: readonly string[], b: readonly string[]): Map<string, Reach> {
  const shallow = shallowCommits(repository);
  const reached = new Map<string, Reach>();
  const waiting = new Set<Reach>();
  let oldest = Number.POSITIVE_INFINITY;
  function visit(id: string, fromA: boolean, fromB: boolean): void {
    let commit = reached.get(id);
    if (commit === undefined) {
      const parsed = readCommit(repository, id);
      if (parsed === undefined) return;
      const parents = shallow.has(id) ? [] : parsed.parents;
      commit = { id, time: parsed.committed, parents, fromA: false, fromB: false };
      reached.set(id, commit);
    } else if ((commit.fromA || !fromA) && (commit.fromB || !fromB)) return;
    commit.fromA ||= fromA;
    commit.fromB ||= fromB;
    if (!commit.fromA) oldest = Math.min(oldest, commit.time);
    waiting.add(commit);
  }
  for (const id of a) visit(id, true, false);
  for (const id of b) visit(id, false, true);
  function isOpen({ fromA, time }: Reach): boolean {
    return !fromA || time >= oldest;
  }
  while ([...waiting].some(isOpen)) {
    const next = [...waiting].reduce((newest, commit) => (commit.time > newest.time ? commit : newest));
    waiting.delete(next);
    for (const parent of next.parents) visit(parent, next.fromA, next.fromB);
  }
  return reached;
}

function shallowCommits({ fs, folder }: EmbeddedRepository): Set<string> {
  const text = readIfThere(fs, join(folder, 'shallow'))?.toString('utf8') ?? '';
  return new Set(text.split('\n').filter(Boolean));
}
