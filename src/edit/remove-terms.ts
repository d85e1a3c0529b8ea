import { at } from '../model/at.ts';
import type { Span } from '../model/place.ts';
import type { Expression, NameTerm } from '../select/expression.ts';
import { parseExpression } from '../select/parse-expression.ts';

/**
 * The text of an expression without the terms that name what is gone, if it selects the same without them: one of
 * several joined by `or`, or a `not /c/x` joined by `and`. Undefined if a term stands in any other place, or if
 * nothing would be left.
 */
export function removeTerms(text: string, isGone: (term: NameTerm) => boolean): string | undefined {
  const parsed = parseExpression(text);
  if ('problem' in parsed) return undefined;
  const cuts: Span[] = [];
  if (!cut(parsed.expression, isGone, cuts)) return undefined;
  let rest = '';
  let end = 0;
  for (const span of cuts) {
    rest += text.slice(end, span.start);
    end = span.end;
  }
  return rest + text.slice(end);
}

/** Adds what has to be cut out, in the order of the text; false if that is not possible. */
function cut(expression: Expression, isGone: (term: NameTerm) => boolean, cuts: Span[]): boolean {
  switch (expression.kind) {
    case 'all':
    case 'none':
    case 'label':
      return true;
    case 'not':
      return cut(expression.operand, isGone, cuts);
    case 'and':
    case 'or':
      return cutOperands(expression.kind, expression.operands, isGone, cuts);
    default:
      return !isGone(expression);
  }
}

/** Each operand goes together with the operator that joins it to those that stay. */
function cutOperands(
  kind: 'and' | 'or',
  operands: readonly Expression[],
  isGone: (term: NameTerm) => boolean,
  cuts: Span[],
): boolean {
  const firstKept = operands.findIndex((operand) => !isNeedless(operand, kind, isGone));
  if (firstKept < 0) return false;
  let end = at(operands, 0).span.start;
  for (const operand of operands.slice(firstKept)) {
    const isFirst = operand === operands[firstKept];
    if (isFirst && end < operand.span.start) cuts.push({ start: end, end: operand.span.start });
    if (isNeedless(operand, kind, isGone)) cuts.push({ start: end, end: operand.span.end });
    else if (!cut(operand, isGone, cuts)) return false;
    end = operand.span.end;
  }
  return true;
}

/** Whether a junction selects the same without one of its operands. */
function isNeedless(operand: Expression, kind: 'and' | 'or', isGone: (term: NameTerm) => boolean): boolean {
  const term = kind === 'or' ? operand : operand.kind === 'not' ? operand.operand : undefined;
  return term !== undefined && isNameTerm(term) && isGone(term);
}

function isNameTerm(expression: Expression): expression is NameTerm {
  return ['cluster', 'group', 'namespace', 'ring'].includes(expression.kind);
}
