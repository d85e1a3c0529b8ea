import type { Path } from '../model/place.ts';
import { isRecord, toList, valueAt } from '../model/record.ts';
import { sameData } from '../model/same-data.ts';
import { EditProblem, type FieldEdit, pathText } from './field-edit.ts';

/** The plain data of a document after an edit. Throws EditProblem if the edit does not fit what is there. */
export function editData(data: unknown, edit: FieldEdit): unknown {
  const { path } = edit;
  if (path.length === 0) throw new EditProblem(path, 'a whole document cannot be replaced');
  if (edit.op === 'set') return withValue(data, path, 0, edit.value);
  if (edit.op === 'unset') return valueAt(data, path) === undefined ? data : withoutStep(data, path, 0);
  const list = valueAt(data, path) ?? [];
  if (!Array.isArray(list)) throw new EditProblem(path, `${pathText(path)} is not a list`, 'Set it: path=value.');
  const isThere = list.some((item) => sameData(item, edit.value));
  if (edit.op === 'add') return isThere ? data : withValue(data, path, 0, [...list, edit.value]);
  if (!isThere) return data;
  const rest = list.filter((item) => !sameData(item, edit.value));
  return rest.length === 0 ? withoutStep(data, path, 0) : withValue(data, path, 0, rest);
}

function withValue(data: unknown, path: Path, depth: number, value: unknown): unknown {
  const step = path[depth];
  if (step === undefined) return value;
  const isEmpty = data === undefined || data === null;
  if (Array.isArray(data) || (isEmpty && typeof step === 'number')) {
    const list = toList(data);
    const index = indexIn(list, path, depth);
    return list.toSpliced(index, 1, withValue(list[index], path, depth + 1, value));
  }
  if (!isEmpty && !isRecord(data)) throw noContainer(path, depth, 'neither a map nor a list');
  if (typeof step === 'number') throw noContainer(path, depth, 'not a list');
  const below: unknown = isRecord(data) && Object.hasOwn(data, step) ? data[step] : undefined;
  return { ...data, [step]: withValue(below, path, depth + 1, value) };
}

function indexIn(list: readonly unknown[], path: Path, depth: number): number {
  const index = Number(path[depth]);
  if (Number.isInteger(index) && index >= 0 && index <= list.length) return index;
  const name = pathText(path.slice(0, depth));
  const count = list.length === 1 ? '1 item' : `${list.length} items`;
  throw new EditProblem(
    path,
    `${pathText(path.slice(0, depth + 1))} is not an item of ${name}, which has ${count}`,
    `Items count from 0: ${name}[${list.length}] adds one.`,
  );
}

function noContainer(path: Path, depth: number, what: string): EditProblem {
  const name = pathText(path.slice(0, depth));
  return new EditProblem(path, `${name} is ${what}, so there can be no ${pathText(path)}`);
}

/** Without what is at a path, and without the maps and lists below the top that only held that. */
function withoutStep(data: unknown, path: Path, depth: number): unknown {
  const step = path[depth];
  const isTarget = depth === path.length - 1;
  if (Array.isArray(data)) {
    const index = Number(step);
    return data.toSpliced(index, 1, ...(isTarget ? [] : [withoutStep(data[index], path, depth + 1)]));
  }
  if (!isRecord(data) || step === undefined) return data;
  const below = isTarget ? undefined : withoutStep(data[step], path, depth + 1);
  if (!isTarget && !(depth > 0 && isEmptyCollection(below))) return { ...data, [step]: below };
  return Object.fromEntries(Object.entries(data).filter(([key]) => key !== step));
}

/** Whether it is a map or a list with nothing in it. */
export function isEmptyCollection(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : isRecord(value) && Object.keys(value).length === 0;
}
