/** A word that a command takes; T is what `run` gets for it. */
export interface Argument<T> {
  /** As commander reads it: `<name>`, `[name]`, `<name...>`, `[name...]`. */
  readonly syntax: string;
  /** What it stands for, without a full stop. */
  readonly summary: string;
  /** Turns what was typed into the value; undefined stands for nothing typed. */
  read(typed: unknown): T;
}

export function required(name: string, summary: string): Argument<string> {
  return { syntax: `<${name}>`, summary, read: String };
}

export function optional(name: string, summary: string): Argument<string | undefined> {
  return { syntax: `[${name}]`, summary, read: (typed) => (typed === undefined ? undefined : String(typed)) };
}

/** Any number of words, none included. */
export function any(name: string, summary: string): Argument<readonly string[]> {
  return { syntax: `[${name}...]`, summary, read: words };
}

function words(typed: unknown): readonly string[] {
  return Array.isArray(typed) ? typed.map(String) : [];
}
