import { at } from '../model/at.ts';
import type { Path } from '../model/place.ts';
import { isRecord } from '../model/record.ts';
import { textOf } from '../model/text-of.ts';
import type { Cell } from './cluster-rows.ts';

/** What new clusters get if their row does not say it. */
export interface Defaults {
  readonly groups: readonly string[];
  readonly timeZone: string | undefined;
}

/** A Cluster as plain data, valid or not. */
export type ClusterObject = Readonly<Record<string, unknown>>;

/** The Cluster that the cells of a row describe. */
export function newCluster(cells: readonly Cell[], { groups, timeZone }: Defaults): ClusterObject {
  const object: Record<string, unknown> = { apiVersion: 'resedge.dev/v1', kind: 'Cluster', metadata: {} };
  if (groups.length > 0) assign(object, ['spec', 'groups'], groups);
  if (timeZone !== undefined) assign(object, ['spec', 'timeZone'], timeZone);
  for (const { path, value } of cells) assign(object, path, value);
  return object;
}

/** A Cluster with the cells of a row on top of what it has. */
export function changedCluster(object: ClusterObject, cells: readonly Cell[]): ClusterObject {
  const changed = structuredClone(object);
  for (const { path, value } of cells) assign(changed, path, value);
  return changed;
}

/** Makes the maps that are missing on the way. No column leads to `__proto__`. */
function assign(object: Record<string, unknown>, path: Path, value: unknown): void {
  let map = object;
  for (const step of path.slice(0, -1)) {
    const next = map[step];
    const inner = isRecord(next) ? next : {};
    map[step] = inner;
    map = inner;
  }
  map[at(path, path.length - 1)] = value;
}

/**
 * Whether a field holds what a cell says. A cell may be text although the field is a number or a boolean: then their texts
 * are compared, `source` being the text of a number as it was written.
 */
export function isSame(there: unknown, wanted: unknown, source?: string): boolean {
  if (there === wanted) return true;
  if (typeof there === 'number' || typeof there === 'boolean') return (source ?? String(there)) === textOf(wanted);
  if (Array.isArray(there) && Array.isArray(wanted))
    return there.length === wanted.length && there.every((item, index) => isSame(item, wanted[index]));
  if (!isRecord(there) || !isRecord(wanted)) return false;
  const keys = Object.keys(there);
  return keys.length === Object.keys(wanted).length && keys.every((key) => isSame(there[key], wanted[key]));
}
