import { join } from 'node:path';
import type { Withheld } from '../../ports/git.ts';
import { insideRepositories } from '../git-common/work-tree.ts';
import { readAttributes } from './attributes.ts';
import { readIgnored } from './ignored.ts';
import { flagOf, readIndex } from './index-file.ts';
import type { EmbeddedRepository } from './repository.ts';
import { submoduleMode } from './trees.ts';

export function withheld(repository: EmbeddedRepository, paths: readonly string[]): Map<string, Withheld> {
  const { fs, root } = repository;
  const known = new Map(readIndex(repository).map((entry) => [entry.path, entry]));
  const folderOf = insideRepositories(
    (folder) => known.get(folder)?.mode === submoduleMode || fs.existsSync(join(root, folder, '.git')),
  );
  const attributesOf = readAttributes(repository);
  const ignored = readIgnored(repository);
  const found = new Map<string, Withheld>();
  for (const path of paths) {
    const entry = known.get(path);
    const folder = folderOf(path);
    const by = entry ? undefined : ignored.file(path);
    const flag = entry && flagOf(entry);
    const filter = attributesOf(path).get('filter');
    if (folder !== undefined) found.set(path, { why: 'repository', folder });
    else if (by !== undefined) found.set(path, { why: 'ignored', by });
    else if (flag) found.set(path, { why: flag });
    else if (typeof filter === 'string') found.set(path, { why: 'filter', filter });
  }
  return found;
}
