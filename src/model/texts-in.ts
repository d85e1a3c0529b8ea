import type { Path } from './place.ts';
import { isRecord } from './record.ts';

/** A text in a value, or the key of a map. */
export interface TextIn {
  readonly text: string;
  /** From the root of the value; a key is the last step of its own. */
  readonly path: Path;
  readonly isKey: boolean;
}

/** All texts in a value, keys included, in the order in which they stand there. */
export function* textsIn(value: unknown, path: Path = []): Iterable<TextIn> {
  if (typeof value === 'string') yield { text: value, path, isKey: false };
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* textsIn(item, [...path, index]);
  } else if (isRecord(value)) {
    for (const [key, item] of Object.entries(value)) {
      const below = [...path, key];
      yield { text: key, path: below, isKey: true };
      yield* textsIn(item, below);
    }
  }
}
