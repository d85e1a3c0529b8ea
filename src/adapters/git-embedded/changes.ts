import { join } from 'node:path';
import type { WorkTreeChange } from '../../ports/git.ts';
import { sortByPath } from '../git-common/paths.ts';
import { list } from './file-system.ts';
import { ignoreTest } from './ignored.ts';
import { readIndex } from './index-file.ts';
import { readHead } from './refs.ts';
import type { EmbeddedRepository } from './repository.ts';
import { requireCommit } from './resolve.ts';
import { listFiles, submoduleMode } from './trees.ts';
import { blobId, workTree } from './work-tree.ts';

export async function changes(
  repository: EmbeddedRepository,
  folders: readonly string[],
): Promise<WorkTreeChange[]> {
  const files = await listFiles(repository.trees, await headTree(repository), folders);
  const look = workTree(repository);
  const found: WorkTreeChange[] = [];
  for (const { path, id, mode } of files) {
    if (mode === submoduleMode) continue;
    const file = look(path, mode);
    if (file === undefined) found.push({ path, change: 'deleted' });
    else if (file.mode !== mode || blobId(file) !== id) found.push({ path, change: 'modified' });
  }
  const known = new Set(files.map(({ path }) => path));
  for (const path of await newFiles(repository, folders, known)) found.push({ path, change: 'added' });
  return sortByPath(found);
}

/** The root tree of HEAD; undefined before the first commit. */
export async function headTree(repository: EmbeddedRepository): Promise<string | undefined> {
  const { commit } = readHead(repository);
  return commit === undefined ? undefined : (await requireCommit(repository, commit)).tree;
}

/** The files that HEAD does not have. Those in the index count even if they are ignored, as in Git. */
async function newFiles(
  repository: EmbeddedRepository,
  folders: readonly string[],
  inHead: ReadonlySet<string>,
): Promise<Set<string>> {
  const { fs, root } = repository;
  const isIgnored = await ignoreTest(repository);
  const look = workTree(repository);
  const staged = new Set(readIndex(repository).map(({ path }) => path));
  const trackedFolders = foldersAbove([...inHead, ...staged]);
  const found = new Set<string>();
  async function visit(path: string): Promise<void> {
    if (inHead.has(path) || found.has(path)) return;
    if (look(path) !== undefined) {
      if (staged.has(path) || !(await isIgnored(path))) found.add(path);
      return;
    }
    if (staged.has(path) || (path !== '' && fs.existsSync(join(root, path, '.git')))) return;
    if (path !== '' && !trackedFolders.has(path) && (await isIgnored(`${path}/`))) return;
    const prefix = path === '' ? '' : `${path}/`;
    for (const { name } of list(fs, join(root, path))) if (String(name) !== '.git') await visit(prefix + String(name));
  }
  for (const folder of folders) await visit(folder === '.' ? '' : folder.replace(/\/+$/, ''));
  return found;
}

function foldersAbove(paths: readonly string[]): Set<string> {
  const folders = new Set(['']);
  for (const path of paths) {
    for (let i = path.lastIndexOf('/'); i > 0 && !folders.has(path.slice(0, i)); i = path.lastIndexOf('/', i - 1)) {
      folders.add(path.slice(0, i));
    }
  }
  return folders;
}
