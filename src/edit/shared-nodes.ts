import { isAlias, isNode, type Node, visit } from 'yaml';
import type { Path } from '../model/place.ts';
import { EditProblem, pathText } from './field-edit.ts';
import type { Passage } from './passage.ts';
import type { Step } from './steps.ts';
import { hasMerge, nodesAlong } from './walk.ts';

/**
 * Refuses a step that would change other places too, or that cannot be made in the place that it names: because an alias
 * stands on the way, or because an alias elsewhere stands for what would change. Adding a key beside a merge (`<<`)
 * changes this place alone.
 */
export function refuseShared(passage: Passage, { op, path }: Step, firstLine: () => number): void {
  const { document, text, from, to } = passage;
  if (!text.slice(from, to).includes('*')) return;
  const nodes = nodesAlong(document.contents, path);
  const last = nodes.at(-1);
  const reached = nodes.length - 1;
  const isComplete = reached === path.length;
  if (!isComplete) refuseDetour(last, path, reached, op === 'drop');
  const uses = aliasesByAnchor(passage);
  const changed = isComplete && isNode(last) ? [...nodes.slice(0, -1), ...withBelow(last)] : nodes;
  for (const node of changed) {
    if (!isNode(node) || isAlias(node) || node.anchor === undefined) continue;
    const alias = uses.get(node.anchor);
    if (alias === undefined) continue;
    throw new EditProblem(
      path,
      `${pathText(path)} is a part of &${node.anchor}, which *${node.anchor} in line ${firstLine() + lineOf(passage, alias)} stands for, so both would change`,
      `Edit line ${firstLine() + lineOf(passage, node.range?.[0] ?? from)} by hand if both are meant to change, or write out what *${node.anchor} stands for.`,
    );
  }

  function refuseDetour(node: unknown, path: Path, depth: number, isDrop: boolean): void {
    if (isAlias(node)) {
      const anchor = node.resolve(document);
      const at = anchor?.range?.[0];
      throw new EditProblem(
        path,
        `${pathText(path.slice(0, depth))} comes from the alias *${node.source}`,
        at === undefined
          ? undefined
          : `Edit the anchor &${node.source} in line ${firstLine() + lineOf(passage, at)} by hand.`,
      );
    }
    const isLast = depth === path.length - 1;
    if (!hasMerge(node) || (isLast && !isDrop)) return;
    throw new EditProblem(
      path,
      `${pathText(path.slice(0, depth + 1))} comes from a map that is merged in with <<`,
      'Edit the map that it comes from by hand.',
    );
  }
}

/** A node and all nodes in it. */
function withBelow(root: Node): Node[] {
  const nodes: Node[] = [];
  visit(root, {
    Node(_key, node) {
      nodes.push(node);
    },
  });
  return nodes;
}

/** Where the first alias for each anchor stands. */
function aliasesByAnchor({ document }: Passage): Map<string, number> {
  const uses = new Map<string, number>();
  visit(document, {
    Alias(_key, { source, range }) {
      if (!uses.has(source)) uses.set(source, range?.[0] ?? 0);
    },
  });
  return uses;
}

/** How many lines of the passage come before a character. */
function lineOf({ text, from }: Passage, at: number): number {
  return text.slice(from, at).split('\n').length - 1;
}
