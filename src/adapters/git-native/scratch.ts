import { constants, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { GitRepository } from './native-git.ts';

/** Gives a folder for temporary files, on the same disk as the repository, and removes it afterwards. */
export async function withScratch<T>(repository: GitRepository, use: (folder: string) => Promise<T>): Promise<T> {
  const parent = join(repository.folder, 'resedge');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'scratch-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The file of the index; inside a hook, Git may have set another. */
export function indexFile({ env, root, gitFolder }: GitRepository): string {
  const own = env['GIT_INDEX_FILE'];
  return own ? resolve(root, own) : join(gitFolder, 'index');
}

/**
 * Copies an index, if there is one, to where no file is. The copy is as old as the original: Git looks into files that
 * are not older than its index, since their times cannot tell whether they were changed after it.
 */
export function copyIndex(from: string, to: string): void {
  if (!existsSync(from)) return;
  const written = Math.floor(statSync(from).mtimeMs / 1000);
  copyFileSync(from, to, constants.COPYFILE_EXCL);
  utimesSync(to, written, written);
}
