import { ClusterSet } from '../model/cluster-set.ts';
import type { Item } from '../model/inventory.ts';
import type { Expectation } from '../model/kinds.ts';
import type { Place } from '../model/place.ts';
import type { Resolution } from '../model/resolution.ts';

/** What is not as an expectation says. */
export interface Failure {
  /** The field that says so. */
  readonly check: 'on' | 'notOn' | 'variant' | 'count';
  /** What is wrong, without the clusters and without a full stop. */
  readonly message: string;
  /** The clusters that are not as expected; none if their number alone is wrong. */
  readonly clusters: ClusterSet;
  readonly place: Place;
}

/** An expectation beside what is. */
export interface CheckedExpectation {
  readonly expectation: Item<Expectation>;
  readonly failures: readonly Failure[];
  /** What makes it say less than it seems to. */
  readonly warnings: readonly string[];
  /** The clusters that must have the application, without retired ones. */
  readonly wanted: ClusterSet;
  /** The clusters that have it. */
  readonly placed: ClusterSet;
}

/** Holds an expectation against who gets what. */
export function checkExpectation(resolution: Resolution, expectation: Item<Expectation>): CheckedExpectation {
  const { application, on, notOn, variant, count } = expectation.spec;
  const place = (...path: string[]) => ({ ...expectation.source, path: ['spec', ...path] });
  const placement = resolution.applications.find((candidate) => candidate.application.name === application);
  const none = ClusterSet.none(resolution.active.size);
  const placed = placement?.clusters ?? none;
  const selected = (field: 'on' | 'notOn', text: string | undefined) =>
    text === undefined ? none : resolution.select(text, place(field)).clusters.and(resolution.active);
  const wanted = selected('on', on);
  const unwanted = selected('notOn', notOn);
  const failures: Failure[] = [];
  const fail = (check: Failure['check'], message: string, clusters: ClusterSet, at = place(check)) => {
    failures.push({ check, message, clusters, place: at });
  };

  const lacking = wanted.minus(placed);
  if (!lacking.isEmpty()) fail('on', `${application} is missing`, lacking);
  const surplus = unwanted.and(placed);
  if (!surplus.isEmpty()) fail('notOn', `${application} must not be there`, surplus);
  if (variant !== undefined) {
    const right = placement?.variants.find(({ name }) => name === variant)?.clusters ?? none;
    const wrong = (on === undefined ? placed : wanted.and(placed)).minus(right);
    if (!wrong.isEmpty()) fail('variant', `${application} is another variant than ${variant}`, wrong);
  }
  const total = placed.count();
  const { min = 0, max = Number.POSITIVE_INFINITY } = count ?? {};
  if (total < min)
    fail('count', `${application} is on ${total}, and must be on ${min} or more`, none, place('count', 'min'));
  if (total > max)
    fail('count', `${application} is on ${total}, and must be on ${max} or fewer`, none, place('count', 'max'));

  const warnings: string[] = [];
  if (on !== undefined && wanted.isEmpty()) warnings.push(`"on" selects no cluster: ${on}`);
  if (notOn !== undefined && unwanted.isEmpty()) warnings.push(`"notOn" selects no cluster: ${notOn}`);
  if ([on, notOn, variant, count?.min, count?.max].every((field) => field === undefined))
    warnings.push('it expects nothing: give it on, notOn, variant or count');
  return { expectation, failures, warnings, wanted, placed };
}
