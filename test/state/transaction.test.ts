import { describe, expect, it } from 'vitest';
import { type Transaction, transact } from '../../src/state/transaction.ts';
import { smallFleet } from '../commands/support.ts';
import { hostOf } from '../operations/support.ts';
import { memoryRepository } from '../support/memory-repository.ts';
import { workingCopyOf } from '../support/working-copy.ts';

/** The steps that were taken, each with `alone` if nobody else may write meanwhile; and the outcome. */
async function stepsOf(given: Partial<Transaction<string, string>>) {
  const copy = await workingCopyOf(hostOf(await memoryRepository(smallFleet)));
  const steps: string[] = [];
  const note = (step: string) => {
    const isAlone = copy.host.fs.stat('/fleet/.git/resedge/lock') !== undefined;
    steps.push(isAlone ? `${step} alone` : step);
  };
  const outcome = transact(copy, {
    what: 'test',
    asks: false,
    async plan() {
      note('plan');
      return 'planned';
    },
    agree() {
      note('agree');
      return true;
    },
    recheck: () => note('recheck'),
    write() {
      note('write');
      return 'written';
    },
    ...given,
  });
  const result = await outcome.catch((error: unknown) => String(error));
  note('after');
  return { steps, result };
}

describe('a transaction', () => {
  it('lets nobody else write from the reading to the end', async () => {
    const { steps, result } = await stepsOf({});
    expect(steps).toEqual(['plan alone', 'agree alone', 'write alone', 'after']);
    expect(result).toEqual({ planned: 'planned', written: 'written' });
  });

  it('lets others write while somebody is asked, and looks once more after the answer', async () => {
    const { steps, result } = await stepsOf({ asks: true });
    expect(steps).toEqual(['plan', 'agree', 'recheck alone', 'write alone', 'after']);
    expect(result).toEqual({ planned: 'planned', written: 'written' });
  });

  it('lets nobody write while it is worked out, if that is wanted', async () => {
    const { steps } = await stepsOf({ asks: true, plansAlone: true });
    expect(steps).toEqual(['plan alone', 'agree', 'recheck alone', 'write alone', 'after']);
  });

  it.each([false, true])('writes nothing if nobody agrees, asked or not: %s', async (asks) => {
    const { steps, result } = await stepsOf({ asks, agree: async () => false });
    expect(steps).toEqual([asks ? 'plan' : 'plan alone', 'after']);
    expect(result).toEqual({ planned: 'planned' });
  });

  it('writes nothing if what was looked at is not there any more', async () => {
    const recheck = () => Promise.reject(new Error('changed'));
    const { steps, result } = await stepsOf({ asks: true, recheck });
    expect(steps).toEqual(['plan', 'agree', 'after']);
    expect(result).toBe('Error: changed');
  });
});
