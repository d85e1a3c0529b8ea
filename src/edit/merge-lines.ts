import { diff3Merge } from 'node-diff3';

/** Merges two changes of a text by lines; undefined where both changed the same lines, or lines beside each other. */
export function mergeLines(base: string, ours: string, theirs: string): string | undefined {
  const merged: string[] = [];
  const regions = diff3Merge(ours.split('\n'), base.split('\n'), theirs.split('\n'), { excludeFalseConflicts: true });
  for (const region of regions) {
    if (!region.ok) return undefined;
    merged.push(...region.ok);
  }
  return merged.join('\n');
}
