import type { Span } from '../model/place.ts';
import { isGlob, type NamedKind, type Part, prefixes, type Term } from './expression.ts';
import { type Failure, failure, operatorHint, termKinds } from './problem.ts';
import type { Token } from './tokenize.ts';

type ParsedTerm = { readonly term: Term } | Failure;

/** minimatch drops alternatives beyond a limit without a word, so a glob with more is refused. */
const mostAlternatives = 10_000;

const nouns = { cluster: 'a cluster name', group: 'a group path', namespace: 'a namespace', ring: 'a ring' } as const;

const globUse = 'Globs stand for clusters, groups and label values.';

/** What may stand in a term; `!` and `^` only as the first in brackets. */
const piece = /"[^"]*"|'[^']*'|\[[!^]?|[\w.*?{},\]/-]/y;

const label = /^("[^"]*"|'[^']*'|[^/"']*)(\/("[^"]*"|'[^']*'|[^/"']*))?/;

/** Reads a token that begins with a slash. */
export function parseTerm({ text, span }: Token): ParsedTerm {
  const prefix = /^\/[^/]*\/?/.exec(text)?.[0] ?? '';
  const kind = termKind(prefix);
  if (!kind) return failure(spanAt(span.start, prefix.length), `there is no kind of term ${prefix}`, termKinds);
  const rest: Part = { text: text.slice(prefix.length), span: { start: span.start + prefix.length, end: span.end } };
  return checkCharacters(rest) ?? (kind === 'label' ? parseLabel(rest, span) : parseName(kind, rest, span));
}

function termKind(prefix: string): Term['kind'] | undefined {
  const kinds = ['cluster', 'group', 'namespace', 'ring', 'label'] as const;
  return kinds.find((kind) => prefix === prefixes[kind] || `${prefix}/` === prefixes[kind]);
}

function checkCharacters({ text, span }: Part): Failure | undefined {
  const open: number[] = [];
  for (let at = 0; at < text.length; at = piece.lastIndex) {
    piece.lastIndex = at;
    const found = piece.exec(text)?.[0];
    const isStray = found === undefined || ((found === '}' || found === ',') && open.length === 0);
    if (isStray) {
      const stray = /^(?:[&|=!]+|.)/su.exec(text.slice(at))?.[0] ?? '';
      return failure(spanAt(span.start + at, stray.length), `unexpected ${stray}`, operatorHint(stray));
    }
    if (found === '{') open.push(at);
    if (found === '}') open.pop();
  }
  const brace = open.at(-1);
  return brace === undefined ? undefined : failure(spanAt(span.start + brace, 1), 'missing } for this {');
}

function parseName(kind: NamedKind, name: Part, span: Span): ParsedTerm {
  if (/^\/*$/.test(name.text)) return failure(span, `expected ${nouns[kind]} after ${prefixes[kind]}`);
  const wrong = /["']/.exec(name.text) ?? (kind === 'group' ? /^\/|\/\/|\/$/ : /\//).exec(name.text);
  if (wrong) return misplaced(kind, name, wrong);
  const isSingle = kind === 'namespace' || kind === 'ring';
  if (isSingle && isGlob(name.text)) return failure(name.span, `${nouns[kind]} is named in full`, globUse);
  return checkGlob(name) ?? { term: { kind, name, span } };
}

function misplaced(kind: NamedKind, { text, span }: Part, { 0: found, index }: RegExpExecArray): Failure {
  const at = spanAt(span.start + index, found.length);
  if (!found.startsWith('/')) return failure(at, `unexpected ${found}`, 'Only label keys and values may be quoted.');
  if (kind === 'cluster') return failure(at, 'a cluster name holds no /', 'A group is /g/PATH.');
  if (kind !== 'group') return failure(at, `${nouns[kind]} holds no /`);
  const path = text.split('/').filter((step) => step !== '');
  return failure(at, 'a group path has one / between its names, and none around them', `Write /g/${path.join('/')}.`);
}

function parseLabel(rest: Part, span: Span): ParsedTerm {
  const [whole = '', keyText = '', hasValue, valueText = ''] = label.exec(rest.text) ?? [];
  if (whole !== rest.text) return labelTooLong(rest, whole);
  const key = unquoted(keyText, rest.span.start);
  if (key.text === '') return failure(span, `expected a label key after ${prefixes.label}`);
  if (isGlob(key.text)) return failure(key.span, 'a label key is named in full', globUse);
  if (hasValue === undefined) return { term: { kind: 'label', key, span } };
  const advice = 'Leave the / out for any value, or write "" for the empty one.';
  if (valueText === '') return failure(span, 'expected a label value after the last /', advice);
  const value = unquoted(valueText, key.span.end + 1);
  return checkGlob(value) ?? { term: { kind: 'label', key, value, span } };
}

function labelTooLong({ text, span }: Part, read: string): Failure {
  const at = { start: span.start + read.length, end: span.end };
  if (!text.startsWith('/', read.length) || /["']/.test(text)) {
    return failure(at, 'a quote stands around a whole key or a whole value', 'Write /m/"example.com/tier"/gold.');
  }
  const slash = text.lastIndexOf('/');
  const hint = `Quote a key that holds a /: /m/"${text.slice(0, slash)}"${text.slice(slash)}.`;
  return failure(at, 'expected one key and one value', hint);
}

function unquoted(text: string, start: number): Part {
  return { text: /^["']/.test(text) ? text.slice(1, -1) : text, span: spanAt(start, text.length) };
}

function checkGlob({ text, span }: Part): Failure | undefined {
  let alternatives = 1;
  for (const choice of text.split('{').slice(1)) {
    alternatives *= choice.includes('..') ? 100 : choice.split(',').length;
  }
  if (alternatives <= mostAlternatives) return undefined;
  return failure(span, `the braces stand for more than ${mostAlternatives} alternatives`, 'Use a group or a label.');
}

function spanAt(start: number, length: number): Span {
  return { start, end: start + length };
}
