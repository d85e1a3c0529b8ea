import type { CommandEntry } from './entry.ts';
import { wordsOfFlag } from './global-flags.ts';

/** The command that a command line names. */
export interface Located {
  /** The words that name it, `[]` if none does. */
  readonly path: readonly string[];
  /** Undefined if no command is named. */
  readonly entry: CommandEntry | undefined;
  /** The commands below it. */
  readonly below: readonly CommandEntry[];
  /** All other words; flags that stood in front of the name come first. */
  readonly rest: readonly string[];
}

/** Finds the command that a command line names, with flags in front of its name or behind. */
export function locate(argv: readonly string[], commands: readonly CommandEntry[]): Located {
  const path: string[] = [];
  const moved: string[] = [];
  let rest = argv;
  let entry: CommandEntry | undefined;
  let below = commands;
  while (below.length > 0) {
    const at = firstWord(rest);
    const found = below.find(({ name, aliases = [] }) => [name, ...aliases].includes(rest[at] ?? ''));
    if (!found) break;
    entry = found;
    below = found.commands ?? [];
    path.push(found.name);
    moved.push(...rest.slice(0, at));
    rest = rest.slice(at + 1);
  }
  return { path, entry, below, rest: [...moved, ...rest] };
}

/** The index of the first word that is not one of the flags that every command may have in front, or its value. */
function firstWord(argv: readonly string[]): number {
  let at = 0;
  for (let length = 1; length > 0; at += length) length = wordsOfFlag(argv[at] ?? '');
  return at;
}
