import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { UserError } from '../model/errors.ts';

/** What is needed to see where a path leads. */
export interface LinkReader {
  lstatSync(path: string, options: { throwIfNoEntry: false }): { isSymbolicLink(): boolean } | undefined;
  realpathSync(path: string): string | Uint8Array;
}

/**
 * Where a path below a folder leads, links followed. UserError if that is not below the folder, if it is in a folder of
 * Git, or if a link leads to nothing. Git carries links, so a clone may hold one that leads anywhere.
 */
export function placeBelow(fs: LinkReader, path: string, root: string): string {
  const below = relative(root, path);
  if (!isPlainBelow(below)) throw outside(path, root);
  if (!passesLink(fs, root, below)) return path;
  const target = realPlace(fs, path);
  if (!isPlainBelow(relative(realPlace(fs, root), target))) throw outside(path, root);
  return target;
}

function isPlainBelow(below: string): boolean {
  const names = below.split(sep);
  return (
    below !== '' && !isAbsolute(below) && names[0] !== '..' && !names.some((name) => name.toLowerCase() === '.git')
  );
}

/** Whether the file or a folder on the way to it is a link. The folder where it begins may be one: somebody named it. */
function passesLink(fs: LinkReader, root: string, below: string): boolean {
  let path = root;
  for (const name of below.split(sep)) {
    path = join(path, name);
    const entry = fs.lstatSync(path, { throwIfNoEntry: false });
    if (!entry) return false;
    if (entry.isSymbolicLink()) return true;
  }
  return false;
}

/** The path without links, as far as there is something. */
function realPlace(fs: LinkReader, path: string): string {
  const entry = fs.lstatSync(path, { throwIfNoEntry: false });
  if (entry) {
    try {
      return String(fs.realpathSync(path));
    } catch {
      throw new UserError(`${path} is a link to nothing`, 'Remove it, or create what it points to');
    }
  }
  const parent = dirname(path);
  return parent === path ? path : join(realPlace(fs, parent), basename(path));
}

function outside(path: string, root: string): UserError {
  return new UserError(
    `${path} leads out of ${root}, and nothing is written there`,
    `A link is on the way: put a file or a folder in its place. To find it: find ${root} -type l`,
  );
}
