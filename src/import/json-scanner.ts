import type { Path, Span } from '../model/place.ts';

/** The text stops being JSON at this character. */
export class JsonProblem extends Error {
  readonly at: number;
  constructor(at: number) {
    super('this is not JSON');
    this.at = at;
  }
}

const blanks = /[ \t\r\n]*/y;
const text = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const word = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null/y;

/** A part of a map or a list: its key or index, and where its value stands. */
export interface JsonChild extends Span {
  readonly key: string | number;
}

/**
 * Where the value ends that begins at or behind a place. Throws JsonProblem if the text is not JSON. `visit` is told
 * of each part of it, not of parts of parts.
 */
export function scanJson(json: string, from: number, visit?: (child: JsonChild) => void): Span {
  const start = skip(json, from);
  if (json[start] === '{') return { start, end: scanMap(json, start, visit) };
  if (json[start] === '[') return { start, end: scanList(json, start, visit) };
  const end = match(json[start] === '"' ? text : word, json, start);
  if (end === undefined) throw new JsonProblem(start);
  return { start, end };
}

/** As deep as YAML may be. */
const deepest = 256;

/** Where the first list or map begins that is in too many others; undefined if there is none. The text may be no JSON. */
export function tooDeepAt(json: string): number | undefined {
  let depth = 0;
  for (const { 0: token, index } of json.matchAll(/"(?:[^"\\]|\\.)*(?:"|$)|[[{\]}]/gs)) {
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth -= 1;
    if (depth > deepest) return index;
  }
  return undefined;
}

/** Where something is in a text that is JSON; the nearest thing around it if it is not there. */
export function findInJson(json: string, from: number, path: Path): Span {
  let found = scanJson(json, from);
  for (const step of path) {
    let next: Span | undefined;
    scanJson(json, found.start, (child) => {
      if (child.key === step) next = child;
    });
    if (!next) return found;
    found = next;
  }
  return found;
}

function scanMap(json: string, start: number, visit?: (child: JsonChild) => void): number {
  let at = skip(json, start + 1);
  if (json[at] === '}') return at + 1;
  for (;;) {
    const keyEnd = match(text, json, at);
    if (keyEnd === undefined) throw new JsonProblem(at);
    const colon = skip(json, keyEnd);
    if (json[colon] !== ':') throw new JsonProblem(colon);
    const value = scanJson(json, colon + 1);
    visit?.({ key: String(JSON.parse(json.slice(at, keyEnd))), ...value });
    const next = skip(json, value.end);
    if (json[next] === '}') return next + 1;
    if (json[next] !== ',') throw new JsonProblem(next);
    at = skip(json, next + 1);
  }
}

function scanList(json: string, start: number, visit?: (child: JsonChild) => void): number {
  const first = skip(json, start + 1);
  if (json[first] === ']') return first + 1;
  let at = first;
  for (let index = 0; ; index++) {
    const value = scanJson(json, at);
    visit?.({ key: index, ...value });
    const next = skip(json, value.end);
    if (json[next] === ']') return next + 1;
    if (json[next] !== ',') throw new JsonProblem(next);
    at = next + 1;
  }
}

/** Where the first character is that is no blank. */
export function skip(json: string, from: number): number {
  return match(blanks, json, from) ?? from;
}

function match(pattern: RegExp, json: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(json) ? pattern.lastIndex : undefined;
}
