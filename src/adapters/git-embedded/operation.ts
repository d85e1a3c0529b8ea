import { join } from 'node:path';
import { compareText } from '../../model/compare.ts';
import type { Operation } from '../../ports/git.ts';
import { inProgress } from '../git-common/failures.ts';
import { findOperation, isPaused as isRebasePaused } from '../git-common/operation.ts';
import { headTree } from './changes.ts';
import { readIfThere } from './file-system.ts';
import { readIndex, updateIndex } from './index-file.ts';
import { indexEntry, remove, write } from './move.ts';
import { needsProgram } from './needs-program.ts';
import type { EmbeddedRepository } from './repository.ts';

export function operation({ fs, gitFolder }: EmbeddedRepository): Operation | undefined {
  const path = (file: string) => join(gitFolder, file);
  return findOperation(
    (file) => fs.existsSync(path(file)),
    (file) => readIfThere(fs, path(file))?.toString('utf8'),
  );
}

export function isPaused({ fs, gitFolder }: EmbeddedRepository): boolean {
  return isRebasePaused((file) => fs.existsSync(join(gitFolder, file)));
}

export function conflicts(repository: EmbeddedRepository): string[] {
  const paths = readIndex(repository).flatMap(({ path, stage }) => (stage === 0 ? [] : [path]));
  return [...new Set(paths)].sort(compareText);
}

export function proceed(repository: EmbeddedRepository, paths: readonly string[]): void {
  const begun = operation(repository);
  if (begun !== undefined) throw needsProgram(inProgress(begun));
  const root = headTree(repository);
  const entries = paths.flatMap((path) => {
    const node = repository.trees.find(root, path);
    if (node) write(repository, path, node);
    else remove(repository, path);
    return node ? [indexEntry(repository, path, node)] : [];
  });
  updateIndex(repository, new Set(paths), entries, () => {});
}
