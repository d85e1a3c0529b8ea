import { at } from '../model/at.ts';
import { sameData } from '../model/same-data.ts';
import { readPlainExactly } from '../render/plain-scalar.ts';
import { readExactly } from '../render/read-manifest.ts';

/** A field with a plain scalar on a line of its own. */
const plainField = /^\s*(?:- )*([\w./-]+): ([\w./+@-][^#"'{}[\],&*!|>%`]*)$/;

/** Whether two texts of an object are the same to a cluster, whatever quotes and forms of numbers they use. */
export function sameManifest(a: string, b: string): boolean {
  if (a === b) return true;
  return !fieldsDiffer(a, b) && saySame(a, b);
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
    return readPlainExactly(valueOfA.trim()) !== readPlainExactly(valueOfB.trim());
  });
}

function saySame(a: string, b: string): boolean {
  const [first, second] = [readExactly(a), readExactly(b)];
  return first.ok && second.ok && sameData(first.value, second.value);
}
