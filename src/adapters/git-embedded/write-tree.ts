import { assertTreePath } from '../git-common/paths.ts';
import type { EmbeddedRepository } from './repository.ts';
import { formatTree, type Node, treeMode } from './trees.ts';

/** What a path becomes; undefined: there is no such file any more. */
export type Changes = ReadonlyMap<string, Node | undefined>;

interface Folder {
  /** What a name becomes. */
  readonly files: Map<string, Node | undefined>;
  readonly folders: Map<string, Folder>;
}

/** Adds the trees along the changed paths, and no others, to the new objects; the id of the root. */
export function addTree(repository: EmbeddedRepository, root: string | undefined, changes: Changes): string {
  const top = newFolder();
  for (const [path, node] of changes) {
    assertTreePath(path);
    const names = path.split('/');
    const last = names.pop() ?? '';
    let folder = top;
    for (const name of names) folder = subfolder(folder, name);
    folder.files.set(last, node);
  }
  return writeFolder(repository, root, top) ?? repository.objects.add('tree', new Uint8Array());
}

/** The id of the tree; undefined if nothing is in it. */
function writeFolder(
  repository: EmbeddedRepository,
  id: string | undefined,
  { files, folders }: Folder,
): string | undefined {
  const tree = new Map(repository.trees.read(id));
  for (const [name, node] of files) put(tree, name, node);
  for (const [name, folder] of folders) {
    const before = tree.get(name);
    const below = writeFolder(repository, before?.mode === treeMode ? before.id : undefined, folder);
    if (below !== undefined) put(tree, name, { mode: treeMode, id: below });
    else if (before?.mode === treeMode) put(tree, name, undefined);
  }
  return tree.size === 0 ? undefined : repository.objects.add('tree', formatTree(tree));
}

function put(tree: Map<string, Node>, name: string, node: Node | undefined): void {
  if (node === undefined) tree.delete(name);
  else tree.set(name, node);
}

function newFolder(): Folder {
  return { files: new Map(), folders: new Map() };
}

function subfolder(folder: Folder, name: string): Folder {
  const known = folder.folders.get(name) ?? newFolder();
  folder.folders.set(name, known);
  return known;
}
