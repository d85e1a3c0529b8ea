import { describe, expect, it } from 'vitest';
import { type Cause, createCauses } from '../../src/admission/causes.ts';
import { overSubscribed } from '../../src/model/rules/re501-over-subscribed.ts';
import { objects, readFleet } from '../support/fleet.ts';

const { inventory } = readFleet(objects('Cluster a: {}\nCluster b: {}\nCluster c: {}\nCluster d: {}')).resolution;

function cause(why: string, weight?: bigint, about = 'too much'): Cause {
  return { rule: overSubscribed, place: { file: 'a.yaml' }, about, why, ...(weight === undefined ? {} : { weight }) };
}

/** What is told of causes, each on some clusters. */
function told(...causes: readonly [Cause, readonly number[]][]): string[] {
  const found = createCauses(inventory);
  for (const [one, clusters] of causes) found.add(one, clusters);
  return found.findings().map(({ message }) => message);
}

describe('why clusters refuse something', () => {
  it('is told once, with all clusters that it concerns', () => {
    expect(told([cause('full'), [0]], [cause('full'), [2, 1]])).toEqual(['too much on 3 clusters (a, b, c): full']);
    expect(told([cause('full'), [0]], [cause('full', 0n, 'else'), [0]])).toEqual([
      'too much on cluster a: full',
      'else on cluster a: full',
    ]);
  });

  it('is the worst of what differs from cluster to cluster, with the first that has it', () => {
    expect(told([cause('2 too many', 2n), [0, 1]], [cause('5 too many', 5n), [2, 3]])).toEqual([
      'too much on 4 clusters (a, b, c and 1 more): on cluster c, 5 too many',
    ]);
    expect(
      told([cause('5 too many', 5n), [3]], [cause('2 too many', 2n), [0]], [cause('5 too many', 5n), [1]]),
    ).toEqual(['too much on 3 clusters (a, b, d): on cluster b, 5 too many']);
  });
});
