import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CommandEntry } from '../../src/commands/frame/entry.ts';
import { locate } from '../../src/commands/frame/locate.ts';
import { commands } from '../../src/commands/index.ts';
import { rules } from '../../src/model/rules/index.ts';
import { run } from '../support/host.ts';
import { blocks, projectFolder, readme, section, tableRows } from './markdown.ts';

/** `hooks install`, for each command that can be run. */
function runnable(entries: readonly CommandEntry[], above = ''): string[] {
  return entries.flatMap(({ name, load, hidden, commands: below = [] }) => [
    ...(load && !hidden ? [above + name] : []),
    ...runnable(below, `${above}${name} `),
  ]);
}

/** What a text asks to type: from `resedge` to the end of the code or the line. */
function commandLines(text: string): string[] {
  const inline = [...text.matchAll(/`(resedge [^`]+)`/g)].map(([, code = '']) => code);
  const inBlocks = blocks(text).flatMap((block) => [...block.text.matchAll(/^(?:\$ )?(resedge .*)$/gm)]);
  return [...inline, ...inBlocks.map(([, line = '']) => line)].map((line) => line.replace(/ [|>] .*/, ''));
}

/** The Markdown and the YAML of a folder, by path. */
function texts(folder: string): string[] {
  return readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(md|yaml)$/.test(path))
    .map((path) => `${folder}/${path}`);
}

describe('the table of commands in the README', () => {
  it('has every command, in the order of resedge --help, and no other', () => {
    const rows = tableRows(section(readme, 'Commands')).map(([command = '']) => command);
    const named = rows.map((row) => row.replace(/^`resedge ([a-z ]+[a-z]).*`$/, '$1'));
    const isFamily = new Set(named);
    expect(named).toEqual(
      commands.flatMap((entry) => (isFamily.has(entry.name) && !entry.load ? entry.name : runnable([entry]))),
    );
  });

  it('has words that say what each does', () => {
    for (const [, words = ''] of tableRows(section(readme, 'Commands'))) expect(words).toMatch(/^[a-z].{10,}/);
  });
});

const asking = ['README.md', ...texts('examples'), ...texts('templates')]
  .map((path) => ({ path, lines: commandLines(readFileSync(join(projectFolder, path), 'utf8')) }))
  .filter(({ lines }) => lines.length > 0);

describe('what the documents ask to type', () => {
  it('is in the README, in the example and in the templates', () => {
    expect(asking.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['README.md', 'examples/retail/README.md', 'templates/init/README.md']),
    );
  });

  it.each(asking)('$path: commands and flags that there are', async ({ lines }) => {
    for (const line of lines) await expectCommand(line);
  });

  it('resedge --help and every rule: commands and flags that there are', async () => {
    const { out } = await run(['--help']);
    for (const text of [out.replace(/^Usage: .*/ms, ''), ...rules.map(({ page }) => page)]) {
      for (const [line] of text.matchAll(/(?<=^ {2,}|`)resedge [a-z][^`\n]*/gm)) await expectCommand(line);
    }
  });
});

async function expectCommand(line: string): Promise<void> {
  const words = line.split(' ').slice(1);
  const { path, entry } = locate(words, commands);
  expect((entry?.load ?? entry?.commands) && path.length > 0, `there is no command: ${line}`).toBeTruthy();
  const { out: help } = await run([...path, '--help']);
  for (const word of words.filter((one) => /^--?[a-z]/i.test(one)))
    expect(help, line).toMatch(flagIn(word.replace(/=.*/s, '')));
}

describe('what the README says is not there yet', () => {
  const list = section(readme, 'Limits').replace(/^.*\nNot there yet:\n/s, '');
  const missing = [...list.matchAll(/(?:^\* |; )([a-z, ]+):/gm)].flatMap(([, words = '']) => words.split(', '));

  it('is a list of commands', () => {
    expect(missing).not.toEqual([]);
    for (const name of missing) expect(name).toMatch(/^[a-z]+$/);
  });

  it.each(missing)('%s: there is no such command', (name) => {
    expect(commands.map((command) => command.name)).not.toContain(name);
  });
});

function flagIn(flag: string): RegExp {
  return new RegExp(`(^|[ ,])${flag}(?![\\w-])`, 'm');
}
