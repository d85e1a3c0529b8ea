import { type Node, submoduleMode, type Trees, treeMode } from './trees.ts';

/** A file that two trees have differently. */
export interface Difference {
  readonly path: string;
  readonly from: Node | undefined;
  readonly to: Node | undefined;
}

/** The files that differ between two trees; trees that are equal are not read. */
export function compareTrees(trees: Trees, from: string | undefined, to: string | undefined): Difference[] {
  const found: Difference[] = [];
  function compare(folder: string, a: string | undefined, b: string | undefined): void {
    const [before, after] = [trees.read(a), trees.read(b)];
    for (const name of new Set([...before.keys(), ...after.keys()])) {
      const [old, now] = [before.get(name), after.get(name)];
      if (old?.id === now?.id && old?.mode === now?.mode) continue;
      const path = folder + name;
      const [oldTree, newTree] = [idOfTree(old), idOfTree(now)];
      if (oldTree !== undefined || newTree !== undefined) compare(`${path}/`, oldTree, newTree);
      const [oldFile, newFile] = [oldTree === undefined ? old : undefined, newTree === undefined ? now : undefined];
      if (oldFile !== undefined || newFile !== undefined) found.push({ path, from: oldFile, to: newFile });
    }
  }
  compare('', from, to);
  return found;
}

function idOfTree(node: Node | undefined): string | undefined {
  return node?.mode === treeMode ? node.id : undefined;
}

/** The objects below a tree, itself included, that another tree does not have in the same place. */
export function* newObjects(trees: Trees, from: string | undefined, to: string): Generator<string> {
  if (from === to) return;
  yield to;
  const before = trees.read(from);
  for (const [name, node] of trees.read(to)) {
    const old = before.get(name);
    if (old?.id === node.id || node.mode === submoduleMode) continue;
    if (node.mode === treeMode) yield* newObjects(trees, idOfTree(old), node.id);
    else yield node.id;
  }
}
