import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Notes } from '../../schedule/oracle.ts';
import { clusterByHand, isWhole } from './by-hand.ts';
import { type Now, play } from './play.ts';
import { world } from './random-world.ts';
import { clusters } from './world.ts';

const runs = process.env['RUNS'];

it('two weeks of deploys, holds, freezes and windows bring every cluster what it should have, worked out by hand', async () => {
  await fc.assert(
    fc.asyncProperty(world, async (some) => {
      const byHand = new Map(clusters.map((cluster) => [cluster, clusterByHand(some, cluster)]));
      for await (const now of play(some)) {
        const expected = Array.from(byHand, ([cluster, after]) => [cluster, after(now.deploy)] as const);
        expect(told(now, now.clusters)).toEqual(told(now, new Map(expected)));
        for (const [cluster, notes] of now.clusters) expect([cluster, notes && isWhole(notes)]).not.toContain(false);
      }
    }),
    { numRuns: Number(runs ?? 3), endOnFailure: runs !== undefined },
  );
}, 3_600_000);

/** What each cluster has, on a line. */
function told({ deploy: { at } }: Now, all: ReadonlyMap<string, Notes | undefined>): unknown {
  const lines = Array.from(all, ([cluster, notes]) => [cluster, notes ? textOf(notes) : 'nothing']);
  return { at, ...Object.fromEntries(lines) };
}

function textOf({ sets, variables }: Notes): string {
  const lines = Array.from(sets, ([name, note]) => `${name}: ${note}`).sort();
  const values = Array.from(variables, ([name, value]) => `${name}=${value}`).sort();
  return `${lines.join('; ')} | ${values.join(' ')}`;
}
