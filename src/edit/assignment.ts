import { UsageError } from '../model/errors.ts';
import type { Path } from '../model/place.ts';

/** What was typed after the object of `set`. */
export interface Assignment {
  /** As typed: short forms are not written out yet. */
  readonly path: Path;
  /** `=` sets, `+=` adds to a list, `-=` takes out of it. */
  readonly op: '=' | '+=' | '-=';
  readonly text: string;
}

/** Reads `path=value`, `path+=value` or `path-=value`; the path ends at the first `=` that is not in quotes. */
export function parseAssignment(word: string): Assignment {
  const { path, end } = readPath(word, true);
  const op = word.startsWith('+=', end) ? '+=' : word.startsWith('-=', end) ? '-=' : '=';
  if (end === word.length) {
    throw new UsageError(`"${word}" says no value`, `Write path=value, such as spec.timeZone=America/Chicago.`);
  }
  return { path, op, text: word.slice(end + op.length) };
}

/** Reads a path such as `spec.windows[0].schedule` or `metadata.labels."example.com/tier"`. */
export function parsePath(word: string): Path {
  const { path, end } = readPath(word, false);
  if (end === word.length) return path;
  throw new UsageError(`"${word}" is not a field`, 'Write a path such as spec.timeZone, without a value.');
}

/** One step of a path, with the dot before it: in quotes, in brackets, or plain, where `\.` stands for a dot. */
const step = /\.?(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|((?:[^.[\]"'=\\]|\\.)+))/y;

function readPath(word: string, isAssignment: boolean): { path: Path; end: number } {
  const path: (string | number)[] = [];
  let end = 0;
  while (end < word.length && !/^[+-]?=/.test(word.slice(end))) {
    step.lastIndex = end;
    const found = step.exec(word);
    const isSeparate = found?.[0].startsWith('.') || found?.[0].startsWith('[') || path.length === 0;
    if (!found || !isSeparate || (path.length === 0 && found[0].startsWith('.'))) throw unreadable(word, end);
    const [whole, double, single, index, bracket, plain] = found;
    const isSign = isAssignment && plain !== undefined && /[+-]$/.test(plain) && word[end + whole.length] === '=';
    const length = isSign ? whole.length - 1 : whole.length;
    if (index !== undefined) path.push(Number(index));
    else path.push((single ?? unescaped(double ?? bracket ?? plain ?? '')).slice(0, isSign ? -1 : undefined));
    end += length;
  }
  if (path.length === 0 || path.includes('')) throw unreadable(word, end);
  return { path, end };
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}

function unreadable(word: string, at: number): UsageError {
  return new UsageError(
    `"${word}" cannot be read from character ${at + 1} on`,
    'Write fields with dots between, items in brackets, keys with dots in quotes: spec.windows[0].schedule, labels."example.com/tier".',
  );
}
