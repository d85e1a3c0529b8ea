import type { Git } from '../../ports/git.ts';

type Asked = Pick<Git, 'resolve' | 'tree' | 'commitInfo' | 'ancestors' | 'fetch'>;

/** So many answers about trees are kept: with 40,000 files each takes some megabytes. */
const mostTrees = 4;

/**
 * Objects never change: what was asked of one by its id is not asked again. To start a program takes longer the more
 * memory ours uses, and a deploy asks for the same commits and trees again and again.
 */
export function remember(git: Asked): Asked {
  const commits = once(git.commitInfo);
  const trees = once(git.tree, mostTrees);
  let ids = once(git.resolve);
  let ancestors = once(git.ancestors);
  return {
    commitInfo: (id) => commits(id),
    tree: (commit, folders) => (isId(commit) ? trees(commit, folders) : git.tree(commit, folders)),
    resolve: (ref) => (isId(ref) ? ids(ref) : git.resolve(ref)),
    ancestors: (tip, most) => (isId(tip) ? ancestors(tip, most) : git.ancestors(tip, most)),
    async fetch(remote, branch) {
      // Commits that were not here may be now.
      ids = once(git.resolve);
      ancestors = once(git.ancestors);
      return git.fetch(remote, branch);
    },
  };
}

function isId(name: string): boolean {
  return /^[0-9a-f]{40}$/.test(name);
}

/** Asks once for the same question; the oldest answer goes if there are too many. What failed, or is not there, is asked anew. */
function once<Q extends readonly unknown[], A>(
  ask: (...question: Q) => Promise<A>,
  most = Number.POSITIVE_INFINITY,
): (...question: Q) => Promise<A> {
  const known = new Map<string, Promise<A>>();
  return (...question) => {
    const key = JSON.stringify(question);
    const found = known.get(key);
    if (found) return found;
    const answer = ask(...question);
    known.set(key, answer);
    for (const [oldest] of known) if (known.size > most) known.delete(oldest);
    const forget = () => {
      if (known.get(key) === answer) known.delete(key);
    };
    answer.then((value) => value === undefined && forget(), forget);
    return answer;
  };
}
