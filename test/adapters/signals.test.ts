import { expect, it } from 'vitest';
import { processSignals } from '../../src/adapters/signals.ts';

it('a signal does not end the program while an action runs: the action is told', async () => {
  const before = process.listenerCount('SIGHUP');
  const told = await processSignals.defer(async (isInterrupted) => {
    const early = await isInterrupted();
    process.kill(process.pid, 'SIGHUP');
    const deadline = Date.now() + 1000;
    while (!(await isInterrupted()) && Date.now() < deadline);
    return [early, await isInterrupted()];
  });
  expect(told).toEqual([false, true]);
  expect(process.listenerCount('SIGHUP')).toBe(before);
});
