import { checkExpectation, type Failure } from '../../explain/expectations.ts';
import { at } from '../../model/at.ts';
import { ClusterSet } from '../../model/cluster-set.ts';
import type { Item } from '../../model/inventory.ts';
import type { Expectation } from '../../model/kinds.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { ToldKind } from './definition.ts';
import { type Describing, type Description, head } from './facts/description.ts';

export const expectation: ToldKind = {
  isSelectable: false,
  status: ({ source }) => ({ source }),
  describe: (describing, index) =>
    describeExpectation(describing, at(describing.resolution.inventory.expectations, index)),
};

/** At most this many clusters that are not as expected are named. */
const mostNames = 10;

/** An expectation beside what is: how many clusters must have the application and how many of these do. */
function describeExpectation(describing: Describing, expectation: Item<Expectation>): Description {
  const { resolution } = describing;
  const { application, on, notOn, variant, count } = expectation.spec;
  const { failures, wanted, placed } = checkExpectation(resolution, expectation);
  const failing = (...checks: readonly Failure['check'][]) =>
    failures
      .filter(({ check }) => checks.includes(check))
      .reduce((all, { clusters }) => all.or(clusters), ClusterSet.none(resolution.active.size));
  const missing = failing('on', 'variant');
  const unexpected = failing('notOn');
  return {
    ...head(expectation, describing),
    application,
    on: on ?? null,
    notOn: notOn ?? null,
    variant: variant ?? null,
    count: { min: count?.min ?? null, max: count?.max ?? null },
    clusters: placed.count(),
    expected: wanted.count(),
    missing: missing.count(),
    missingOn: namesOf(resolution, missing),
    unexpected: unexpected.count(),
    unexpectedOn: namesOf(resolution, unexpected),
  };
}

function namesOf({ inventory }: Resolution, clusters: ClusterSet): string[] {
  return clusters.first(mostNames).map((index) => at(inventory.clusters, index).name);
}
