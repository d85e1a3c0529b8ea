import { join } from 'node:path';
import type { Head } from '../../ports/git.ts';
import { branchMoved } from '../git-common/failures.ts';
import { type GitFileSystem, listFolder, look, readIfThere, removeEmptyFolders } from './file-system.ts';
import { replaceLocked } from './locked-file.ts';
import type { EmbeddedRepository } from './repository.ts';

/** The id that a full name such as `refs/heads/main` or `HEAD` stands for. */
export function readRef(repository: EmbeddedRepository, name: string): string | undefined {
  const target = readTarget(repository, name);
  return target?.startsWith('refs/') ? readRef(repository, target) : target;
}

export function readHead(repository: EmbeddedRepository): Head {
  const target = readTarget(repository, 'HEAD');
  const branch = target?.startsWith('refs/') ? target.replace(/^refs\/heads\//, '') : undefined;
  return { branch, commit: readRef(repository, 'HEAD') };
}

/** Moves a reference from an id (undefined: it must not be there yet) to another; a symbolic one moves its target. */
export function moveRef(repository: EmbeddedRepository, name: string, from: string | undefined, to: string): void {
  const target = readTarget(repository, name);
  if (target?.startsWith('refs/')) {
    moveRef(repository, target, from, to);
    return;
  }
  replaceLocked(repository.fs, refPath(repository, name), () => {
    if (readRef(repository, name) !== from) throw branchMoved();
    return `${to}\n`;
  });
}

/** Makes HEAD stand for a branch, by its full name. */
export function pointHead({ fs, gitFolder }: EmbeddedRepository, ref: string): void {
  replaceLocked(fs, join(gitFolder, 'HEAD'), () => `ref: ${ref}\n`);
}

/** Whether references have names that begin with this one and a slash; empty folders that they left behind go. */
export function hasRefsBelow(repository: EmbeddedRepository, name: string): boolean {
  const { fs, folder } = repository;
  if (packedRefs(repository).some((line) => line.slice(41).startsWith(`${name}/`))) return true;
  const path = join(folder, name);
  if (!look(fs, path)?.isDirectory()) return false;
  if (hasFiles(fs, path)) return true;
  removeEmptyFolders(fs, path);
  return false;
}

function hasFiles(fs: GitFileSystem, folder: string): boolean {
  return listFolder(fs, folder).some((entry) => !entry.isDirectory() || hasFiles(fs, join(folder, String(entry.name))));
}

/** An id, or the name of another reference. */
function readTarget(repository: EmbeddedRepository, name: string): string | undefined {
  const text = readIfThere(repository.fs, refPath(repository, name))?.toString('utf8').trim();
  if (text?.startsWith('ref: ')) return text.slice('ref: '.length).trim();
  return text && /^[0-9a-f]{40}$/.test(text) ? text : packedRef(repository, name);
}

function refPath({ folder, gitFolder }: EmbeddedRepository, name: string): string {
  const isShared = name.startsWith('refs/') && !/^refs\/(bisect|worktree|rewritten)\//.test(name);
  return join(isShared ? folder : gitFolder, name);
}

function packedRef(repository: EmbeddedRepository, name: string): string | undefined {
  return packedRefs(repository)
    .find((line) => line.slice(41) === name)
    ?.slice(0, 40);
}

/** Lines of an id, a blank and a name. */
function packedRefs({ fs, folder }: EmbeddedRepository): string[] {
  const text = readIfThere(fs, join(folder, 'packed-refs'))?.toString('utf8') ?? '';
  return text.split('\n').filter((line) => !line.startsWith('#'));
}
