import { isAlias, isCollection, isScalar, type Node } from 'yaml';
import type { FrameLine } from '../model/diagnostic.ts';
import type { Path, Place, Position } from '../model/place.ts';
import { mask } from '../model/secret-shapes.ts';
import { child } from './child-node.ts';
import { frameAround } from './frame.ts';
import { replaceInFile } from './mask-file.ts';
import { rangeInScalar } from './scalar-range.ts';
import { positionIn, TextLines } from './text.ts';
import { parseDocuments, type YamlDocument } from './yaml-documents.ts';

export interface Location extends Position {
  readonly endColumn: number;
  /** The line, the one before and the one after. */
  readonly frame: readonly FrameLine[];
}

/** A file in which several places are looked up: it is parsed once, and only if a place needs it. */
export interface LocatedFile {
  /** Where a place is. Its nearest parent if there is no such path; the first line if there is no document. */
  locate(place: Place): Location;
}

type Range = readonly [start: number, end: number];

/**
 * Opens a file to look places up in. If it is not YAML, only places with positions are found. What stands at the
 * hidden places is masked in every frame, and so is what nobody is to see.
 */
export function openFile(bytes: Uint8Array, hidden: readonly Place[] = []): LocatedFile {
  const text = new TextDecoder('utf-8').decode(bytes);
  let documents: readonly YamlDocument[] | undefined;
  const lines = new TextLines(text);
  let shown: TextLines | undefined;

  function position(place: Place): Position {
    if (place.position) return place.position;
    const range = characters(place);
    return range ? positionIn(lines, ...range) : positionIn(lines, 0, text.length);
  }

  function characters(place: Place): Range | undefined {
    if (place.document === undefined && !place.path) return undefined;
    documents ??= parseDocuments(text);
    const found = documents[place.document ?? 0];
    const root = found?.document.contents;
    if (!root) return undefined;
    const [start, end] = placeRange(found.text, root, place);
    return [found.offset + start, found.offset + end];
  }

  function masked(): string {
    const ranges = hidden.map((place) => characters(place) ?? [0, 0]);
    return replaceInFile(
      text,
      mask,
      ranges.map(([start, end]) => ({ start, end })),
    );
  }

  return {
    locate(place) {
      const { line, column, endColumn = column + 1 } = position(place);
      shown ??= new TextLines(masked());
      return { line, column, endColumn, frame: frameAround(shown, line, column) };
    },
  };
}

/** Where one place of a file is. */
export function locate(bytes: Uint8Array, place: Place): Location {
  return openFile(bytes).locate(place);
}

function placeRange(text: string, root: Node, place: Place): Range {
  const found = follow(root, place.path ?? []);
  const complete = found.depth === (place.path?.length ?? 0);
  if (complete && place.span && isScalar(found.node)) return rangeInScalar(text, found.node, place.span);
  const asKey = !complete || place.key || isBlock(found.node) || isEmpty(found.node);
  return (asKey ? nodeRange(found.key) : undefined) ?? nodeRange(found.node) ?? nodeRange(root) ?? [0, 0];
}

/** The node that a path leads to, or the last one on the way; with its key if it is in a map. */
function follow(root: Node, path: Path): { node: unknown; key: unknown; depth: number } {
  let found: { node: unknown; key: unknown } = { node: root, key: undefined };
  for (const [depth, step] of path.entries()) {
    const next = child(found.node, step);
    if (!next) return { ...found, depth };
    found = next;
  }
  return { ...found, depth: path.length };
}

/** A block map or list begins on the line after its key, so the key shows better where it is. */
function isBlock(node: unknown): boolean {
  return isCollection(node) && !node.flow;
}

function isEmpty(node: unknown): boolean {
  return node === null || (isScalar(node) && node.source === '' && node.type === 'PLAIN');
}

function nodeRange(node: unknown): Range | undefined {
  const known = isScalar(node) || isCollection(node) || isAlias(node);
  return known && node.range ? [node.range[0], node.range[1]] : undefined;
}
