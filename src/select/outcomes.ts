import { ClusterSet } from '../model/cluster-set.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { Place } from '../model/place.ts';
import { selectsNothing } from '../model/rules/re302-selects-nothing.ts';
import { circleFinding } from './circle-finding.ts';
import type { Definition } from './definitions.ts';
import type { Expression } from './expression.ts';
import { memoise } from './memoise.ts';
import type { Reading } from './read-expression.ts';
import { visit } from './visit.ts';

/** What comes out of expressions, with what is wrong with them. */
export interface Outcomes {
  /** What is wrong is reported at the place; it then selects none. */
  evaluate(text: string, place: Place, options: EvaluateOptions): ClusterSet;
  /** The same for the expression of a group, namespace or ring: what is wrong is reported at its definition, once. */
  settle(definition: Definition): ClusterSet;
  findings(): Finding[];
}

export interface EvaluateOptions {
  /** Warn if it selects no cluster at all, unless it says `none`. */
  readonly warnIfEmpty?: boolean;
  /** Warn if it selects clusters, but none of these, which belong to something. */
  readonly within?: { readonly clusters: ClusterSet; readonly of: string };
}

interface Outcome {
  readonly clusters: ClusterSet;
  /** It, or something that it needs, has an error. */
  readonly failed: boolean;
}

/** @param combine Works out an expression; all that it needs is settled by then. */
export function createOutcomes(
  size: number,
  read: (text: string) => Reading,
  combine: (expression: Expression) => ClusterSet,
): Outcomes {
  const settled = new Map<Definition, Outcome>();
  const findings = new Map<string, Finding>();
  const none = ClusterSet.none(size);
  const result = memoise((text) => {
    const { expression } = read(text);
    return expression ? combine(expression) : none;
  });

  function outcomeOf(definition: Definition): Outcome {
    const known = settled.get(definition);
    if (known) return known;
    visit(definition, {
      needs: ({ text }) => read(text).needs,
      isDone: (other) => settled.has(other),
      circle: (steps) => report(circleFinding(steps)),
      leave: (done, inCircle) => settled.set(done, conclude(done.text, done.place, { warnIfEmpty: true, inCircle })),
    });
    return outcomeOf(definition);
  }

  function conclude(text: string, place: Place, options: EvaluateOptions & { readonly inCircle?: boolean }): Outcome {
    const { expression, problems, needs } = read(text);
    for (const { span, ...problem } of problems) report({ ...problem, place: { ...place, span } });
    if (!expression || options.inCircle) return { clusters: none, failed: true };
    const clusters = result(text);
    const failed = needs.some((need) => outcomeOf(need.definition).failed);
    const isExplained = failed || problems.length > 0 || expression.kind === 'none';
    if (options.warnIfEmpty && !isExplained && size > 0 && clusters.isEmpty()) report(emptyFinding(place));
    if (options.within && !isExplained && isOutside(clusters, options.within.clusters))
      report(outsideFinding(place, options.within.of));
    return { clusters, failed };
  }

  function report(finding: Finding): void {
    findings.set(JSON.stringify([finding.rule.id, finding.message, finding.place]), finding);
  }

  return {
    evaluate(text, place, options) {
      for (const need of read(text).needs) outcomeOf(need.definition);
      return conclude(text, place, options).clusters;
    },
    settle: (definition) => outcomeOf(definition).clusters,
    findings: () => [...findings.values()],
  };
}

/** An expression that selects nothing at all gets another warning. */
function isOutside(clusters: ClusterSet, within: ClusterSet): boolean {
  return !clusters.isEmpty() && !within.isEmpty() && clusters.and(within).isEmpty();
}

function outsideFinding(place: Place, of: string): Finding {
  const hint = 'It has no effect: change one of the two expressions, or take it out.';
  return { rule: selectsNothing, message: `the expression selects no cluster of ${of}`, hint, place };
}

function emptyFinding(place: Place): Finding {
  const hint = 'Try parts of it with "resedge match", or write "none" where no cluster is meant.';
  return { rule: selectsNothing, message: 'the expression selects no cluster', hint, place };
}
