import { describe, expect, it } from 'vitest';
import { createContext } from '../../src/commands/frame/context.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { type FakeMachine, fakeHost } from '../support/host.ts';
import { memoryRepository } from '../support/memory-repository.ts';
import { cluster, smallFleet } from './support.ts';

/** What stands on standard error after each step: `[milliseconds since the start, rows done]`. */
function screens(steps: readonly [time: number, done: number][], machine: FakeMachine = {}, typed = {}): string[] {
  let now = 0;
  const host = fakeHost({ tty: true, ...machine });
  const clock = { ...host.clock, now: () => new Date(now) };
  let screen = '';
  const err = (text: string) => {
    screen += text;
  };
  const context = createContext({ ...host, clock, terminal: { ...host.terminal, err } }, [], [], typed);
  const seen = steps.map(([time, done]) => {
    now = time;
    context.progress(done, 40_000, 'rows read');
    return screen;
  });
  context.end();
  return [...seen, screen];
}

describe('progress', () => {
  it('is shown after half a second, then ten times a second at most, and is gone at the end', () => {
    const line = (done: string) => `\r${done} of 40,000 rows read`;
    expect(
      screens([
        [0, 1],
        [499, 900],
        [500, 1000],
        [599, 1100],
        [600, 12_000],
      ]),
    ).toEqual([
      '',
      '',
      line('1,000'),
      line('1,000'),
      `${line('1,000')}${line('12,000')}`,
      `${line('1,000')}${line('12,000')}\r${' '.repeat('12,000 of 40,000 rows read'.length)}\r`,
    ]);
  });

  it('says nothing where it is quick', () => {
    expect(screens([[400, 40_000]])).toEqual(['', '']);
  });

  it('wipes what a longer line left', () => {
    const [, shorter = ''] = screens([
      [500, 20_000],
      [600, 7],
    ]);
    expect(shorter.split('\r').at(-1)).toBe('7 of 40,000 rows read     ');
  });

  it('fits into the terminal', () => {
    let screen = '';
    const host = fakeHost({ tty: true });
    const err = (text: string) => {
      screen += text;
    };
    const terminal = { ...host.terminal, columns: 12, err };
    const times = [0, 1000];
    const clock = { ...host.clock, now: () => new Date(times.shift() ?? 0) };
    createContext({ ...host, terminal, clock }, [], [], {}).progress(1, 2, 'applications');
    expect(screen).toBe('\r1 of 2 appl');
  });

  it.each([
    { where: 'in a pipe', machine: { tty: false }, typed: {} },
    { where: 'in CI', machine: { env: { CI: 'true' } }, typed: {} },
    { where: 'with --quiet', machine: {}, typed: { quiet: true } },
  ])('is not shown $where', ({ machine, typed }) => {
    expect(screens([[5000, 1]], machine, typed)).toEqual(['', '']);
  });

  it('goes before anything else is said, and comes again if that takes long too', () => {
    let now = 0;
    const host = fakeHost({ tty: true });
    const context = createContext({ ...host, clock: { ...host.clock, now: () => new Date(now) } }, [], [], {});
    const shown = () => host.err.split('\r').at(-1);
    now = 500;
    context.progress(1, 3, 'rows read');
    expect(shown()).toBe('1 of 3 rows read');
    context.note('A note.');
    expect(host.err).toMatch(/\r {16}\rA note\.\n$/);
    now = 999;
    context.progress(2, 3, 'rows read');
    expect(shown()).toBe('A note.\n');
    now = 1000;
    context.progress(3, 3, 'rows read');
    expect(shown()).toBe('3 of 3 rows read');
    context.host.terminal.out('a result\n');
    expect(shown()).toBe('');
  });

  it('does not count the time in which somebody thinks', async () => {
    let now = 0;
    const host = fakeHost({ tty: true, answers: [true] });
    const clock = { ...host.clock, now: () => new Date(now) };
    const context = createContext({ ...host, clock }, [], [], {});
    const prompt = await context.host.prompt();
    now = 60_000;
    await prompt.confirm({ message: 'Go on?' });
    context.progress(1, 3, 'rows read');
    expect(host.err).toBe('');
    now = 60_500;
    context.progress(2, 3, 'rows read');
    expect(host.err).toBe('\r2 of 3 rows read');
  });

  /** A clock that goes on by itself, since all that is done here takes no time. */
  function busyClock(): Clock {
    let now = 0;
    return {
      now: () => {
        now += 300;
        return new Date(now);
      },
      sleep: async () => {},
    };
  }

  it.each([
    { command: ['generate'], counted: ['clusters generated', 'files written'] },
    { command: ['deploy', '-m', 'Open e3', '--yes'], counted: ['clusters generated', 'files written'] },
    { command: ['plan', '--base', 'main'], counted: ['files read'] },
  ])('is shown by $command, at a terminal alone', async ({ command, counted }) => {
    for (const tty of [true, false]) {
      const fleet = await memoryRepository(smallFleet);
      fleet.write(cluster('e3', 'stores/east'));
      const { code, err } = await fleet.run(command, { tty, clock: busyClock() });
      expect(code).toBe(0);
      expect(counted.filter((what) => err.includes(what))).toEqual(tty ? counted : []);
    }
  });
});
