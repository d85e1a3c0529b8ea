import type { Span } from '../model/place.ts';
import type { Expression } from './expression.ts';
import { parseTerm } from './parse-term.ts';
import { operatorHint, type Problem, problemAt, termKinds } from './problem.ts';
import { type Token, tokenize } from './tokenize.ts';

export type ParsedExpression = { readonly expression: Expression } | { readonly problem: Problem };

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
  if (text.length > longest) {
    return {
      problem: problemAt(
        { start: longest, end: text.length },
        `the expression is longer than ${longest} characters`,
        'Give the clusters a group or a label.',
      ),
    };
  }
  const read = tokenize(text);
  if ('problem' in read) return read;
  const state: State = { tokens: read.tokens, at: 0, depth: 0 };
  if (state.tokens.length === 0) {
    return {
      problem: problemAt(
        { start: 0, end: text.length },
        'the expression is empty',
        'Write "all" for every cluster, "none" for no cluster.',
      ),
    };
  }
  const expression = parseJunction(state, 'or');
  const extra = state.tokens[state.at];
  if (expression && extra) fail(state, extra.span, ...expectedOperator(extra, ''));
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
  if (close.kind !== ')') return fail(state, close.span, ...expectedOperator(close, ' or )'));
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
  if (!token)
    return fail(state, before?.span ?? { start: 0, end: 0 }, `expected a term after ${before?.text}`, termKinds);
  const operator = /^(and|or)$/i.test(token.text) || token.kind === ')';
  if (operator) return fail(state, token.span, `expected a term before ${token.text}`, termKinds);
  if (/^not$/i.test(token.text))
    return fail(state, token.span, `expected a term after ${before?.text}`, 'Two "not" cancel out: leave both away.');
  const named = /^[\w-]+$/.test(token.text) ? `A cluster is /c/${token.text}, a group /g/${token.text}.` : termKinds;
  return fail(state, token.span, `expected a term, not ${token.text}`, operatorHint(token.text) ?? named);
}

function expectedOperator(token: Token, or: string): [message: string, hint?: string] {
  if (token.kind === ')') return ['there is no ( for this )'];
  const message = `expected an operator (and, or)${or} before ${token.text}`;
  const hint = operatorHint(token.text);
  return hint === undefined ? [message] : [message, hint];
}

function fail(state: State, span: Span, message: string, hint?: string): undefined {
  state.problem = problemAt(span, message, hint);
  return undefined;
}
