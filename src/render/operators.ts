import { shellPattern } from './shell-pattern.ts';

type Operator = (value: string, operands: readonly string[]) => string;

/** Operators that give a text if the variable has no value; all others need one. */
const defaults: ReadonlySet<string> = new Set(['=', ':=', ':-', ':?', ':+']);

/** Whether an operator stands in for a variable without a value. */
export function toleratesMissing(operator: string): boolean {
  return defaults.has(operator);
}

/** What an operator makes of a value. As in Flux, `:?` and `:+` do what `:-` does. */
export function applyOperator(operator: string, value: string, operands: readonly string[]): string {
  const apply = operators.get(operator);
  if (apply) return apply(value, operands);
  return value === '' ? operands.join('') : value;
}

const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  [',', (value) => changeFirst(value, lower)],
  [',,', (value) => eachCharacter(value, lower)],
  ['^', (value) => changeFirst(value, upper)],
  ['^^', (value) => eachCharacter(value, upper)],
  [
    '#',
    (value, [pattern]) => (pattern === undefined ? String(Buffer.byteLength(value)) : trimShortest(value, pattern)),
  ],
  ['##', (value, [pattern = '']) => trimLongest(value, pattern)],
  ['%', (value, [pattern = '']) => fromTheEnd(value, pattern, trimShortest)],
  ['%%', (value, [pattern = '']) => fromTheEnd(value, pattern, trimLongest)],
  [':', substring],
  ['/', (value, [old = '', word = '']) => replaceFirst(value, old, word)],
  ['//', (value, [old = '', word = '']) => replaceAll(value, old, word)],
  [
    '/#',
    (value, [old = '', word]) => (word !== undefined && value.startsWith(old) ? word + value.slice(old.length) : value),
  ],
  ['/%', (value, [old = '', word]) => replaceEnd(value, old, word)],
]);

function upper(char: string): string {
  return char.toUpperCase();
}

function lower(char: string): string {
  return char.toLowerCase();
}

/** One character stays one: `ß` has no capital of its own. */
function eachCharacter(text: string, change: (char: string) => string): string {
  return Array.from(text, (char) => {
    const changed = change(char);
    return Array.from(changed).length === 1 ? changed : char;
  }).join('');
}

function changeFirst(text: string, change: (char: string) => string): string {
  const [first = ''] = text;
  return eachCharacter(first, change) + text.slice(first.length);
}

/** Offset and length count bytes of UTF-8. A negative one counts from the end; what is no number changes nothing. */
function substring(value: string, [offset = '', length]: readonly string[]): string {
  const bytes = Buffer.from(value);
  const from = wholeNumber(offset);
  if (from === undefined) return value;
  const start = from < 0 ? Math.max(0, bytes.length + from) : from;
  if (length === undefined) return bytes.subarray(start).toString();
  const count = wholeNumber(length);
  if (count === undefined) return value;
  const end = count < 0 ? bytes.length + count : start + count;
  return end < start ? '' : bytes.subarray(start, end).toString();
}

function wholeNumber(text: string): number | undefined {
  return /^[-+]?\d+$/.test(text) ? Number(text) : undefined;
}

function replaceFirst(value: string, old: string, word: string): string {
  const at = value.indexOf(old);
  return at < 0 ? value : value.slice(0, at) + word + value.slice(at + old.length);
}

/** Nothing stands before, between and after all characters. */
function replaceAll(value: string, old: string, word: string): string {
  return old === '' ? ['', ...value, ''].join(word) : value.replaceAll(old, () => word);
}

function replaceEnd(value: string, old: string, word: string | undefined): string {
  return word !== undefined && value.endsWith(old) ? value.slice(0, value.length - old.length) + word : value;
}

/** The beginnings of a text that a pattern matches are cut off: the longest, or the shortest but not nothing. */
function trimLongest(value: string, pattern: string): string {
  return trim(value, pattern, (lengths) => [...lengths].at(-1));
}

function trimShortest(value: string, pattern: string): string {
  return trim(value, pattern, ([first]) => first);
}

function trim(value: string, pattern: string, choose: (lengths: Iterable<number>) => number | undefined): string {
  const read = shellPattern(pattern);
  if (!read) return value;
  const chars = Array.from(value);
  return chars.slice(choose(read.prefixes(chars)) ?? 0).join('');
}

/** Flux turns text and pattern round, and the result back. */
function fromTheEnd(value: string, pattern: string, trimStart: (value: string, pattern: string) => string): string {
  return reversed(trimStart(reversed(value), reversed(pattern)));
}

function reversed(text: string): string {
  return Array.from(text).reverse().join('');
}
