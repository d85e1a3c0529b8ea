import type { ClusterSet } from '../model/cluster-set.ts';
import { UsageError } from '../model/errors.ts';
import type { Resolution } from '../model/resolution.ts';

/** The clusters that an expression on the command line selects. What is wrong with it is a UsageError that points at the place. */
export function selectClusters(
  resolution: Resolution,
  expression: string,
): { clusters: ClusterSet; warnings: string[] } {
  const { clusters, findings } = resolution.select(expression, { file: 'the command line', path: [] });
  const warnings: string[] = [];
  for (const { rule, severity, message, hint, place } of findings) {
    if ((severity ?? rule.severity) !== 'error') {
      warnings.push(hint === undefined ? message : `${message}. ${hint}`);
      continue;
    }
    const { start, end } = place.span ?? { start: 0, end: expression.length };
    throw new UsageError(
      `${message}\n  ${expression}\n  ${' '.repeat(start)}${'^'.repeat(Math.max(1, end - start))}`,
      hint,
    );
  }
  return { clusters, warnings };
}
