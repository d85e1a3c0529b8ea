import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRepository, temporaryFolder, writeFiles } from '../support/git.ts';
import { describeWithKustomize } from '../support/kustomize.ts';
import { type Console, expectOutput, openConsole, stepsOf } from './console.ts';
import { blocks, namedFile, projectFolder, readme, section } from './markdown.ts';

/** The sections of the README that can be followed at a keyboard, and what there has to be before. */
const walks: Readonly<Record<string, () => Promise<Console> | Console>> = {
  'A tour of five minutes': () => openConsole(temporaryFolder()),
  'A week in the life'() {
    const folder = temporaryFolder();
    copyFileSync(join(projectFolder, 'examples/stores.csv'), join(folder, 'stores.csv'));
    return openConsole(folder);
  },
  Find: () => inExample(),
  'Why, and why not': () => inExample(),
  'Change an application on some clusters': () => inExample(),
  'Change the inventory': () => inExample(),
  'Take over clusters that run Flux': () => openConsole(createRepository()),
  async 'Import clusters'() {
    const console = await inExample();
    copyFileSync(join(projectFolder, 'examples/openings.csv'), join(console.cwd, 'openings.csv'));
    return console;
  },
};

/** The fleet that the tour begins with, committed. */
async function inExample(withKustomize = false): Promise<Console> {
  const console = openConsole(createRepository(), withKustomize);
  await console.run('resedge init . --example --yes');
  await console.run('git add . && git commit --quiet -m "The fleet as it is"');
  return console;
}

describe.each(Object.entries(walks))('in the README: %s', followed);

describeWithKustomize('what needs Kustomize in the README', () => {
  describe('What a change will do', () => followed('What a change will do', () => inExample(true)));
  describe('Namespaces', () => followed('Namespaces', () => inExample(true)));
});

function followed(title: string, start: () => Promise<Console> | Console): void {
  const walk = blocks(section(readme, title));

  it('prints what it says, command by command', async () => {
    const console = await start();
    const folder = console.cwd;
    for (const block of walk) {
      const file = namedFile(block);
      if (file) writeFiles(console.cwd, { [file.path]: file.text });
      if (block.language !== 'console') continue;
      for (const { command, expected } of stepsOf(block.text)) {
        const output = await console.run(command);
        expectOutput(output.replaceAll(folder, '/tmp/tour'), expected, command);
      }
    }
  });

  it('has commands in its blocks, and each begins its line', () => {
    const steps = walk.filter(({ language }) => language === 'console').flatMap(({ text }) => stepsOf(text));
    expect(steps.map(({ command }) => command.replace(/ .*/s, ''))).toContain('resedge');
    for (const { text } of walk.filter(({ language }) => language === 'console')) expect(text).toMatch(/^\$ /);
  });
}

it('the table of stores in the README is the beginning of the file', () => {
  const [table] = blocks(section(readme, 'A week in the life')).filter(({ language }) => language === 'csv');
  const file = readFileSync(join(projectFolder, 'examples/stores.csv'), 'utf8');
  expect(file.startsWith(table?.text ?? 'no table')).toBe(true);
  expect(file.split('\n')).toHaveLength(302);
});
