import type { Span } from '../model/place.ts';
import { isGlob, type NamedKind, type Part, prefixes, type Term } from './expression.ts';
import { operatorHint, type Problem, problemAt, termKinds } from './problem.ts';
import type { Token } from './tokenize.ts';

type ParsedTerm = { readonly term: Term } | { readonly problem: Problem };

/** Matching would leave out what a glob with more alternatives stands for. */
const mostAlternatives = 10_000;

const nouns = { cluster: 'a cluster name', group: 'a group path', namespace: 'a namespace', ring: 'a ring' } as const;

/** What may stand in a term; `!` and `^` only as the first in brackets. */
const piece = /"[^"]*"|'[^']*'|\[[!^]?|[\w.*?{},\]/-]/y;

const label = /^("[^"]*"|'[^']*'|[^/"']*)(\/("[^"]*"|'[^']*'|[^/"']*))?/;

/** Reads a token that begins with a slash. */
export function parseTerm({ text, span }: Token): ParsedTerm {
  const prefix = /^\/[^/]*\/?/.exec(text)?.[0] ?? '';
  const kind = kindOf(prefix);
  if (!kind)
    return { problem: problemAt(spanAt(span.start, prefix.length), `there is no kind of term ${prefix}`, termKinds) };
  const rest: Part = { text: text.slice(prefix.length), span: { start: span.start + prefix.length, end: span.end } };
  const wrong = checkCharacters(rest);
  if (wrong) return { problem: wrong };
  return kind === 'label' ? parseLabel(rest, span) : parseName(kind, rest, span);
}

function kindOf(prefix: string): Term['kind'] | undefined {
  for (const kind of ['cluster', 'group', 'namespace', 'ring', 'label'] as const) {
    if (prefix === prefixes[kind] || `${prefix}/` === prefixes[kind]) return kind;
  }
  return undefined;
}

function checkCharacters({ text, span }: Part): Problem | undefined {
  const braces: number[] = [];
  for (let at = 0; at < text.length; at = piece.lastIndex) {
    piece.lastIndex = at;
    const found = piece.exec(text)?.[0];
    if (found === '{') braces.push(at);
    if (
      found === undefined ||
      (found === '}' && braces.pop() === undefined) ||
      (found === ',' && braces.length === 0)
    ) {
      const character = /^(?:[&|=!]+|.)/su.exec(text.slice(at))?.[0] ?? '';
      return problemAt(spanAt(span.start + at, character.length), `unexpected ${character}`, operatorHint(character));
    }
  }
  const open = braces.at(-1);
  return open === undefined ? undefined : problemAt(spanAt(span.start + open, 1), 'missing } for this {');
}

function parseName(kind: NamedKind, name: Part, span: Span): ParsedTerm {
  if (name.text === '') return { problem: problemAt(span, `expected ${nouns[kind]} after ${prefixes[kind]}`) };
  const wrong = /["']/.exec(name.text) ?? (kind === 'group' ? /^\/|\/\/|\/$/ : /\//).exec(name.text);
  if (wrong) return { problem: misplaced(kind, name, wrong) };
  if (isGlob(name.text) && (kind === 'namespace' || kind === 'ring')) {
    return {
      problem: problemAt(
        name.span,
        `${nouns[kind]} is named in full`,
        'Globs stand for clusters, groups and label values.',
      ),
    };
  }
  const problem = checkGlob(name);
  return problem ? { problem } : { term: { kind, name, span } };
}

function misplaced(kind: NamedKind, name: Part, found: RegExpExecArray): Problem {
  const at = spanAt(name.span.start + found.index, found[0].length);
  if (found[0] !== '/' && found[0] !== '//')
    return problemAt(at, `unexpected ${found[0]}`, 'Only the key and the value of a label may be quoted.');
  if (kind !== 'group')
    return problemAt(at, `${nouns[kind]} holds no /`, kind === 'cluster' ? 'A group is /g/PATH.' : undefined);
  const path = name.text.split('/').filter((step) => step !== '');
  const hint = path.length > 0 ? `Write ${prefixes.group}${path.join('/')}.` : undefined;
  return problemAt(at, 'a group path has one / between its names, and none around them', hint);
}

function parseLabel(rest: Part, span: Span): ParsedTerm {
  const [whole = '', keyText = '', hasValue, valueText = ''] = label.exec(rest.text) ?? [];
  const after = rest.text.slice(whole.length);
  if (after !== '') return { problem: labelTooLong(rest, whole) };
  const key = unquoted(keyText, rest.span.start);
  if (key.text === '') return { problem: problemAt(span, `expected a label key after ${prefixes.label}`) };
  if (isGlob(key.text))
    return {
      problem: problemAt(
        key.span,
        'a label key is named in full',
        'Globs stand for clusters, groups and label values.',
      ),
    };
  if (hasValue === undefined) return { term: { kind: 'label', key, span } };
  if (valueText === '') {
    return {
      problem: problemAt(
        span,
        'expected a label value after the last /',
        'Leave the / out for any value, or write "" for the empty one.',
      ),
    };
  }
  const value = unquoted(valueText, key.span.end + 1);
  const problem = checkGlob(value);
  return problem ? { problem } : { term: { kind: 'label', key, value, span } };
}

function labelTooLong(rest: Part, whole: string): Problem {
  const at = { start: rest.span.start + whole.length, end: rest.span.end };
  if (!rest.text.startsWith('/', whole.length) || /["']/.test(rest.text)) {
    return problemAt(at, 'a quote stands around a whole key or a whole value', 'Write /m/"example.com/tier"/gold.');
  }
  const slash = rest.text.lastIndexOf('/');
  const hint = `Quote a key that holds a /: /m/"${rest.text.slice(0, slash)}"${rest.text.slice(slash)}.`;
  return problemAt(at, 'expected one key and one value', hint);
}

function unquoted(text: string, start: number): Part {
  return { text: /^["']/.test(text) ? text.slice(1, -1) : text, span: spanAt(start, text.length) };
}

function checkGlob({ text, span }: Part): Problem | undefined {
  const choices = text.split('{').slice(1);
  const alternatives = choices.reduce(
    (count, choice) => count * (choice.includes('..') ? 100 : choice.split(',').length),
    1,
  );
  if (alternatives <= mostAlternatives) return undefined;
  return problemAt(
    span,
    `the braces stand for more than ${mostAlternatives} alternatives`,
    'Give the clusters a group or a label.',
  );
}

function spanAt(start: number, length: number): Span {
  return { start, end: start + length };
}
