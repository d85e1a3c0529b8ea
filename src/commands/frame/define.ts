import type { Host } from '../../ports/host.ts';
import type { Format } from '../../views/view.ts';
import type { Argument } from './arguments.ts';
import type { Context } from './context.ts';
import type { Flag } from './flags.ts';
import type { Outcome } from './outcome.ts';

type Arguments = Readonly<Record<string, Argument<unknown>>>;
type Flags = Readonly<Record<string, Flag<unknown>>>;

/** What was typed, read: one property for each argument and flag, under the key that the command gave it. */
type Input<S extends Arguments | Flags> = { readonly [K in keyof S]: ReturnType<S[K]['read']> };

interface Help {
  /** What the command does, in a few sentences. */
  readonly description: string;
  /** What it is good for, and what to type. */
  readonly examples: readonly { readonly title: string; readonly command: string }[];
  /** What exit code 1 means; absent if the command never ends with it. */
  readonly findings?: string;
  /** What `-o` offers; absent if there is nothing to choose. */
  readonly formats?: readonly Format[];
  /** `-o` may also name a folder to write to: `context.folder`. */
  readonly writesFolder?: boolean;
}

/** A command as the frame runs it. */
export interface Command extends Help {
  readonly arguments: Arguments;
  readonly flags: Flags;
  /** `typed` holds what commander read, under the keys of `arguments` and `flags`. */
  run(context: Context, typed: Readonly<Record<string, unknown>>): Promise<Outcome>;
}

/** Makes a command: `run` gets what was typed with the types that its arguments and flags say. */
export function defineCommand<
  A extends Arguments = Readonly<Record<never, never>>,
  F extends Flags = Readonly<Record<never, never>>,
>(
  command: Help & {
    readonly arguments?: A;
    readonly flags?: F;
    run(context: Context, input: Input<A> & Input<F>): Promise<Outcome>;
  },
): Command {
  const { arguments: words, flags, run, ...help } = command;
  return {
    ...help,
    arguments: words ?? {},
    flags: flags ?? {},
    async run(context, typed) {
      const { env } = context.host;
      return run(context, { ...readAll(words, typed, env), ...readAll(flags, typed, env) });
    },
  };
}

/** Reads each value that was typed as its argument or flag says. */
export function readAll<S extends Arguments | Flags>(
  specs: S | undefined,
  typed: Readonly<Record<string, unknown>>,
  env: Host['env'],
): Input<S> {
  const entries = Object.entries(specs ?? {}).map(([key, spec]): unknown[] => [key, spec.read(typed[key], env)]);
  return Object.fromEntries(entries);
}
