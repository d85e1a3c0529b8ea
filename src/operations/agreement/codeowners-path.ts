import { dirname, join, relative, resolve, sep } from 'node:path';
import { generatedFolders } from '../../generate/layout.ts';
import { UserError } from '../../model/errors.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import { gitOf, intentPaths, type Repository } from '../../state/repository.ts';

/** Where services look: GitHub in this order, and GitLab in its own folder last. */
const usual = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'];

/**
 * The file that is named, or the one that is there, or where it belongs; counted from the Git root. UserError if
 * resedge may not write there.
 */
export function codeownersPath(fs: FileSystem, repository: Repository, named: string | undefined): string {
  const { root } = gitOf(repository);
  const path = named === undefined ? usualPath(fs, root) : inside(root, resolve(root, named), named);
  const target = withoutLinks(fs, join(root, path));
  const real = inside(root, target, path);
  requireFree(repository, path, path);
  requireFree(repository, real, path);
  if (fs.stat(target)?.type === 'folder')
    throw new UserError(`${path} is a folder, where a file should be`, `Name a file: --file ${path}/CODEOWNERS`);
  return path;
}

function usualPath(fs: FileSystem, root: string): string {
  const there = usual.find((path) => fs.stat(join(root, path))?.type === 'file');
  if (there !== undefined) return there;
  const folder = ['.github', '.gitlab'].find((name) => fs.stat(join(root, name))?.type === 'folder');
  return folder === undefined ? 'CODEOWNERS' : `${folder}/CODEOWNERS`;
}

/** A path counted from the Git root; `word` names it to people. */
function inside(root: string, path: string, word: string): string {
  const below = relative(root, path).split(sep).join('/');
  if (below !== '..' && !below.startsWith('../') && resolve(root, below) === path && below !== '') return below;
  throw new UserError(
    `${word} is not a file in this Git repository`,
    'The path counts from the root of the repository.',
  );
}

/** Where a path leads to: links are followed as far as there is something. */
function withoutLinks(fs: FileSystem, path: string): string {
  if (fs.stat(path)) return fs.realPath(path);
  const parent = dirname(path);
  return parent === path ? path : join(withoutLinks(fs, parent), relative(parent, path));
}

/** Folders that Git or resedge reads or writes have no room for other files. */
function requireFree({ prefix }: Repository, path: string, word: string): void {
  const isIn = (folder: string) => path === folder || path.startsWith(`${folder}/`);
  if (path.toLowerCase().split('/').includes('.git'))
    throw new UserError(`${word} is in the folder of Git`, 'Name another file, such as --file CODEOWNERS');
  const taken = [...generatedFolders, ...intentPaths].find((folder) => isIn(`${prefix}${folder}`));
  if (taken === undefined) return;
  const others = generatedFolders.some((folder) => folder === taken) ? 'generated files' : 'the files of the inventory';
  throw new UserError(`${word} is among ${others}`, 'Name another file, such as --file CODEOWNERS');
}
