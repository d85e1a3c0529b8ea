import type { CommitInfo } from '../../ports/git.ts';
import { parseCommit } from '../git-common/commit-object.ts';
import { readRef } from './refs.ts';
import type { EmbeddedRepository } from './repository.ts';

/** The commit that a name stands for: a reference, an id or the beginning of one, with `~2` or `^` behind it. */
export function resolveCommit(repository: EmbeddedRepository, text: string): string | undefined {
  const [, name = '', steps = ''] = /^(.*?)((?:[~^]\d*)*)$/s.exec(text) ?? [];
  let id = peel(repository, findName(repository, name === '@' ? 'HEAD' : name));
  for (const [, sign, digits] of steps.matchAll(/([~^])(\d*)/g)) {
    const count = digits === '' ? 1 : Number(digits);
    id = sign === '~' ? ancestor(repository, id, count) : parent(repository, id, count);
  }
  return id;
}

/** Reads a commit; undefined if there is none. */
export function readCommit(repository: EmbeddedRepository, id: string): CommitInfo | undefined {
  const object = repository.objects.read(id);
  return object?.type === 'commit' ? parseCommit(id, object.content) : undefined;
}

/** Reads a commit that must be there. */
export function requireCommit(repository: EmbeddedRepository, id: string): CommitInfo {
  const commit = readCommit(repository, id);
  if (commit === undefined) throw new Error(`no such commit: ${id}`);
  return commit;
}

/** The tree of a commit that must be there, or the tree itself. */
export function requireTree(repository: EmbeddedRepository, id: string): string {
  return readCommit(repository, id)?.tree ?? id;
}

function findName(repository: EmbeddedRepository, name: string): string | undefined {
  if (name === '' || name.startsWith('-') || name.split('/').includes('..')) return undefined;
  if (/^[0-9a-f]{40}$/.test(name)) return name;
  const isTop = /^([A-Z_]*HEAD|refs\/.*)$/.test(name);
  const places = ['refs/', 'refs/tags/', 'refs/heads/', 'refs/remotes/'].map((prefix) => prefix + name);
  for (const place of [...(isTop ? [name] : []), ...places, `refs/remotes/${name}/HEAD`]) {
    const id = readRef(repository, place);
    if (id !== undefined) return id;
  }
  return /^[0-9a-f]{4,39}$/.test(name) ? onlyCommit(repository, name) : undefined;
}

/** The commit whose id begins so; undefined if none does, or several do. */
function onlyCommit(repository: EmbeddedRepository, start: string): string | undefined {
  const found = new Set(repository.objects.startingWith(start).flatMap((id) => peel(repository, id) ?? []));
  const [id] = found;
  return found.size === 1 ? id : undefined;
}

/** The commit that a tag is of. */
function peel(repository: EmbeddedRepository, id: string | undefined): string | undefined {
  const object = id === undefined ? undefined : repository.objects.read(id);
  if (object?.type === 'commit') return id;
  if (object?.type !== 'tag') return undefined;
  return peel(repository, /^object ([0-9a-f]{40})$/m.exec(object.content.toString('latin1'))?.[1]);
}

function parent(repository: EmbeddedRepository, id: string | undefined, number: number): string | undefined {
  if (id === undefined || number === 0) return id;
  return readCommit(repository, id)?.parents[number - 1];
}

function ancestor(repository: EmbeddedRepository, id: string | undefined, count: number): string | undefined {
  let current = id;
  for (let i = 0; i < count && current !== undefined; i += 1) current = parent(repository, current, 1);
  return current;
}
