import { ClusterSet } from '../model/cluster-set.ts';
import type { Expression, Term } from './expression.ts';

/** The clusters that an expression selects, from those that its terms select. */
export function combine(expression: Expression, ofTerm: (term: Term) => ClusterSet, size: number): ClusterSet {
  const inner = (operand: Expression) => combine(operand, ofTerm, size);
  switch (expression.kind) {
    case 'all':
      return ClusterSet.all(size);
    case 'none':
      return ClusterSet.none(size);
    case 'not':
      return inner(expression.operand).not();
    case 'and':
      return expression.operands.map(inner).reduce((all, one) => all.and(one));
    case 'or':
      return expression.operands.map(inner).reduce((all, one) => all.or(one));
    default:
      return ofTerm(expression);
  }
}
