import fc from 'fast-check';
import { expect, it } from 'vitest';
import { havingText } from './notes.ts';
import { type Notes, oracleOf } from './oracle.ts';
import { play, type Step } from './play.ts';
import { length, world } from './world.ts';

const numRuns = Number(process.env['RUNS'] ?? 20);

it('two weeks of deploys, holds, freezes and windows come out as by hand, minute by minute', () => {
  fc.assert(
    fc.property(world, (some) => {
      const byHand = oracleOf(some);
      for (const step of play(some)) {
        const expected = byHand(step.deploy);
        expect({ at: step.deploy.at, has: havingText(step.after) }).toEqual({
          at: step.deploy.at,
          has: notesText(expected.after),
        });
        if (step.before) expect(untils(step, Date.parse(some.from))).toEqual(expected.untils);
        if (expected.held) expect(step.decision.moved).toBe(false);
      }
    }),
    { numRuns },
  );
});

/** In which minute what waits may move, as far as the two weeks go. */
function untils({ decision }: Step, start: number): Map<string, number | undefined> {
  return new Map(
    decision.waits.map(({ piece, until }) => {
      const minute = until === undefined ? Infinity : (until - start) / 60_000;
      return [piece.kind === 'namespace' ? piece.name : '*', minute < (length - 1) * 1440 ? minute : undefined];
    }),
  );
}

function notesText({ sets, variables }: Notes): string {
  if (sets.size === 0 && variables.size === 0) return 'nothing';
  const texts = Array.from(sets, ([name, note]) => `${name}: ${note}`).sort();
  return `${texts.join('; ')} | ${Array.from(variables, ([name, value]) => `${name}=${value}`)
    .sort()
    .join(' ')}`;
}
