import { isAlias, isCollection, isScalar } from 'yaml';
import { parseYaml } from '../load/parse-yaml.ts';
import { TextLines } from '../load/text.ts';
import { parseDocuments, type YamlDocument } from '../load/yaml-documents.ts';
import { at } from '../model/at.ts';
import type { Path, Span } from '../model/place.ts';
import { yamlSyntax } from '../model/rules/re101-yaml-syntax.ts';
import { mayHoldCredentials } from './credentials.ts';
import { cutYaml } from './cut-yaml.ts';
import { type ObjectFormat, type PlacedValue, readClusterObjects } from './objects.ts';
import type { CellPlace, CellRange, RawRow, Table, TableProblem } from './table.ts';

/** Reads clusters from YAML, one or many documents: objects, lists of them, or an object with `items`. */
export function readYaml(text: string, only: ObjectFormat | undefined): Table {
  const parts = cutYaml(text);
  const syntax: TableProblem[] = [];
  const read = readClusterObjects(valuesIn(text, parts, syntax), only);
  return {
    ...read,
    isSecret: read.isSecret || (syntax.length > 0 && mayHoldCredentials(text)),
    header: undefined,
    problems: [...syntax, ...read.problems],
    locate: (places) => locate(text, parts, read.rows, places),
  };
}

/** The documents of one part after the other. A place is the number of a part, of a document in it, and a path. */
function* valuesIn(text: string, parts: readonly Span[], problems: TableProblem[]): Iterable<PlacedValue> {
  for (const [part, { start, end }] of parts.entries()) {
    const whole = text.slice(start, end);
    const parsed = parseYaml(new TextEncoder().encode(whole));
    const lines = new TextLines(whole);
    for (const { line, column, message, hint } of parsed.problems) {
      const place = ['character', start + lines.startOf(line) + column - 1];
      problems.push({ rule: yamlSyntax, place: { at: place }, message, ...(hint !== undefined && { hint }) });
    }
    for (const { index, value, numbers } of parsed.documents) yield { value, at: [part, index], numbers };
  }
}

function locate(
  text: string,
  parts: readonly Span[],
  rows: readonly RawRow[],
  places: readonly CellPlace[],
): CellRange[] {
  let parsed: { readonly part: number; readonly documents: readonly YamlDocument[] } | undefined;

  /** Places come in the order of the file, so one part at a time is enough. */
  function documentsOf(part: number): readonly YamlDocument[] {
    const { start, end } = at(parts, part);
    if (parsed?.part !== part) parsed = { part, documents: parseDocuments(text.slice(start, end)) };
    return parsed.documents;
  }

  return places.map(({ row, at: below }): CellRange => {
    if (below[0] === 'character') return { start: Number(below[1]), end: Number(below[1]) + 1 };
    const [part = 0, document = 0, ...path] = row === undefined ? below : [...at(rows, row).at, ...below];
    const { start, end } = nearestRange(documentsOf(Number(part))[Number(document)], path);
    const offset = at(parts, Number(part)).start;
    const range = { start: offset + start, end: offset + end };
    return row === undefined ? range : { row: row + 1, ...range };
  });
}

/** Where a value is, or the nearest thing around it that is there. */
function nearestRange(found: YamlDocument | undefined, path: Path): Span {
  if (!found) return { start: 0, end: 0 };
  const { document, offset } = found;
  for (let depth = path.length; depth >= 0; depth--) {
    const steps = path.slice(0, depth);
    const node = steps.length === 0 ? document.contents : document.getIn(steps, true);
    const range = rangeOfNode(node);
    if (range) return { start: offset + range[0], end: offset + range[1] };
  }
  return { start: offset, end: offset };
}

function rangeOfNode(node: unknown) {
  return isScalar(node) || isCollection(node) || isAlias(node) ? node.range : undefined;
}
