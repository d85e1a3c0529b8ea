import { isDeepStrictEqual } from 'node:util';
import type { FieldEdit } from '../../src/edit/edit-file.ts';
import type { Path } from '../../src/model/place.ts';
import { isRecord } from '../../src/model/record.ts';

/** The edit does not fit what is there. */
export const refused = Symbol('refused');
const gone = Symbol('gone');

/** What an edit means for plain data, in as few words as can be. */
export function reference(data: unknown, edit: FieldEdit): unknown {
  const { op, path } = edit;
  const there = lookUp(data, path);
  if (op === 'set') return change(data, path, () => edit.value);
  if (op === 'unset') return there === undefined ? data : change(data, path, () => gone);
  if (there !== undefined && there !== null && !Array.isArray(there)) return refused;
  const items: unknown[] = there ?? [];
  const rest = items.filter((item) => !isDeepStrictEqual(item, edit.value));
  if (op === 'add') return rest.length < items.length ? data : change(data, path, () => [...items, edit.value]);
  return rest.length === items.length ? data : change(data, path, () => (rest.length === 0 ? gone : rest));
}

function lookUp(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) {
    if (Array.isArray(value) && typeof step === 'number') value = value[step];
    else value = isRecord(value) ? value[step] : undefined;
  }
  return value;
}

function change(data: unknown, [step, ...rest]: Path, leaf: () => unknown, depth = 0): unknown {
  if (step === undefined) return leaf();
  const container = data ?? (typeof step === 'number' ? [] : {});
  if (Array.isArray(container)) {
    if (typeof step !== 'number' || step > container.length) return refused;
    const below = change(container[step], rest, leaf, depth + 1);
    if (below === refused) return refused;
    return container.toSpliced(step, 1, ...(below === gone ? [] : [below]));
  }
  if (!isRecord(container) || typeof step === 'number') return refused;
  const below = change(container[step], rest, leaf, depth + 1);
  if (below === refused) return refused;
  const { [step]: _, ...others } = container;
  const isEmptied = lookUp(container, [step, ...rest]) !== undefined && leaf() === gone && isEmpty(below);
  return below === gone || (isEmptied && depth > 0) ? others : { ...container, [step]: below };
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : isRecord(value) && Object.keys(value).length === 0;
}
