export interface Choice {
  readonly value: string;
  readonly name?: string;
  readonly description?: string;
}

/** Questions to a person at a terminal. An answer that is broken off (Ctrl-C) throws Interrupted. */
export interface Prompt {
  text(question: { message: string; default?: string; validate?(answer: string): true | string }): Promise<string>;
  confirm(question: { message: string; default?: boolean }): Promise<boolean>;
  select(question: { message: string; choices: readonly Choice[]; default?: string }): Promise<string>;
  /** One of many choices, narrowed by what is typed: `choices` is asked again at each letter. */
  search(question: { message: string; choices(typed: string): readonly Choice[] }): Promise<string>;
}
