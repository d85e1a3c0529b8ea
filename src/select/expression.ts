import type { Span } from '../model/place.ts';

/**
 * An expression that was read: which clusters are meant. Each `span` is in the text that it was read from, with the
 * parentheses around it.
 */
export type Expression = Constant | Negation | Junction | Term;

interface Constant {
  readonly kind: 'all' | 'none';
  readonly span: Span;
}

interface Negation {
  readonly kind: 'not';
  readonly operand: Expression;
  readonly span: Span;
}

interface Junction {
  readonly kind: 'and' | 'or';
  /** Two or more. */
  readonly operands: readonly Expression[];
  readonly span: Span;
}

export type Term = NameTerm | LabelTerm;

/** `/c/NAME`, `/g/PATH`, `/n/NAMESPACE` or `/r/RING`. */
export interface NameTerm {
  readonly kind: NamedKind;
  readonly name: Part;
  readonly span: Span;
}

/** `/m/KEY` or `/m/KEY/VALUE`. */
export interface LabelTerm {
  readonly kind: 'label';
  readonly key: Part;
  /** Absent: any value. */
  readonly value?: Part;
  readonly span: Span;
}

/** A part of a term, without its quotes; the span is with them. */
export interface Part {
  readonly text: string;
  readonly span: Span;
}

export type NamedKind = 'cluster' | 'group' | 'namespace' | 'ring';

/** What a term of a kind begins with. */
export const prefixes = { cluster: '/c/', group: '/g/', namespace: '/n/', ring: '/r/', label: '/m/' } as const;

/** Whether a name, path or value stands for all that match it. */
export function isGlob(text: string): boolean {
  return /[*?{[]/.test(text);
}

/** The text of an expression, with no more blanks, parentheses and quotes than it needs. */
export function formatExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'all':
    case 'none':
      return expression.kind;
    case 'not':
      return `not ${formatOperand(expression.operand, ['not', 'and', 'or'])}`;
    case 'and':
      return expression.operands.map((operand) => formatOperand(operand, ['and', 'or'])).join(' and ');
    case 'or':
      return expression.operands.map((operand) => formatOperand(operand, ['or'])).join(' or ');
    case 'label': {
      const value = expression.value ? `/${formatPart(expression.value.text)}` : '';
      return `${prefixes.label}${formatPart(expression.key.text)}${value}`;
    }
    default:
      return `${prefixes[expression.kind]}${expression.name.text}`;
  }
}

function formatOperand(operand: Expression, enclosed: readonly Expression['kind'][]): string {
  const text = formatExpression(operand);
  return enclosed.includes(operand.kind) ? `(${text})` : text;
}

function formatPart(text: string): string {
  if (/^(?:[\w.*?-]|\{[\w.*?,-]*\}|\[[!^]?[\w-]*\])+$/.test(text)) return text;
  return text.includes('"') ? `'${text}'` : `"${text}"`;
}

/** The terms of an expression, as they come in the text. */
export function* termsOf(expression: Expression): Generator<Term> {
  switch (expression.kind) {
    case 'all':
    case 'none':
      return;
    case 'not':
      yield* termsOf(expression.operand);
      return;
    case 'and':
    case 'or':
      for (const operand of expression.operands) yield* termsOf(operand);
      return;
    default:
      yield expression;
  }
}

/** A place where an expression names something. */
export interface Reference {
  readonly kind: NamedKind;
  /** A name, or a glob for several. */
  readonly name: string;
  /** Of the name alone. */
  readonly span: Span;
}

/** The clusters, groups, namespaces and rings that an expression names, as they come in the text. */
export function references(expression: Expression): Reference[] {
  const found: Reference[] = [];
  for (const term of termsOf(expression)) {
    if (term.kind !== 'label') found.push({ kind: term.kind, name: term.name.text, span: term.name.span });
  }
  return found;
}
