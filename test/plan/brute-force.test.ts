import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRuns, renderAll } from './brute-force.ts';
import { fleetOf, type Knobs, start, turns } from './fifty-clusters.ts';
import { buildingHost, changesOf, planOf, stateOf } from './states.ts';

describe('a plan for fifty clusters', () => {
  it('says just what a render of every cluster before and after says, whatever changes', async () => {
    const host = buildingHost();
    const before = fleetOf(start);
    const runsBefore = await renderAll(await stateOf(host, before));
    const check = async (list: readonly Partial<Knobs>[]) => {
      const after = fleetOf(Object.assign({}, start, ...list));
      const state = await stateOf(host, after);
      fc.pre((await state.evaluated()).errors.length === 0);
      const expected = compareRuns(runsBefore, await renderAll(state));
      expect(changesOf(await planOf(host, before, after))).toEqual(expected);
    };
    await fc.assert(fc.asyncProperty(fc.array(turns, { minLength: 1, maxLength: 2 }), check), {
      numRuns: Number(process.env['RUNS'] ?? 10),
    });
  }, 60_000);
});
