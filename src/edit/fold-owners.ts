import { at } from '../model/at.ts';
import { by } from '../model/compare.ts';
import type { OwnerText } from './owned-paths.ts';

/** A line of CODEOWNERS. A folder has a slash at the end: all below it. */
export interface OwnerLine {
  readonly path: string;
  readonly owners: OwnerText;
}

interface Folder {
  readonly folders: Map<string, Folder>;
  readonly files: Map<string, OwnerText>;
  /** How many files below it have these owners. */
  readonly counts: Map<OwnerText, number>;
}

/**
 * Lines that give each file its owners, if `around` own all that no line names; broader lines are first. A folder
 * has one line if nearly all files below it have the same owners, and those that do not have lines of their own: one
 * file that differs does not cost a line for each of the others. Nothing is said twice, and nothing of the folder above
 * all of them.
 */
export function foldOwners(files: ReadonlyMap<string, OwnerText>, around: OwnerText): OwnerLine[] {
  const top = newFolder();
  for (const [path, owners] of files) insert(top, path.split('/'), path, owners);
  return [...top.folders]
    .flatMap(([path, folder]) => ownerLines(`${path}/`, folder, around))
    .concat(fileLines(top, around))
    .sort(by(({ path }) => path));
}

/** Lines of folders in folders: those that say the same as the one around them are left out. */
export function nestOwners(folders: ReadonlyMap<string, OwnerText>, around: OwnerText): OwnerLine[] {
  const lines: OwnerLine[] = [];
  const outer: OwnerLine[] = [];
  const sorted = [...folders].map(([path, owners]) => ({ path: `${path}/`, owners }));
  for (const line of sorted.sort(by(({ path }) => path))) {
    while (outer.length > 0 && !line.path.startsWith(at(outer, outer.length - 1).path)) outer.pop();
    if (line.owners !== '' && line.owners !== (outer.at(-1)?.owners ?? around)) {
      lines.push(line);
      outer.push(line);
    }
  }
  return lines;
}

function newFolder(): Folder {
  return { folders: new Map(), files: new Map(), counts: new Map() };
}

function insert(top: Folder, names: readonly string[], path: string, owners: OwnerText): void {
  let folder = top;
  for (const name of names.slice(0, -1)) {
    const next = folder.folders.get(name) ?? newFolder();
    folder.folders.set(name, next);
    next.counts.set(owners, (next.counts.get(owners) ?? 0) + 1);
    folder = next;
  }
  folder.files.set(path, owners);
}

function ownerLines(path: string, folder: Folder, around: OwnerText): OwnerLine[] {
  const most = mostOf(folder);
  const own = most === undefined || most === around ? [] : [{ path, owners: most }];
  const inside = most ?? around;
  const below = [...folder.folders].flatMap(([name, next]) => ownerLines(`${path}${name}/`, next, inside));
  return [...own, ...below, ...fileLines(folder, inside)];
}

function fileLines({ files }: Folder, around: OwnerText): OwnerLine[] {
  return [...files].filter(([, owners]) => owners !== around).map(([path, owners]) => ({ path, owners }));
}

/**
 * The owners of nine files in ten; undefined if there are none such. What has no owners cannot be taken out of a line
 * again, and with only one thing in a folder, the line of that thing says it more narrowly.
 */
function mostOf({ folders, files, counts }: Folder): OwnerText | undefined {
  if (folders.size + files.size < 2 || counts.has('')) return undefined;
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [...counts].find(([, count]) => count * 10 >= total * 9)?.[0];
}
