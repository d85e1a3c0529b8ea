import { mustGet } from '../../model/at.ts';
import type { CommitInfo, FileVersion } from '../../ports/git.ts';
import { fileVersion, isFileMode } from '../git-common/file-version.ts';
import { firstParents } from './history.ts';
import type { EmbeddedRepository } from './repository.ts';
import { type Node, type Trees, treeMode } from './trees.ts';

/** The paths to look at, as a tree. */
interface Folder {
  /** The whole path of each name. */
  readonly files: Map<string, string>;
  readonly folders: Map<string, Folder>;
}

/** What one commit has of the paths that are looked at, in one folder. */
interface Snapshot {
  readonly id: string;
  readonly files: ReadonlyMap<string, Node>;
  readonly folders: ReadonlyMap<string, Snapshot>;
}

/** Walks back commit by commit; only trees that differ from those of the commit before are read. */
export function fileHistory(
  repository: EmbeddedRepository,
  tip: string,
  paths: readonly string[],
): Map<string, FileVersion[]> {
  const found = new Map<string, FileVersion[]>(paths.map((path) => [path, []]));
  const top = toFolder(found.keys());
  let later: { readonly info: CommitInfo; readonly snapshot: Snapshot } | undefined;
  function record(before: Snapshot | undefined): void {
    if (later === undefined) return;
    for (const [path, blob] of differences(top, before, later.snapshot)) {
      mustGet(found, path).push(fileVersion(later.info, blob));
    }
  }
  for (const info of firstParents(repository, tip)) {
    const snapshot = look(repository.trees, top, info.tree, later?.snapshot);
    record(snapshot);
    later = { info, snapshot };
  }
  record(undefined);
  return found;
}

function toFolder(paths: Iterable<string>): Folder {
  const top: Folder = { files: new Map(), folders: new Map() };
  for (const path of paths) {
    const names = path.split('/');
    const last = names.pop() ?? '';
    let folder = top;
    for (const name of names) {
      const below = folder.folders.get(name) ?? { files: new Map(), folders: new Map() };
      folder.folders.set(name, below);
      folder = below;
    }
    folder.files.set(last, path);
  }
  return top;
}

/** A folder with the same id as in the commit next to it has the same snapshot, and is not read. */
function look(trees: Trees, folder: Folder, id: string, beside: Snapshot | undefined): Snapshot {
  if (beside?.id === id) return beside;
  const files = new Map<string, Node>();
  const folders = new Map<string, Snapshot>();
  for (const [name, node] of trees.pick(id, (name) => folder.files.has(name) || folder.folders.has(name))) {
    const below = folder.folders.get(name);
    if (isFileMode(node.mode)) files.set(name, node);
    else if (below !== undefined && node.mode === treeMode) {
      folders.set(name, look(trees, below, node.id, beside?.folders.get(name)));
    }
  }
  return { id, files, folders };
}

/** The paths that are not what they were, with the blob that they are now. */
function* differences(
  { files, folders }: Folder,
  before: Snapshot | undefined,
  now: Snapshot | undefined,
): Generator<[path: string, blob: string | undefined]> {
  if (before === now) return;
  for (const [name, path] of files) {
    const [old, node] = [before?.files.get(name), now?.files.get(name)];
    if (old?.id !== node?.id || old?.mode !== node?.mode) yield [path, node?.id];
  }
  for (const [name, folder] of folders) {
    yield* differences(folder, before?.folders.get(name), now?.folders.get(name));
  }
}
