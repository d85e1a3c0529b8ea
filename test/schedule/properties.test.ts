import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Having } from '../../src/model/line-up.ts';
import { having, havingText } from './notes.ts';
import { play, type Step } from './play.ts';
import { type Deploy, type World, world } from './world.ts';

const numRuns = Number(process.env['RUNS'] ?? 12);

/** Checks something for each step of a world. */
function eachStep(check: (step: Step, steps: readonly Step[]) => void): void {
  fc.assert(
    fc.property(world, (some) => {
      const steps = play(some);
      for (const step of steps) check(step, steps);
    }),
    { numRuns },
  );
}

/** All open, some days after the last deploy, with what was wanted last. */
function allOpen({ deploys }: World): Deploy[] {
  const last = deploys.at(-1);
  return last ? [1, 2].map((days) => ({ ...last, at: last.at + days * 1440, hold: undefined, atOnce: true })) : [];
}

function wanted({ deploy: { intent } }: Step): Having {
  return having(intent.sets, intent.variables);
}

function homesOf(some: Having | undefined, application: string): string[] {
  const sets = [...(some?.lineUp.sets.values() ?? [])];
  return sets.filter(({ applications }) => applications.includes(application)).map(({ namespace }) => namespace);
}

it('what is held never changes what it runs', () => {
  eachStep(({ decision, before, after }) => {
    if (!decision.waits.some(({ reason }) => reason.why === 'hold')) return;
    expect(havingText(after)).toBe(havingText(before));
    expect(decision.moved).toBe(false);
  });
});

it('what is said to have moved is what is different', () => {
  eachStep(({ decision, before, after }) => expect(decision.moved).toBe(havingText(after) !== havingText(before)));
});

it('everything that differs from what is wanted waits, and nothing else', () => {
  eachStep((step) => {
    const { decision, after } = step;
    const wants = wanted(step);
    const differ = (name: string) => after?.lineUp.sets.get(name)?.key !== wants.lineUp.sets.get(name)?.key;
    const names = [...new Set([...(after?.lineUp.sets.keys() ?? []), ...wants.lineUp.sets.keys()])]
      .filter(differ)
      .sort();
    const variables = havingText({ ...wants, variables: after?.variables ?? new Map() }) !== havingText(wants);
    const expected = after ? [...(variables ? ['variables'] : []), ...names] : ['cluster'];
    expect(decision.waits.map(({ piece }) => (piece.kind === 'namespace' ? piece.name : piece.kind))).toEqual(expected);
  });
});

it('everything that something depends on is there at each step', () => {
  eachStep(({ after }) => {
    const sets = [...(after?.lineUp.sets.values() ?? [])];
    const units = new Set(sets.flatMap((set) => set.units));
    expect(sets.flatMap(({ needs }) => needs).filter((need) => !units.has(need))).toEqual([]);
  });
});

it('an application that moves is in one place at each step', () => {
  eachStep((step) => {
    for (const application of ['a0', 'a1', 'a2', 'a3', 'a4']) {
      const places = [step.before, step.after, wanted(step)].map((some) => homesOf(some, application).length);
      expect(places[1]).toBeLessThanOrEqual(1);
      if (places[0] === 1 && places[2] === 1) expect(places[1]).toBe(1);
    }
  });
});

it('variables never part from the changing sets that use one that changes', () => {
  eachStep((step) => {
    const { before, after } = step;
    const wants = wanted(step);
    if (!before || !after) return;
    const changed = [...wants.variables]
      .filter(([name, value]) => before.variables.get(name) !== value)
      .map(([name]) => name);
    const variablesMoved = changed.every((name) => after.variables.get(name) === wants.variables.get(name));
    for (const name of new Set([...before.lineUp.sets.keys(), ...wants.lineUp.sets.keys()])) {
      const [old, now, goal] = [before, after, wants].map(({ lineUp }) => lineUp.sets.get(name));
      const uses = changed.some((variable) => old?.uses(variable) || goal?.uses(variable));
      if (uses && old?.key !== goal?.key) expect(now?.key === goal?.key).toBe(variablesMoved);
    }
  });
});

it('a deploy that is run again moves nothing, and tells the same', () => {
  fc.assert(
    fc.property(world, ({ deploys, ...rest }) => {
      const twice = play({ ...rest, deploys: deploys.flatMap((deploy) => [deploy, deploy]) });
      for (const [at, { decision }] of twice.entries()) {
        if (at % 2 === 0) continue;
        expect(decision.moved).toBe(false);
        expect(decision.waits).toEqual(twice[at - 1]?.decision.waits);
      }
    }),
    { numRuns },
  );
});

it('once all is open, a cluster has what it would have without windows, however often and whenever it was deployed to', () => {
  fc.assert(
    fc.property(world, fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }), (some, left) => {
      const last = play(some, allOpen(some)).at(-1);
      const fewer = { ...some, deploys: some.deploys.filter((_, at) => left[at]) };
      const other = play(fewer, allOpen(some)).at(-1);
      const goal = last && havingText(wanted(last));
      expect(last && havingText(last.after)).toBe(goal);
      expect(other && havingText(other.after)).toBe(goal);
      expect(last?.decision.waits).toEqual([]);
    }),
    { numRuns },
  );
});
