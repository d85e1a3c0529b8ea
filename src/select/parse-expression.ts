import type { Span } from '../model/place.ts';
import type { Expression } from './expression.ts';
import { parseTerm } from './parse-term.ts';
import { type Failure, failure, operatorHint, type Problem, problemAt, termKinds } from './problem.ts';
import { type Token, tokenize } from './tokenize.ts';

export type ParsedExpression = { readonly expression: Expression } | Failure;

const longest = 8192;
const deepest = 100;

interface State {
  readonly tokens: readonly Token[];
  at: number;
  /** Parentheses that are open. */
  depth: number;
  problem?: Problem;
}

/** Reads an expression, up to the first thing that is wrong with it. */
export function parseExpression(text: string): ParsedExpression {
  const whole = { start: 0, end: text.length };
  if (text.length > longest) {
    return failure(whole, `the expression is longer than ${longest} characters`, 'Use a group or a label.');
  }
  const read = tokenize(text);
  if ('problem' in read) return read;
  const state: State = { tokens: read.tokens, at: 0, depth: 0 };
  if (state.tokens.length === 0) {
    return failure(whole, 'the expression is empty', 'Write "all" for every cluster, "none" for no cluster.');
  }
  const expression = parseJunction(state, 'or');
  const extra = state.tokens[state.at];
  if (expression && extra) expectedOperator(state, extra, '');
  if (state.problem) return { problem: state.problem };
  if (!expression) throw new Error(`neither an expression nor a problem: ${text}`);
  return { expression };
}

function parseJunction(state: State, kind: 'and' | 'or'): Expression | undefined {
  const operands: Expression[] = [];
  do {
    const operand = kind === 'or' ? parseJunction(state, 'and') : parseNegation(state);
    if (!operand) return undefined;
    operands.push(operand);
  } while (accept(state, kind));
  const [first] = operands;
  const last = operands.at(-1);
  if (!first || !last || first === last) return first;
  return { kind, operands, span: { start: first.span.start, end: last.span.end } };
}

function parseNegation(state: State): Expression | undefined {
  const not = accept(state, 'not');
  const operand = parsePrimary(state);
  return not && operand ? { kind: 'not', operand, span: { start: not.span.start, end: operand.span.end } } : operand;
}

function parsePrimary(state: State): Expression | undefined {
  const token = state.tokens[state.at];
  if (token?.kind === '(') return parseParentheses(state, token);
  for (const kind of ['all', 'none'] as const) {
    const found = accept(state, kind);
    if (found) return { kind, span: found.span };
  }
  if (token?.kind !== 'term') return expectedTerm(state, token);
  const parsed = parseTerm(token);
  if ('problem' in parsed) {
    state.problem = parsed.problem;
    return undefined;
  }
  state.at += 1;
  return parsed.term;
}

function parseParentheses(state: State, open: Token): Expression | undefined {
  if (state.depth === deepest) return fail(state, open.span, `parentheses are nested more than ${deepest} deep`);
  state.depth += 1;
  state.at += 1;
  const inner = parseJunction(state, 'or');
  if (!inner) return undefined;
  const close = state.tokens[state.at];
  if (!close) return fail(state, open.span, 'missing ) for this (');
  if (close.kind !== ')') return expectedOperator(state, close, ' or )');
  state.depth -= 1;
  state.at += 1;
  return { ...inner, span: { start: open.span.start, end: close.span.end } };
}

function accept(state: State, word: string): Token | undefined {
  const token = state.tokens[state.at];
  if (token?.kind !== 'word' || token.text.toLowerCase() !== word) return undefined;
  state.at += 1;
  return token;
}

function expectedTerm(state: State, token: Token | undefined): undefined {
  const before = state.tokens[state.at - 1];
  const after = `expected a term after ${before?.text}`;
  if (!token) return fail(state, before?.span ?? { start: 0, end: 0 }, after, termKinds);
  const { text, span } = token;
  if (/^(and|or|\))$/i.test(text)) return fail(state, span, `expected a term before ${text}`, termKinds);
  if (/^not$/i.test(text)) return fail(state, span, after, 'Two "not" cancel out: leave both away.');
  const named = /^[\w-]+$/.test(text) ? `A cluster is /c/${text}, a group /g/${text}.` : termKinds;
  return fail(state, span, `expected a term, not ${text}`, operatorHint(text) ?? named);
}

function expectedOperator(state: State, { kind, text, span }: Token, or: string): undefined {
  if (kind === ')') return fail(state, span, 'there is no ( for this )');
  return fail(state, span, `expected an operator (and, or)${or} before ${text}`, operatorHint(text));
}

function fail(state: State, span: Span, message: string, hint?: string): undefined {
  state.problem = problemAt(span, message, hint);
  return undefined;
}
