import type { BuiltObject } from '../render/built-object.ts';
import { compileTemplate } from '../render/substitute.ts';

/** An object whose variables can be replaced again and again. */
export interface ObjectTemplate {
  readonly text: string;
  /** Whether variables in it are replaced at all. */
  readonly fills: boolean;
  /** The variables that it reads. */
  readonly names: readonly string[];
  /** The text with these values, in the order of `names`; if Flux refuses it, the message. */
  fill(values: readonly (string | undefined)[]): string;
}

/** Reads an object as Flux does; `substitutes`: whether Flux is told to replace variables. */
export function compileObject({ text, left }: BuiltObject, substitutes: boolean): ObjectTemplate {
  const asItIs = { text, fills: false, names: [], fill: () => text };
  if (!substitutes || left !== undefined || !text.includes('$')) return asItIs;
  const template = compileTemplate(text);
  if ('message' in template) return { text, fills: true, names: [], fill: () => `${template.message}\n${text}` };
  const { names } = template;
  return {
    text,
    fills: true,
    names,
    fill(values) {
      const byName = new Map(names.map((name, at) => [name, values[at]]));
      const filled = template.fill((name) => byName.get(name)?.replaceAll('\n', ''));
      return filled.ok ? filled.text : filled.message;
    },
  };
}
