import { UsageError } from '../model/errors.ts';
import { type Format, formats } from '../views/view.ts';
import { choice, dryRun, type Flag, orVariable, selector, text, toggle, yes } from './flags.ts';

/** Flags that every command has. */
export const globalFlags = {
  repo: orVariable(text('-C, --repo <dir>', 'work on the fleet repository at this folder or above it'), 'RESEDGE_REPO'),
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

const movable: readonly Flag<unknown>[] = [...Object.values(globalFlags), outputFlag([]), selector, yes, dryRun];

/** Those of the flags that may stand in front of the command's name whose value is the next word: `-C`, `--repo`. */
export const flagsWithValue: ReadonlySet<string> = new Set(
  movable
    .filter(({ flags }) => flags.includes('<'))
    .flatMap(({ flags }) => flags.split(/,? /).filter((word) => word.startsWith('-'))),
);
