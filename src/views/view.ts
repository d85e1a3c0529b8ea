import type { Style } from './style.ts';

/** The forms that a result can be printed in. All but text, wide and markdown are made for programs, and stable. */
export const formats = ['text', 'wide', 'name', 'json', 'jsonl', 'yaml', 'markdown', 'github', 'sarif'] as const;

export type Format = (typeof formats)[number];

/** Turns a result into text; into pieces of text if all of it would be too much at once. */
export type View<T> = (result: T, style: Style) => string | Iterable<string>;

/** The forms that a result has. The first one is what people get. */
export type Views<T> = { readonly text: View<T> } & { readonly [F in Format]?: View<T> };
