import { diff3Merge } from 'node-diff3';

/** Merges two changes of a text by lines; undefined if both changed the same lines, or lines beside each other. */
export function mergeLines(base: string, ours: string, theirs: string): string | undefined {
  const sides = [ours, base, theirs].map((text) => text.split('\n'));
  const start = commonStart(sides);
  const end = commonStart(sides.map((lines) => lines.slice(start).reverse()));
  const [a = [], o = [], b = []] = sides.map((lines) => lines.slice(start, lines.length - end));
  const [same = []] = sides;
  const merged = same.slice(0, start);
  for (const region of diff3Merge(a, o, b, { excludeFalseConflicts: true })) {
    if (!region.ok) return undefined;
    for (const line of region.ok) merged.push(line);
  }
  return [...merged, ...same.slice(same.length - end)].join('\n');
}

/** How many lines all sides begin with: the search for differences takes the square of what is left. */
function commonStart(sides: readonly (readonly string[])[]): number {
  const [first = []] = sides;
  const at = first.findIndex((line, index) => sides.some((lines) => lines[index] !== line));
  return at < 0 ? first.length : at;
}
