import type { PromiseFsClient } from 'isomorphic-git';
import type { GitFileSystem } from './file-system.ts';
import type { EmbeddedRepository } from './repository.ts';

/** Tells whether `.gitignore` files and `info/exclude` leave out a path; of a folder, with a slash at its end. */
export async function ignoreTest(repository: EmbeddedRepository): Promise<(path: string) => Promise<boolean>> {
  const { isIgnored } = await import('isomorphic-git');
  const { root: dir, folder: gitdir } = repository;
  const fs = { promises: readingOnce(repository.fs) };
  return (filepath) => isIgnored({ fs, dir, gitdir, filepath });
}

/** The files with patterns are read for each path that is asked for: here each is read from the disk once. */
function readingOnce(fs: GitFileSystem): PromiseFsClient['promises'] {
  const { promises } = fs;
  const known = new Map<string, Promise<unknown>>();
  function once(name: string, path: string, read: () => Promise<unknown>): Promise<unknown> {
    const key = `${name} ${path}`;
    const answer = known.get(key) ?? read();
    known.set(key, answer);
    return answer;
  }
  return {
    ...promises,
    readFile: (path: string, options: unknown) => once('read', path, () => promises.readFile(path, options)),
    stat: (path: string) => once('stat', path, () => promises.stat(path)),
  };
}
