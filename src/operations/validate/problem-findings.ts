import { at } from '../../model/at.ts';
import type { ClusterSet } from '../../model/cluster-set.ts';
import type { Finding } from '../../model/diagnostic.ts';
import type { Place } from '../../model/place.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { FleetVariables } from '../../render/fleet-variables.ts';
import type { ObjectProblem } from '../../render/object-problem.ts';
import { listClusters } from '../../resolve/wording.ts';
import { describeProblem } from './problem-words.ts';

/** A problem with a place that people wrote it at. */
export interface PlacedProblem {
  readonly problem: ObjectProblem;
  /** `application till` */
  readonly unit: string;
  readonly place: Place;
}

/** Problems with one cause, on all clusters that have it. */
interface Cause {
  readonly first: PlacedProblem;
  readonly clusters: ClusterSet;
  /** `ConfigMap/till of application till` */
  readonly objects: ReadonlySet<string>;
}

/** Findings for problems: one for each cause, however many objects and variants it is in. */
export function describeProblems(
  problems: readonly PlacedProblem[],
  resolution: Resolution,
  variables: FleetVariables,
): Finding[] {
  const causes = new Map<string, Cause>();
  for (const placed of problems) {
    const { problem, unit, place } = placed;
    const { rule, object, clusters } = problem;
    const key = JSON.stringify([rule.id, place, causeOf(problem)]);
    const known = causes.get(key) ?? { first: placed, clusters, objects: new Set<string>() };
    const objects = new Set([...known.objects, `${object.kind}/${object.name} of ${unit}`]);
    causes.set(key, { ...known, clusters: known.clusters.or(clusters), objects });
  }
  const { inventory, engine } = resolution;
  return Array.from(causes.values(), ({ first, clusters, objects }) => {
    const { problem, place } = first;
    const subject = {
      what: firstObject([...objects]),
      where: listClusters(clusters, inventory),
      words: engine.words,
      variables,
    };
    const finding = { rule: problem.rule, place, ...describeProblem(problem, subject) };
    return problem.object.kind === 'Secret' ? { ...finding, confidential: true } : finding;
  });
}

function causeOf(problem: ObjectProblem): readonly unknown[] {
  if (problem.about === 'site') return [problem.variable, problem.detail];
  return problem.about === 'name' ? [problem.path] : [problem.about, problem.subject, problem.detail];
}

function firstObject(objects: readonly string[]): string {
  const more = objects.length - 1;
  return more > 0 ? `${at(objects, 0)} (and ${more} more)` : at(objects, 0);
}
