import type { TreeEntry } from '../../ports/git.ts';
import { assertTreePath, withoutSlashes } from '../git-common/paths.ts';
import { needsProgram } from './needs-program.ts';
import type { ObjectStore } from './objects.ts';

export const treeMode = '40000';
export const submoduleMode = '160000';

/** What a name is in a tree. */
export interface Node {
  /** As in trees: `40000` for a folder. */
  readonly mode: string;
  readonly id: string;
}

export type Tree = ReadonlyMap<string, Node>;

/** Trees that were read, each once. */
export interface Trees {
  /** The entries of a tree; none for undefined. */
  read(id: string | undefined): Tree;
  /** The entries of a tree that are wanted. It is not kept: for walks over more trees than memory can hold. */
  pick(id: string, isWanted: (name: string) => boolean): Tree;
  /** What a path is in a tree. */
  find(root: string | undefined, path: string): Node | undefined;
}

export function treeCache(objects: ObjectStore): Trees {
  const known = new Map<string, Tree>();
  function content(id: string): Buffer {
    const object = objects.read(id);
    if (object?.type !== 'tree') throw new Error(`no such tree: ${id}`);
    return object.content;
  }
  function read(id: string | undefined): Tree {
    if (id === undefined) return new Map();
    const before = known.get(id);
    if (before !== undefined) return before;
    const tree = parseTree(content(id));
    known.set(id, tree);
    return tree;
  }
  return {
    read,
    pick: (id, isWanted) => parseTree(content(id), isWanted),
    find(root, path) {
      let node: Node | undefined = root === undefined ? undefined : { mode: treeMode, id: root };
      for (const name of path === '' ? [] : path.split('/')) {
        if (node?.mode !== treeMode) return undefined;
        node = read(node.id).get(name);
      }
      return node;
    },
  };
}

function parseTree(content: Buffer, isWanted?: (name: string) => boolean): Tree {
  const tree = new Map<string, Node>();
  for (let position = 0; position < content.length; ) {
    const blank = content.indexOf(32, position);
    const end = content.indexOf(0, blank);
    const name = content.toString('utf8', blank + 1, end);
    assertTreePath(name);
    if (isWanted === undefined || isWanted(name)) {
      const mode = content.toString('latin1', position, blank);
      tree.set(name, { mode, id: content.toString('hex', end + 1, end + 21) });
    }
    position = end + 21;
  }
  return tree;
}

/** The content of a tree object. */
export function formatTree(tree: Tree): Buffer {
  const rows = Array.from(tree, ([name, { mode, id }]) => {
    if (name.includes('\uFFFD')) throw needsProgram(`The file name ${name} is not in UTF-8`);
    return {
      key: Buffer.from(mode === treeMode ? `${name}/` : name),
      row: Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')]),
    };
  });
  rows.sort((a, b) => Buffer.compare(a.key, b.key));
  return Buffer.concat(rows.map(({ row }) => row));
}

/** The files of a tree below folders. A folder that is a file there counts as that file. */
export function listFiles(trees: Trees, root: string | undefined, folders: readonly string[]): TreeEntry[] {
  const files = new Map<string, TreeEntry>();
  for (const folder of withoutSlashes(folders)) {
    const node = trees.find(root, folder);
    const waiting = node === undefined ? [] : [{ path: folder, ...node }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next.mode !== treeMode) files.set(next.path, next);
      else {
        const prefix = next.path === '' ? '' : `${next.path}/`;
        for (const [name, child] of trees.read(next.id)) waiting.push({ path: prefix + name, ...child });
      }
    }
  }
  return [...files.values()];
}
