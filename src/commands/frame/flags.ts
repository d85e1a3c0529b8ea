import { UsageError } from '../../model/errors.ts';
import type { Host } from '../../ports/host.ts';
import type { Completes } from './completes.ts';

/** A flag of a command; T is what `run` gets for it. */
export interface Flag<T> {
  /** As commander reads it: `-l, --selector <expr>`. */
  readonly flags: string;
  /** What it does, without a full stop. */
  readonly summary: string;
  /** All that it accepts, if that is a fixed set: the first is what stands if nothing is given. */
  readonly choices?: readonly string[];
  /** The variable of the environment that stands in if it is not given. */
  readonly variable?: string;
  readonly mandatory?: boolean;
  /** May be given several times. */
  readonly repeats?: boolean;
  /** What completion offers for its value, beside the choices. */
  readonly completes?: Completes | undefined;
  /** Turns what was typed into the value; undefined stands for nothing typed. */
  read(typed: unknown, env: Host['env']): T;
}

/** A flag without a value. `--no-x` stands for x: true until it is given. */
export function toggle(flags: string, summary: string): Flag<boolean> {
  return { flags, summary, read: (typed) => typed === true };
}

export function text(flags: string, summary: string, completes?: Completes): Flag<string | undefined> {
  return { flags, summary, completes, read: (typed) => (typed === undefined ? undefined : String(typed)) };
}

/** A text without which the command makes no sense. */
export function mandatory(flags: string, summary: string): Flag<string> {
  return { flags, summary, mandatory: true, read: String };
}

/** A text that may be given several times. */
export function list(flags: string, summary: string, completes?: Completes): Flag<readonly string[]> {
  const read = (typed: unknown) => (Array.isArray(typed) ? typed.map(String) : []);
  return { flags, summary, repeats: true, completes, read };
}

/** A whole number, not negative. */
export function count(flags: string, summary: string): Flag<number | undefined> {
  return {
    flags,
    summary,
    read(typed) {
      if (typed === undefined) return undefined;
      if (!/^\d{1,9}$/.test(String(typed))) throw new UsageError(`${flags} takes a whole number, not "${typed}"`);
      return Number(typed);
    },
  };
}

/** One word of a fixed set, the first one unless another is given. */
export function choice<const C extends string>(flags: string, summary: string, choices: readonly [C, ...C[]]): Flag<C> {
  const [first] = choices;
  return {
    flags,
    summary,
    choices,
    read: (typed) => choices.find((word) => word === typed) ?? first,
  };
}

/** The same flag, with a variable of the environment that stands in for it. */
export function orVariable<T>(flag: Flag<T>, variable: string): Flag<T> {
  return {
    ...flag,
    variable,
    read(typed, env) {
      const value = typed ?? (env[variable] || undefined);
      if (value !== undefined && flag.choices?.includes(String(value)) === false) {
        throw new UsageError(`${variable} is "${value}", which is none of ${flag.choices.join(', ')}`);
      }
      return flag.read(value, env);
    },
  };
}

/** `-l, --selector <expr>`: `-l` and `--selector`. */
export function flagNames({ flags }: Pick<Flag<unknown>, 'flags'>): string[] {
  return flags.split(/,? /).filter((word) => word.startsWith('-'));
}

/** Whether a word follows the flag. */
export function takesValue({ flags }: Pick<Flag<unknown>, 'flags'>): boolean {
  return flags.includes('<');
}

/** Flags that several commands have: the same letter means the same everywhere. */
export const selector = text('-l, --selector <expr>', 'only the clusters that the expression selects', 'expression');
export const yes = toggle('-y, --yes', 'do it without asking');
export const dryRun = toggle('--dry-run', 'show what would change, and change nothing');
/** Input is `headers`: true until it is given. */
export const headers = toggle('--no-headers', 'leave out the line with the column names');
