import type { Span } from '../model/place.ts';
import { type Failure, failure } from './problem.ts';

export interface Token {
  readonly kind: '(' | ')' | 'word' | 'term';
  readonly text: string;
  readonly span: Span;
}

/** One token, or the blanks between two. Quotes belong to a term; it ends before one that is not closed. */
const token = /(?<blank>\s+)|[()]|\/(?:"[^"]*"|'[^']*'|[^\s()"'])*|[^\s()/"']+/y;

/** Cuts the text of an expression into parentheses, words (operators) and terms, which begin with a slash. */
export function tokenize(text: string): { readonly tokens: readonly Token[] } | Failure {
  const tokens: Token[] = [];
  for (let start = 0; start < text.length; ) {
    token.lastIndex = start;
    const found = token.exec(text);
    if (!found) return quoteFailure(text, start);
    const span = { start, end: token.lastIndex };
    if (!found.groups?.['blank']) tokens.push({ kind: tokenKind(found[0]), text: found[0], span });
    start = span.end;
  }
  return { tokens };
}

function tokenKind(text: string): Token['kind'] {
  if (text === '(' || text === ')') return text;
  return text.startsWith('/') ? 'term' : 'word';
}

function quoteFailure(text: string, start: number): Failure {
  const quote = text.charAt(start);
  const isOpen = !text.includes(quote, start + 1);
  if (isOpen) return failure({ start, end: text.length }, `the quote ${quote} is not closed`);
  const advice = 'Quotes stand around a label key or value: /m/"example.com/tier"/gold.';
  return failure({ start, end: start + 1 }, `unexpected ${quote}`, advice);
}
