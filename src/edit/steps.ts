import type { Path } from '../model/place.ts';
import { isRecord, toRecord } from '../model/record.ts';
import { sameData } from '../model/same-data.ts';
import { isEmptyCollection } from './edit-data.ts';

/** The smallest changes that a text is edited by: a value put at a path, or what is there taken out. */
export type Step =
  | { readonly op: 'put'; readonly path: Path; readonly value: unknown }
  | { readonly op: 'drop'; readonly path: Path };

/** The steps from one state of a document to another, so that each touches as little of the text as it can. */
export function stepsBetween(before: unknown, after: unknown, path: Path = []): Step[] {
  if (sameData(before, after)) return [];
  if (!isEmptyCollection(after)) {
    if (isRecord(before) && isRecord(after)) return mapSteps(before, after, path);
    if (Array.isArray(before) && Array.isArray(after)) return listSteps(before, after, path);
  }
  return [{ op: 'put', path, value: after }];
}

function mapSteps(before: Record<string, unknown>, after: Record<string, unknown>, path: Path): Step[] {
  const steps: Step[] = [];
  for (const [key, value] of Object.entries(after)) {
    const below = [...path, key];
    if (Object.hasOwn(before, key)) steps.push(...stepsBetween(before[key], value, below));
    else steps.push({ op: 'put', path: below, value });
  }
  for (const key of Object.keys(before))
    if (!Object.hasOwn(after, key)) steps.push({ op: 'drop', path: [...path, key] });
  return steps;
}

function listSteps(before: readonly unknown[], after: readonly unknown[], path: Path): Step[] {
  const dropped = droppedItems(before, after);
  if (dropped) return dropped.reverse().map((index) => ({ op: 'drop', path: [...path, index] }));
  const steps: Step[] = [];
  for (const [index, value] of after.entries()) {
    const below = [...path, index];
    if (index < before.length) steps.push(...stepsBetween(before[index], value, below));
    else steps.push({ op: 'put', path: below, value });
  }
  for (let index = before.length - 1; index >= after.length; index--)
    steps.push({ op: 'drop', path: [...path, index] });
  return steps;
}

/** The items that have to go, if that is all that differs. */
function droppedItems(before: readonly unknown[], after: readonly unknown[]): number[] | undefined {
  const dropped: number[] = [];
  let next = 0;
  for (const [index, item] of before.entries()) {
    if (next < after.length && sameData(item, after[next])) next++;
    else dropped.push(index);
  }
  return next === after.length ? dropped : undefined;
}

/** The plain data after a step. */
export function afterStep(data: unknown, step: Step, depth = 0): unknown {
  const key = step.path[depth];
  if (key === undefined) return step.op === 'put' ? step.value : undefined;
  const isDropped = step.op === 'drop' && depth === step.path.length - 1;
  if (Array.isArray(data)) {
    const index = Number(key);
    return data.toSpliced(index, 1, ...(isDropped ? [] : [afterStep(data[index], step, depth + 1)]));
  }
  const map = toRecord(data);
  if (isDropped) return Object.fromEntries(Object.entries(map).filter(([name]) => name !== key));
  return { ...map, [key]: afterStep(Object.hasOwn(map, key) ? map[key] : undefined, step, depth + 1) };
}
