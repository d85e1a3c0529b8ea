import { pathsAbove } from '../model/paths.ts';

interface Node {
  readonly path: string;
  readonly children: Node[];
}

/**
 * Draws a hierarchy: for each path its name behind the lines that lead to it. Paths come in any order in which each
 * stands before those below it; the result is sorted so that nothing comes in between.
 */
export function treeLabels(paths: Iterable<string>): Map<string, string> {
  const nodes = new Map<string, Node>();
  const roots: Node[] = [];
  for (const path of paths) {
    const node: Node = { path, children: [] };
    nodes.set(path, node);
    (nearestAbove(path, nodes)?.children ?? roots).push(node);
  }
  return new Map(roots.flatMap((root) => [[root.path, root.path] as const, ...branches(root, '')]));
}

function* branches({ path: parent, children }: Node, lead: string): IterableIterator<readonly [string, string]> {
  for (const [at, child] of children.entries()) {
    const isLast = at === children.length - 1;
    yield [child.path, `${lead}${isLast ? '└── ' : '├── '}${child.path.slice(parent.length + 1)}`];
    yield* branches(child, `${lead}${isLast ? '    ' : '│   '}`);
  }
}

/** The nearest one above that is there. */
function nearestAbove(path: string, nodes: ReadonlyMap<string, Node>): Node | undefined {
  for (const above of pathsAbove(path)) {
    const node = nodes.get(above);
    if (node) return node;
  }
  return undefined;
}
