import type { Span } from '../model/place.ts';
import { type Problem, problemAt } from './problem.ts';

export interface Token {
  readonly kind: '(' | ')' | 'word' | 'term';
  readonly text: string;
  readonly span: Span;
}

/** One token, or the blanks between two. Quotes belong to a term; it ends before one that is not closed. */
const token = /(?<blank>\s+)|[()]|\/(?:"[^"]*"|'[^']*'|[^\s()"'])*|[^\s()/"']+/y;

/** Cuts the text of an expression into parentheses, words (operators) and terms, which begin with a slash. */
export function tokenize(text: string): { readonly tokens: readonly Token[] } | { readonly problem: Problem } {
  const tokens: Token[] = [];
  for (let start = 0; start < text.length; ) {
    token.lastIndex = start;
    const found = token.exec(text);
    if (!found) return { problem: quoteProblem(text, start) };
    const span = { start, end: token.lastIndex };
    if (!found.groups?.['blank']) tokens.push({ kind: kindOf(found[0]), text: found[0], span });
    start = span.end;
  }
  return { tokens };
}

function kindOf(text: string): Token['kind'] {
  if (text === '(' || text === ')') return text;
  return text.startsWith('/') ? 'term' : 'word';
}

function quoteProblem(text: string, start: number): Problem {
  const quote = text.charAt(start);
  if (!text.includes(quote, start + 1))
    return problemAt({ start, end: text.length }, `the quote ${quote} is not closed`);
  return problemAt(
    { start, end: start + 1 },
    `unexpected ${quote}`,
    'Quotes stand around a label key or value: /m/"example.com/tier"/gold.',
  );
}
