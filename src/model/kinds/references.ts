import type { Path, Span } from '../place.ts';
import { isRecord } from '../record.ts';
import type { KindName } from './definition.ts';

/**
 * What becomes of a name when the object that it names is deleted: the `item` is taken out of its list, the `entry`
 * of a list that it stands in goes, the `field` goes, the `object` that it stands in goes, the `word` is taken out of
 * its text. `stuck`: a person has to decide. `loose`: it may name something outside of the inventory as well, so it
 * need not exist, and stays.
 */
export type WhenGone = 'item' | 'entry' | 'field' | 'object' | 'word' | 'stuck' | 'loose';

/** A field that names objects. */
export interface NameReference {
  /** `words`: its text lists names, with commas between them. `parent`: it is a path, and names what is above it. */
  readonly how: 'name' | 'words' | 'parent';
  /** `*` stands for each item of a list. */
  readonly path: readonly string[];
  /** The kind of what it names. */
  readonly kind: KindName;
  readonly whenGone: WhenGone;
  /** A word that may stand there and names nothing. */
  readonly except?: string;
}

/** A field with an expression over clusters, whose terms name objects. */
export interface ExpressionReference {
  readonly how: 'expression';
  /** `*` stands for each item of a list. */
  readonly path: readonly string[];
}

/** A field that names others: declared once, for all that check names, follow them, complete them or let them go. */
export type Reference = NameReference | ExpressionReference;

/** A field that holds one name, or a list of them. */
export function names(path: string, kind: KindName, whenGone: WhenGone, except?: string): NameReference {
  return { how: 'name', path: path.split('.'), kind, whenGone, ...(except === undefined ? {} : { except }) };
}

/** A field that holds an expression. */
export function expression(path: string): ExpressionReference {
  return { how: 'expression', path: path.split('.') };
}

/** An expression in an object. */
export interface ExpressionPlace {
  readonly reference: ExpressionReference;
  readonly path: Path;
  readonly text: string;
}

/** A name in an object. */
export interface NamePlace {
  readonly reference: NameReference;
  readonly name: string;
  readonly path: Path;
  /** All that is written there. */
  readonly text: string;
  /** The part of the text that is the name; undefined: all of it. */
  readonly span?: Span;
}

/** What names others in an object, plain data and valid or not, in the order of the references. */
export function referencesIn(object: unknown, references: readonly Reference[]): (ExpressionPlace | NamePlace)[] {
  const places: (ExpressionPlace | NamePlace)[] = [];
  visitReferences(object, references, (reference, text, path) => {
    const place = { path: [...path], text };
    if (reference.how === 'expression') places.push({ ...place, reference });
    else for (const named of namesIn(reference, text)) places.push({ ...place, ...named, reference });
  });
  return places;
}

/** Calls `visit` for each text that a reference leads to. Its path is good for the time of the call alone. */
export function visitReferences(
  object: unknown,
  references: readonly Reference[],
  visit: (reference: Reference, text: string, path: Path) => void,
): void {
  for (const reference of references) walk(object, reference.path, [], (text, path) => visit(reference, text, path));
}

/** The names that a text of a reference holds, with the part of the text that each is, unless it is all of it. */
export function namesIn(
  { how, except }: NameReference,
  text: string,
): readonly { readonly name: string; readonly span?: Span }[] {
  if (how === 'name') return text === except || text === '' ? [] : [{ name: text }];
  if (how === 'words') return wordsIn(text).filter(({ name }) => name !== '');
  const end = text.lastIndexOf('/');
  return end > 0 ? [{ name: text.slice(0, end), span: { start: 0, end } }] : [];
}

/** A text that lists names, taken apart at its commas; a name may be empty. */
export function wordsIn(text: string): { readonly name: string; readonly span: Span }[] {
  let start = 0;
  return text.split(',').map((part) => {
    const name = part.trim();
    const from = start + part.indexOf(name);
    start += part.length + 1;
    return { name, span: { start: from, end: from + name.length } };
  });
}

function walk(
  value: unknown,
  steps: readonly string[],
  path: (string | number)[],
  visit: (text: string, path: Path) => void,
): void {
  const step = steps[path.length];
  if (step === undefined) {
    if (typeof value === 'string') visit(value, path);
  } else if (step !== '*') {
    if (isRecord(value) && Object.hasOwn(value, step)) within(step, value[step]);
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) within(index, item);
  }

  function within(key: string | number, below: unknown): void {
    path.push(key);
    walk(below, steps, path, visit);
    path.pop();
  }
}
