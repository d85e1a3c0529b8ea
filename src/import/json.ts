import { at } from '../model/at.ts';
import type { Path, Span } from '../model/place.ts';
import { yamlSyntax } from '../model/rules/re101-yaml-syntax.ts';
import { mayHoldCredentials } from './credentials.ts';
import { findInJson, JsonProblem, scanJson, skip, tooDeepAt } from './json-scanner.ts';
import { type ObjectFormat, type PlacedValue, readClusterObjects } from './objects.ts';
import type { CellPlace, CellRange, RawRow, Table, TableProblem } from './table.ts';

/** Reads clusters from JSON: a list, an object with `items`, one object, or an object a line. */
export function readJson(text: string, only: ObjectFormat | undefined): Table {
  const parts = isLines(text) ? lineStarts(text) : [0];
  const values: PlacedValue[] = [];
  const problems: TableProblem[] = [];
  for (const [part, start] of parts.entries()) {
    const value = parse(text.slice(start, parts[part + 1] ?? text.length));
    if ('problem' in value) problems.push(value.problem(start));
    else values.push({ value: value.value, at: [part] });
  }
  const read = readClusterObjects(values, only);
  return {
    ...read,
    isSecret: read.isSecret || (problems.length > 0 && mayHoldCredentials(text)),
    header: undefined,
    problems: [...problems, ...read.problems],
    locate: (places) => locate(text, parts, read.rows, places),
  };
}

/** An object a line: the first line is one by itself, and something comes behind it. */
function isLines(text: string): boolean {
  const start = skip(text, 0);
  const end = text.indexOf('\n', start);
  if (text[start] !== '{' || end < 0 || skip(text, end) === text.length) return false;
  return 'value' in parse(text.slice(start, end));
}

function lineStarts(text: string): number[] {
  const starts: number[] = [];
  for (let at = skip(text, 0); at < text.length; ) {
    starts.push(at);
    const end = text.indexOf('\n', at);
    at = end < 0 ? text.length : skip(text, end);
  }
  return starts;
}

/** What the text says, or what is wrong with it; the problem is told where the text begins. */
function parse(text: string): { value: unknown } | { problem: (start: number) => TableProblem } {
  const deep = tooDeepAt(text);
  if (deep !== undefined) return { problem: (start) => depthProblem(start + deep) };
  try {
    return { value: JSON.parse(keepNumbers(text)) };
  } catch {
    return { problem: (start) => syntaxProblem(start + firstProblem(text)) };
  }
}

const textOrNumber = /"(?:[^"\\]|\\.)*(?:"|$)|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/g;

/** Numbers that JavaScript would print differently, such as 1.10 or one of twenty digits, as texts: the text counts. */
function keepNumbers(text: string): string {
  if (!/[0-9][.eE]|[0-9]{16}|-0/.test(text)) return text;
  return text.replace(textOrNumber, (token) => {
    return token.startsWith('"') || String(Number(token)) === token ? token : `"${token}"`;
  });
}

function firstProblem(text: string): number {
  try {
    return skip(text, scanJson(text, 0).end);
  } catch (error) {
    if (error instanceof JsonProblem) return error.at;
    throw error;
  }
}

function depthProblem(at: number): TableProblem {
  return {
    rule: yamlSyntax,
    place: { at: ['character', at] },
    message: 'this is nested more than 256 levels deep',
  };
}

/** The place counts characters. */
function syntaxProblem(at: number): TableProblem {
  return {
    rule: yamlSyntax,
    place: { at: ['character', at] },
    message: 'this is not JSON from here on',
    hint: 'Names and texts stand in double quotes, and a comma between two parts, none after the last.',
  };
}

function locate(
  text: string,
  parts: readonly number[],
  rows: readonly RawRow[],
  places: readonly CellPlace[],
): CellRange[] {
  const starts = rowStarts(text, parts, rows);
  return places.map(({ row, at: below }): CellRange => {
    if (row !== undefined) return { row: row + 1, ...findInJson(text, at(starts, row), below) };
    if (below[0] === 'character') return { start: Number(below[1]), end: Number(below[1]) + 1 };
    return find(text, parts, below);
  });
}

/** Where the rows begin. Those of one list stand behind each other, so each list is gone through once. */
function rowStarts(text: string, parts: readonly number[], rows: readonly RawRow[]): number[] {
  const lists = new Map<string, Span[]>();
  return rows.map(({ at: path }) => {
    const list = path.slice(0, -1);
    const index = path.at(-1);
    if (list.length === 0 || typeof index !== 'number') return find(text, parts, path).start;
    const key = JSON.stringify(list);
    let children = lists.get(key);
    if (!children) {
      const found: Span[] = [];
      scanJson(text, find(text, parts, list).start, (child) => found.push(child));
      children = found;
      lists.set(key, children);
    }
    return at(children, index).start;
  });
}

/** A text that is no JSON has a problem of its own: what else there is to say is told at its begin. */
function find(text: string, parts: readonly number[], path: Path): Span {
  const [part = 0, ...below] = path;
  const start = parts[Number(part)] ?? 0;
  try {
    return findInJson(text, start, below);
  } catch (error) {
    if (error instanceof JsonProblem) return { start, end: Math.min(start + 1, text.length) };
    throw error;
  }
}
