import type { Path } from '../model/place.ts';
import { type TextIn, textsIn } from '../model/texts-in.ts';
import { BadTemplate, type Expansion, locateExpansions } from './template.ts';

/** What substitution looks at in a text: an expression, or dollars of which it takes one away. */
export interface Mark {
  /** As it stands there; of an expression that Flux cannot read, its beginning. Dollars are `$$`, however many. */
  readonly text: string;
  /** Where it begins, in UTF-16 code units from 0. */
  readonly start: number;
  readonly read: Expansion | BadTemplate | 'dollars';
}

/** A mark in a value of an object. */
export interface WrittenMark extends Mark {
  readonly path: Path;
  /** The line of the value that it begins in, without the blanks around it; of a long one a part. */
  readonly line: string;
  /**
   * Who the value is likely to be for: Flux alone, where it is one expression or a line of a manifest; perhaps another
   * program, in a line of a ConfigMap; another program that has expressions of its own, in a text or a command.
   */
  readonly reader: 'flux' | 'unknown' | 'program';
}

/** The beginning of an expression that cannot be read, as far as one can tell where it ends. */
const beginning = /\$\{[^}\s"'`\\]{0,60}\}?/y;

/** Two dollars or three become one less. Four are two on purpose, and `$${` is how an expression is left alone. */
const dollars = /(?<!\$)\${2,3}(?![${])/g;

/** What substitution looks at in a text, from its beginning to its end. */
export function marksIn(text: string): Mark[] {
  if (!text.includes('${') && !text.includes('$$')) return [];
  const found: Mark[] = Array.from(text.matchAll(dollars), ({ index }) => ({
    text: '$$',
    start: index,
    read: 'dollars',
  }));
  for (const { start, end, read } of locateExpansions(text))
    found.push({ text: read instanceof BadTemplate ? beginningAt(text, start) : text.slice(start, end), start, read });
  return found.sort((a, b) => a.start - b.start);
}

/** What substitution looks at in the values and keys of an object. */
export function marksOf(value: unknown): WrittenMark[] {
  return [...textsIn(value)].flatMap((found) => {
    const marks = marksIn(found.text);
    const [first] = marks;
    if (!first) return [];
    const reader = readerOf(found, first);
    return marks.map((mark) => ({ ...mark, path: found.path, line: lineAt(found.text, mark.start).line, reader }));
  });
}

function beginningAt(text: string, start: number): string {
  beginning.lastIndex = start;
  return beginning.exec(text)?.[0] ?? '${';
}

/** This much is looked at around a mark: some files are one line of a megabyte with thousands of marks. */
const around = 200;

/** The line around an offset, without the blanks at its ends, and what of it stands before; of a long line a part. */
export function lineAt(text: string, offset: number): { readonly line: string; readonly before: string } {
  const before = text.slice(Math.max(0, offset - around), offset).replace(/^.*\n/s, '');
  const [after = ''] = text.slice(offset, offset + around).split('\n');
  return { line: (before + after).trim(), before };
}

function readerOf({ text, path, isKey }: TextIn, first: Mark): WrittenMark['reader'] {
  const trimmed = text.trim();
  if (isKey || trimmed === first.text) return 'flux';
  if (trimmed.includes('\n') || path.some((step) => step === 'command' || step === 'args')) return 'program';
  const [field] = path;
  return field === 'data' || field === 'stringData' ? 'unknown' : 'flux';
}
