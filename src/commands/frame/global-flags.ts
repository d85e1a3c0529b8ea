import { UsageError } from '../../model/errors.ts';
import type { ColorMode } from '../../views/style.ts';
import { type Format, formats } from '../../views/view.ts';
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

/**
 * `-o` for a command with these forms. RESEDGE_OUTPUT counts if the command has the form that it names. Some commands
 * write to a folder: there it may also name that.
 */
export function outputFlag(offered: readonly Format[], orFolder = false): Flag<Format> {
  return {
    flags: orFolder ? '-o, --output <format|dir>' : '-o, --output <format>',
    summary: orFolder
      ? `how to print the result (${offered.join(', ')}), or the folder to write to`
      : 'how to print the result',
    variable: 'RESEDGE_OUTPUT',
    ...(orFolder ? { completes: offered } : { choices: offered }),
    read(typed, env) {
      if (orFolder && typed !== undefined) return offered.find((name) => name === typed) ?? 'text';
      const wanted = typed ?? (env['RESEDGE_OUTPUT'] || 'text');
      const format = formats.find((name) => name === wanted);
      if (!format) throw new UsageError(`RESEDGE_OUTPUT is "${wanted}", which is none of ${formats.join(', ')}`);
      return offered.includes(format) ? format : 'text';
    },
  };
}

/** What `--color` says in a line that was not read by its command, or not to its end; `auto` if nobody can tell. */
export function colorIn(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): ColorMode {
  const at = argv.findLastIndex((word) => word === '--color' || word.startsWith('--color='));
  const word = argv[at] ?? '';
  const typed = word === '--color' ? argv[at + 1] : word.slice('--color='.length);
  const modes: readonly ColorMode[] = ['auto', 'always', 'never'];
  return modes.find((mode) => mode === (typed || env['RESEDGE_COLOR'])) ?? 'auto';
}

/** The folder that `-o` names; undefined if it names a form, or nothing. */
export function folderOf(offered: readonly Format[], typed: unknown): string | undefined {
  return typed === undefined || offered.some((name) => name === typed) ? undefined : String(typed);
}

const movable = [...Object.values(globalFlags), outputFlag([]), selector, yes, dryRun];
const names = new Set(['-h', '--help', '--debug', ...movable.flatMap(flagNames)]);
const namesWithValue = new Set(movable.filter(takesValue).flatMap(flagNames));

/** How many words a flag takes that may stand in front of the command's name: 0 if the word is no such flag. */
export function wordsOfFlag(word: string): 0 | 1 | 2 {
  if (namesWithValue.has(word)) return 2;
  const name = word.startsWith('--') ? word.replace(/=.*/s, '') : word.slice(0, 2);
  return names.has(name) ? 1 : 0;
}
