import { describe, expect, it } from 'vitest';
import { temporaryFolder, writeFiles } from '../support/git.ts';
import { expectOutput, openConsole, stepsOf } from './console.ts';
import { blocks, namedFile, readme, section } from './markdown.ts';

describe('the tour in the README', () => {
  const tour = blocks(section(readme, 'A tour of five minutes'));

  it('prints what it says, command by command', async () => {
    const folder = temporaryFolder();
    const console = openConsole(folder);
    for (const block of tour) {
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
    const steps = tour.filter(({ language }) => language === 'console').flatMap(({ text }) => stepsOf(text));
    expect(steps.map(({ command }) => command.replace(/ .*/s, ''))).toContain('resedge');
    for (const { text } of tour.filter(({ language }) => language === 'console')) expect(text).toMatch(/^\$ /);
  });
});
