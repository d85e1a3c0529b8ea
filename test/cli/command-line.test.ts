import { describe, expect, it } from 'vitest';
import { any, optional, required } from '../../src/commands/frame/arguments.ts';
import { confirm } from '../../src/commands/frame/confirm.ts';
import type { Context } from '../../src/commands/frame/context.ts';
import { type Command, defineCommand } from '../../src/commands/frame/define.ts';
import type { CommandEntry } from '../../src/commands/frame/entry.ts';
import { choice, count, list, mandatory, selector, text, toggle, yes } from '../../src/commands/frame/flags.ts';
import { runProgram } from '../../src/commands/frame/program.ts';
import { type FakeMachine, fakeHost } from '../support/host.ts';

const help = { description: 'Tries the command line.', examples: [] };

/** What a command gets to see of a command line. */
async function seen(
  command: (see: (what: unknown) => void) => Command,
  argv: readonly string[],
  machine: FakeMachine = {},
) {
  let what: unknown;
  const load = async () => ({ command: command((value) => (what = value)) });
  const entries: CommandEntry[] = [
    { name: 'try', summary: 'try', load, commands: [{ name: 'below', summary: 'below', load }] },
  ];
  await runProgram(argv, fakeHost(machine), entries);
  return what;
}

describe('arguments and flags', () => {
  const all = (see: (what: unknown) => void) =>
    defineCommand({
      ...help,
      arguments: { kind: required('kind', ''), name: optional('name', ''), more: any('more', '') },
      flags: {
        selector,
        cascade: toggle('--cascade', ''),
        reason: mandatory('--reason <text>', ''),
        group: list('-g, --group <name>', ''),
        size: count('--fleet-size <n>', ''),
        engine: choice('--engine <name>', '', ['flux', 'argo']),
        headers: toggle('--no-headers', ''),
      },
      async run(_, input) {
        see(input);
        return 'done';
      },
    });

  it('are read into one object, under the keys that the command gave them', async () => {
    const argv = [
      'try',
      'cluster',
      'la-1',
      'la-2',
      'la-3',
      '-g',
      'a',
      '--group=b',
      '--reason',
      'why',
      '--fleet-size',
      '12',
      '--no-headers',
    ];
    expect(await seen(all, [...argv, '-l', '/g/a', '--cascade', '--engine', 'argo'])).toEqual({
      kind: 'cluster',
      name: 'la-1',
      more: ['la-2', 'la-3'],
      selector: '/g/a',
      cascade: true,
      reason: 'why',
      group: ['a', 'b'],
      size: 12,
      engine: 'argo',
      headers: false,
    });
  });

  it('have values where nothing was typed', async () => {
    expect(await seen(all, ['try', 'cluster', '--reason', 'why'])).toEqual({
      kind: 'cluster',
      name: undefined,
      more: [],
      selector: undefined,
      cascade: false,
      reason: 'why',
      group: [],
      size: undefined,
      engine: 'flux',
      headers: true,
    });
  });

  it.each([
    [['try', '--reason', 'x'], "missing required argument 'kind'"],
    [['try', 'cluster'], "required option '--reason <text>' not specified"],
    [['try', 'cluster', '--reason', 'x', '--fleet-size', '1.5'], '--fleet-size <n> takes a whole number, not "1.5"'],
    [['try', 'cluster', '--reason', 'x', '--engine', 'helm'], 'Allowed choices are flux, argo.'],
  ])('%j is refused', async (argv, message) => {
    await expect(seen(all, argv)).rejects.toThrow(message);
  });
});

describe('flags that every command has', () => {
  const settings = (see: (what: unknown) => void) =>
    defineCommand({
      ...help,
      formats: ['text', 'json'],
      flags: { dryRun: toggle('--dry-run', ''), name: text('--name <name>', '') },
      async run({ repo, format, verbose, canAsk }, { dryRun, name }) {
        see({ repo, format, verbose, canAsk, dryRun, name });
        return 'done';
      },
    });
  const usual = { repo: '.', format: 'text', verbose: false, canAsk: false, dryRun: false, name: undefined };

  it.each([
    { argv: ['try'], expected: {} },
    {
      argv: ['try', '-C', 'x', '-o', 'json', '-v', '--dry-run'],
      expected: { repo: 'x', format: 'json', verbose: true, dryRun: true },
    },
    {
      argv: ['-C', 'x', '-o', 'json', '-v', '--dry-run', 'try'],
      expected: { repo: 'x', format: 'json', verbose: true, dryRun: true },
    },
    { argv: ['--repo=x', 'try', '--repo', 'y'], expected: { repo: 'y' } },
    { argv: ['-Cx', 'try', '--name', 'below'], expected: { repo: 'x', name: 'below' } },
    { argv: ['-C', 'try', 'try', '-v', 'below'], expected: { repo: 'try', verbose: true } },
  ])('$argv', async ({ argv, expected }) => {
    expect(await seen(settings, argv)).toEqual({ ...usual, ...expected });
  });

  it.each([
    { env: { RESEDGE_REPO: 'x', RESEDGE_OUTPUT: 'json' }, expected: { repo: 'x', format: 'json' } },
    { env: { RESEDGE_REPO: '', RESEDGE_OUTPUT: 'name' }, expected: {} },
  ])('$env', async ({ env, expected }) => {
    expect(await seen(settings, ['try'], { env })).toEqual({ ...usual, ...expected });
  });

  it('words that nobody reads are refused, with what to write', async () => {
    await expect(seen(settings, ['try', 'cluster', 'la'])).rejects.toMatchObject({
      message: 'there are too many words: cluster la',
      hint: 'Write it so: resedge try [options] [command]',
    });
  });

  it('win over the environment', async () => {
    const env = { RESEDGE_REPO: 'x', RESEDGE_OUTPUT: 'json' };
    expect(await seen(settings, ['try', '-C', 'y', '-o', 'text'], { env })).toEqual({ ...usual, repo: 'y' });
  });

  it('ask only where somebody can answer', async () => {
    expect(await seen(settings, ['try'], { tty: true })).toEqual({ ...usual, canAsk: true });
    expect(await seen(settings, ['try', '--no-input'], { tty: true })).toEqual(usual);
  });

  it.each([{ RESEDGE_OUTPUT: 'xml' }, { RESEDGE_COLOR: 'blue' }])('refuse %j', async (env) => {
    await expect(seen(settings, ['try'], { env })).rejects.toThrow(/RESEDGE_\w+ is "\w+", which is none of /);
  });
});

describe('notes', () => {
  const noting = () =>
    defineCommand({
      ...help,
      async run(context) {
        context.note('two files');
        return 'done';
      },
    });

  it.each([
    { argv: ['try'], err: 'two files\n' },
    { argv: ['try', '-q'], err: '' },
  ])('$argv', async ({ argv, err }) => {
    const host = fakeHost();
    await runProgram(argv, host, [{ name: 'try', summary: 'try', load: async () => ({ command: noting() }) }]);
    expect(host.err).toBe(err);
  });
});

describe('confirm', () => {
  const asking = (see: (what: unknown) => void) =>
    defineCommand({
      ...help,
      flags: { yes },
      async run(context: Context, { yes: agreed }) {
        see(await confirm(context, 'Delete la-1?', agreed));
        return 'done';
      },
    });

  it.each([
    { argv: ['try', '--yes'], machine: {}, answer: true },
    { argv: ['try'], machine: { tty: true, answers: [true] }, answer: true },
    { argv: ['try'], machine: { tty: true, answers: [false] }, answer: false },
  ])('$argv $machine', async ({ argv, machine, answer }) => {
    expect(await seen(asking, argv, machine)).toBe(answer);
  });

  it('never waits where nobody can answer', async () => {
    await expect(seen(asking, ['try'])).rejects.toThrow('this needs an answer: Delete la-1?');
  });
});
