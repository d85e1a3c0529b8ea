import type { Completes } from './completes.ts';

/** A word that a command takes; T is what `run` gets for it. */
export interface Argument<T> {
  /** As commander reads it: `<name>`, `[name]`, `<name...>`, `[name...]`. */
  readonly syntax: string;
  /** What it stands for, without a full stop. */
  readonly summary: string;
  /** What completion offers for it. */
  readonly completes?: Completes | undefined;
  /** Turns what was typed into the value; undefined stands for nothing typed. */
  read(typed: unknown): T;
}

export function required(name: string, summary: string, completes?: Completes): Argument<string> {
  return { syntax: `<${name}>`, summary, completes, read: String };
}

export function optional(name: string, summary: string, completes?: Completes): Argument<string | undefined> {
  const read = (typed: unknown) => (typed === undefined ? undefined : String(typed));
  return { syntax: `[${name}]`, summary, completes, read };
}

/** Any number of words, none included. */
export function any(name: string, summary: string, completes?: Completes): Argument<readonly string[]> {
  return { syntax: `[${name}...]`, summary, completes, read: words };
}

/** One word or more. */
export function some(name: string, summary: string, completes?: Completes): Argument<readonly string[]> {
  return { syntax: `<${name}...>`, summary, completes, read: words };
}

function words(typed: unknown): readonly string[] {
  return Array.isArray(typed) ? typed.map(String) : [];
}
