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
export function* referencesIn(
  object: unknown,
  references: readonly Reference[],
): IterableIterator<ExpressionPlace | NamePlace> {
  for (const reference of references)
    for (const place of textsAt(object, reference.path))
      if (reference.how === 'expression') yield { ...place, reference };
      else
        for (const named of namesIn(place.text, reference.how))
          if (named.name !== '' && named.name !== reference.except) yield { ...place, ...named, reference };
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

function namesIn(text: string, how: NameReference['how']): { readonly name: string; readonly span?: Span }[] {
  if (how === 'words') return wordsIn(text);
  if (how === 'name') return [{ name: text }];
  const end = text.lastIndexOf('/');
  return end > 0 ? [{ name: text.slice(0, end), span: { start: 0, end } }] : [];
}

/** The texts that steps lead to. */
function textsAt(value: unknown, steps: readonly string[], path: Path = []): { path: Path; text: string }[] {
  const step = steps[path.length];
  if (step === undefined) return typeof value === 'string' ? [{ path, text: value }] : [];
  if (step === '*')
    return Array.isArray(value) ? value.flatMap((item, index) => textsAt(item, steps, [...path, index])) : [];
  return isRecord(value) && Object.hasOwn(value, step) ? textsAt(value[step], steps, [...path, step]) : [];
}
