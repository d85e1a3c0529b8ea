import { at } from '../model/at.ts';
import { readPlainScalar } from '../render/plain-scalar.ts';
import { readManifest } from '../render/read-manifest.ts';

/** A field with a plain scalar on a line of its own. */
const plainField = /^\s*(?:- )*([\w./-]+): ([\w./+@-][^#"'{}[\],&*!|>%`]*)$/;

/** Whether two texts of an object are the same to a cluster, whatever quotes and forms of numbers they use. */
export function sameManifest(a: string, b: string): boolean {
  if (a === b) return true;
  return !fieldsDiffer(a, b) && sameData(a, b);
}

/** Most differences show without reading all of it: a line with the same field, and another value in it. */
function fieldsDiffer(a: string, b: string): boolean {
  const linesOfA = a.split('\n');
  const linesOfB = b.split('\n');
  if (linesOfA.length !== linesOfB.length) return false;
  return linesOfA.some((line, number) => {
    const other = at(linesOfB, number);
    if (line === other) return false;
    const [, keyOfA, valueOfA = ''] = plainField.exec(line) ?? [];
    const [, keyOfB, valueOfB = ''] = plainField.exec(other) ?? [];
    if (keyOfA === undefined || keyOfA !== keyOfB || /: |:$/.test(valueOfA + valueOfB)) return false;
    return readPlainScalar(valueOfA.trim()) !== readPlainScalar(valueOfB.trim());
  });
}

function sameData(a: string, b: string): boolean {
  const [first, second] = [readManifest(a), readManifest(b)];
  if (!first.ok || !second.ok) return false;
  return canonical(first.value) === canonical(second.value);
}

/** JSON with sorted keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
