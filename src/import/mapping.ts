import { UsageError } from '../model/errors.ts';
import { nearest } from '../model/nearest.ts';
import { columnNames, type Target, targetOf } from './columns.ts';

/** What a column of a file stands for, as `--map` says it. */
export interface Mapping {
  readonly header: string;
  /** Undefined: nothing, the column is ignored. */
  readonly target: Target | undefined;
}

/** Reads `Store No=values.storeNumber`, or `Store No=-`, which ignores the column. Throws UsageError. */
export function parseMapping(typed: string): Mapping {
  const split = typed.lastIndexOf('=');
  const header = typed.slice(0, split).trim();
  const field = typed.slice(split + 1).trim();
  if (split < 0 || header === '' || field === '')
    throw new UsageError(`--map ${JSON.stringify(typed)} cannot be read`, 'Write --map "Store No=values.storeNumber".');
  if (field === '-') return { header, target: undefined };
  const target = targetOf(field);
  if (target) return { header, target };
  throw new UsageError(`--map ${JSON.stringify(typed)}: there is no field ${field}`, fieldHint(field));
}

function fieldHint(typed: string): string {
  const near = nearest(typed, columnNames);
  return near === undefined
    ? `The fields are ${columnNames.map(withKey).join(', ')}.`
    : `Did you mean ${withKey(near)}?`;
}

function withKey(name: string): string {
  return name.endsWith('.') ? `${name}KEY` : name;
}
