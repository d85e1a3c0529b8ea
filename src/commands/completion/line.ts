import type { Command } from '../frame/define.ts';
import type { CommandEntry } from '../frame/entry.ts';
import { type Flag, flagNames, takesValue } from '../frame/flags.ts';
import { globalFlags, outputFlag } from '../frame/global-flags.ts';
import { type Located, locate } from '../frame/locate.ts';

/** A command line that somebody is typing. */
export interface Line {
  readonly located: Located;
  /** Undefined if none is named, or only one that holds others. */
  readonly command: Command | undefined;
  /** The flags that it may have. */
  readonly flags: readonly Flag<unknown>[];
  /** Its words so far, without flags. */
  readonly words: readonly string[];
  /** What flags were given so far, each with its last value if it takes one. */
  readonly given: ReadonlyMap<Flag<unknown>, string | undefined>;
  readonly typing: Typing;
}

/** The word that is typed. `before` stands in front of what is completed, and stays: `--output=`. */
export type Typing =
  | { readonly what: 'flag'; readonly text: string }
  | { readonly what: 'value'; readonly flag: Flag<unknown>; readonly before: string; readonly text: string }
  | { readonly what: 'word'; readonly text: string };

/** Reads a command line as far as it is typed: its last word is the one that is not finished. */
export async function readLine(typed: readonly string[], commands: readonly CommandEntry[]): Promise<Line> {
  const located = locate(typed.slice(0, -1), commands);
  const loaded = await located.entry?.load?.();
  const flags: Flag<unknown>[] = [...Object.values(loaded?.command.flags ?? {}), ...Object.values(globalFlags)];
  if (loaded?.command.formats) flags.push(outputFlag(loaded.command.formats, loaded.command.writesFolder));
  const { words, given, open, ended } = readWords(located.rest, flags);
  const typing = ended ? wordOf(typed) : typingOf(typed.at(-1) ?? '', open, flags);
  return { located, command: loaded?.command, flags, words, given, typing };
}

function readWords(rest: readonly string[], flags: readonly Flag<unknown>[]) {
  const words: string[] = [];
  const given = new Map<Flag<unknown>, string | undefined>();
  let open: Flag<unknown> | undefined;
  let ended = false;
  for (const word of rest) {
    if (open) {
      given.set(open, word);
      open = undefined;
    } else if (ended || !isFlag(word)) words.push(word);
    else if (word === '--') ended = true;
    else {
      const { name, value } = splitFlag(word);
      const flag = flags.find((one) => flagNames(one).includes(name));
      if (!flag) continue;
      given.set(flag, value);
      if (takesValue(flag) && value === undefined) open = flag;
    }
  }
  return { words, given, open, ended };
}

function typingOf(text: string, open: Flag<unknown> | undefined, flags: readonly Flag<unknown>[]): Typing {
  if (open) return { what: 'value', flag: open, before: '', text };
  if (!isFlag(text) && text !== '-') return { what: 'word', text };
  const { name, value } = splitFlag(text);
  const flag = value === undefined ? undefined : flags.find((one) => flagNames(one).includes(name));
  if (!flag || value === undefined || !takesValue(flag)) return { what: 'flag', text };
  return { what: 'value', flag, before: text.slice(0, text.length - value.length), text: value };
}

function wordOf(typed: readonly string[]): Typing {
  return { what: 'word', text: typed.at(-1) ?? '' };
}

/** `--output=json`, `-ojson` */
function splitFlag(word: string): { name: string; value: string | undefined } {
  const [, name = word, value] = /^(--[^=]*)=(.*)$/s.exec(word) ?? /^(-[^-])(.+)$/s.exec(word) ?? [];
  return { name, value };
}

function isFlag(word: string): boolean {
  return word.startsWith('-') && word !== '-';
}
