import { expressionSyntax } from '../model/rules/re301-expression-syntax.ts';
import type { TermCheck, TermProblem } from './check-term.ts';
import type { Definitions, Need } from './definitions.ts';
import { type Expression, termsOf } from './expression.ts';
import { parseExpression } from './parse-expression.ts';

/** What an inventory makes of the text of an expression, wherever it stands. */
export interface Reading {
  /** Undefined if there is an error. */
  readonly expression: Expression | undefined;
  readonly problems: readonly TermProblem[];
  readonly needs: readonly Need[];
}

export function readExpression(text: string, checkTerm: TermCheck, definitions: Definitions): Reading {
  const parsed = parseExpression(text);
  if ('problem' in parsed)
    return { expression: undefined, problems: [{ rule: expressionSyntax, ...parsed.problem }], needs: [] };
  const { expression } = parsed;
  const problems = [...termsOf(expression)].map(checkTerm).filter((problem) => problem !== undefined);
  const wrong = problems.some((problem) => problem.rule.severity === 'error');
  return wrong
    ? { expression: undefined, problems, needs: [] }
    : { expression, problems, needs: definitions.needs(expression) };
}
