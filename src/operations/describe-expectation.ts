import { ClusterSet } from '../model/cluster-set.ts';
import type { Item } from '../model/inventory.ts';
import type { Expectation } from '../model/kinds.ts';
import type { Resolution } from '../model/resolution.ts';
import { type Describing, type Description, head } from './description.ts';

/** So many clusters that are not as expected are named. */
const mostNames = 10;

/** An expectation beside what is: how many clusters must have the application and how many of these do. */
export function describeExpectation(describing: Describing, expectation: Item<Expectation>): Description {
  const { resolution } = describing;
  const { application, on, notOn, variant, count } = expectation.object.spec;
  const placement = resolution.applications.find((candidate) => candidate.application.name === application);
  const none = ClusterSet.none(resolution.active.size);
  const placed = placement?.clusters ?? none;
  const selected = (field: 'on' | 'notOn', text: string | undefined) =>
    text === undefined
      ? none
      : resolution.select(text, { ...expectation.source, path: ['spec', field] }).clusters.and(resolution.active);
  const wanted = selected('on', on);
  const unwanted = selected('notOn', notOn).and(placed);
  const right =
    variant === undefined ? placed : (placement?.variants.find(({ name }) => name === variant)?.clusters ?? none);
  return {
    ...head('Expectation', expectation, describing),
    application,
    on: on ?? null,
    notOn: notOn ?? null,
    variant: variant ?? null,
    count: { min: count?.min ?? null, max: count?.max ?? null },
    clusters: placed.count(),
    expected: wanted.count(),
    missing: wanted.minus(right).count(),
    missingOn: namesOf(resolution, wanted.minus(right)),
    unexpected: unwanted.count(),
    unexpectedOn: namesOf(resolution, unwanted),
  };
}

function namesOf({ inventory }: Resolution, clusters: ClusterSet): string[] {
  return clusters.first(mostNames).map((index) => inventory.clusters[index]?.name ?? '');
}
