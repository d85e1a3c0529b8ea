import { describe, expect, it } from 'vitest';
import type { CommandEntry } from '../../src/commands/frame/entry.ts';
import { topics } from '../../src/commands/frame/topics.ts';
import { commands } from '../../src/commands/index.ts';
import { run } from '../support/host.ts';

/** The words of every command that can be run. */
function paths(entries: readonly CommandEntry[], above: readonly string[] = []): string[][] {
  return entries.flatMap(({ name, load, commands: below = [] }) => [
    ...(load ? [[...above, name]] : []),
    ...paths(below, [...above, name]),
  ]);
}

const runnable = paths(commands).map((path) => ({ path, name: path.join(' ') }));

describe('resedge', () => {
  it.each([[[]], [['--help']], [['help']], [['-C', 'x']]])('shows all commands for %j', async (argv) => {
    const { code, out, err } = await run(argv);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const { name, summary } of commands.filter(({ hidden }) => !hidden))
      expect(out).toMatch(new RegExp(`^  ${name} +${summary.slice(0, 20)}`, 'm'));
  });

  it('leaves out what is for programs', async () => {
    expect((await run(['--help'])).out).not.toContain('__');
  });

  it('suggests the command that was meant', async () => {
    const { code, err } = await run(['rlue']);
    expect(code).toBe(2);
    expect(err).toBe("error: unknown command 'rlue'\nhint: Did you mean rule?\nSee resedge --help\n");
  });

  it('does not take an unknown command for a question about all commands', async () => {
    expect(await run(['rlue', '--help'])).toMatchObject({ code: 2, out: '' });
  });
});

describe('a command that only holds others', () => {
  it('shows them', async () => {
    const { code, out } = await run(['hooks']);
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}install +validate /m);
  });

  it('suggests the one that was meant', async () => {
    expect(await run(['hooks', 'instal'])).toEqual({
      code: 2,
      out: '',
      err: "error: unknown command 'instal'\nhint: Did you mean install?\nSee resedge hooks --help\n",
    });
  });
});

describe('every command', () => {
  it.each(runnable)('$name has examples, and says how it ends', async ({ path, name }) => {
    const { code, out, err } = await run([...path, '--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(new RegExp(`^Examples:\n  # .+\n  resedge ${path[0]}`, 'm'));
    expect(out).toContain(`Usage: resedge ${name} `);
    expect(out).toMatch(/^Exit status:\n {2}0 {4}done\n/m);
    expect(out).toContain('  -C, --repo <dir>');
    expect(out).not.toContain('--debug');
  });

  it.each(runnable)('$name: help is the same in front and behind', async ({ path }) => {
    const behind = await run([...path, '--help']);
    expect(await run(['help', ...path])).toEqual(behind);
    expect(await run(['-h', ...path])).toEqual(behind);
  });
});

describe('topics', () => {
  it.each(topics)('$name', async ({ name, text }) => {
    expect(await run(['help', name])).toEqual({ code: 0, out: text, err: '' });
  });

  it('names them all where one does not exist', async () => {
    const { code, err } = await run(['help', 'environmnt']);
    expect(code).toBe(2);
    expect(err).toContain('hint: Topics: environment, exit-codes, expressions, output\n');
  });
});

it('resedge rule --help, in full', async () => {
  const { out } = await run(['rule', '--help']);
  expect(out).toMatchInlineSnapshot(`
    "Lists the rules that an inventory is checked with, or explains one: why it
    matters and how to fix it.

    Examples:
      # Every rule
      resedge rule

      # What RE102 is about
      resedge rule RE102

      # The same by name
      resedge rule schema

    Usage: resedge rule [options] [rule]

    Arguments:
      rule                   the id or the name of a rule

    Options:
      --no-headers           leave out the line with the column names
      -o, --output <format>  how to print the result: text, json, yaml (default:
                             text; env: RESEDGE_OUTPUT)

    Global options:
      -C, --repo <dir>       work on the fleet repository at this folder or above it
                             (env: RESEDGE_REPO)
      --color <when>         color the output: auto, always, never (default: auto;
                             env: RESEDGE_COLOR)
      -q, --quiet            print results and errors, no notes
      -v, --verbose          print more notes
      --no-input             never ask; fail where an answer is needed
      -h, --help             show this help

    Exit status:
      0    done
      2    could not do it: wrong use, files that do not load, Git or a registry that failed
      130  interrupted
    "
  `);
});
