import { UsageError } from '../model/errors.ts';
import { type Format, formats } from '../views/view.ts';
import { choice, dryRun, type Flag, flagNames, orVariable, selector, takesValue, text, toggle, yes } from './flags.ts';

/** Flags that every command has. */
export const globalFlags = {
  repo: orVariable(
    text('-C, --repo <dir>', 'work on the fleet repository at this folder or above it', 'folder'),
    'RESEDGE_REPO',
  ),
  color: orVariable(choice('--color <when>', 'color the output', ['auto', 'always', 'never']), 'RESEDGE_COLOR'),
  quiet: toggle('-q, --quiet', 'print results and errors, no notes'),
  verbose: toggle('-v, --verbose', 'print more notes'),
  input: toggle('--no-input', 'never ask; fail where an answer is needed'),
} as const;

/** `-o` for a command with these forms. RESEDGE_OUTPUT counts where the command has the form that it names. */
export function outputFlag(offered: readonly Format[]): Flag<Format> {
  return {
    flags: '-o, --output <format>',
    summary: 'how to print the result',
    variable: 'RESEDGE_OUTPUT',
    choices: offered,
    read(typed, env) {
      const wanted = typed ?? (env['RESEDGE_OUTPUT'] || 'text');
      const format = formats.find((name) => name === wanted);
      if (!format) throw new UsageError(`RESEDGE_OUTPUT is "${wanted}", which is none of ${formats.join(', ')}`);
      return offered.includes(format) ? format : 'text';
    },
  };
}

const movable = [...Object.values(globalFlags), outputFlag([]), selector, yes, dryRun];
const names = new Set(['-h', '--help', '--debug', ...movable.flatMap(flagNames)]);
const namesWithValue = new Set(movable.filter(takesValue).flatMap(flagNames));

/** How many words a flag takes that may stand in front of the command's name: 0 where the word is no such flag. */
export function wordsOfFlag(word: string): 0 | 1 | 2 {
  if (namesWithValue.has(word)) return 2;
  const name = word.startsWith('--') ? word.replace(/=.*/s, '') : word.slice(0, 2);
  return names.has(name) ? 1 : 0;
}
