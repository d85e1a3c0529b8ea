import type { LineUp } from '../model/line-up.ts';

/** The same for two line-ups with the same sets. */
export function lineUpText({ sets }: LineUp): string {
  return JSON.stringify(Array.from(sets.values(), ({ namespace, key }) => [namespace, key]).sort());
}
