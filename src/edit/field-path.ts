import { UsageError } from '../model/errors.ts';
import { nearest } from '../model/nearest.ts';
import type { Path } from '../model/place.ts';
import { pathText } from './field-edit.ts';
import type { Shape } from './shape.ts';

/** A field of a kind: its whole path, and what the schema says about it. */
export interface Field {
  readonly kind: string;
  readonly path: Path;
  readonly shape: Shape;
}

/**
 * Finds the field that a path as typed means. `labels.tier` is short for `metadata.labels.tier`, and `values.x` for
 * `spec.values.x`; in a map of texts, dots belong to the key. What there is no field for is a UsageError.
 */
export function findField(kind: string, root: Shape, typed: Path): Field {
  let found: Field = { kind, path: [], shape: root };
  const steps = longForm(root, typed);
  for (let index = 0; index < steps.length; ) {
    const takesRest = isTextMap(found.shape) && steps.slice(index).every((step) => typeof step === 'string');
    const step = takesRest ? steps.slice(index).join('.') : steps[index];
    if (step === undefined) break;
    found = fieldBelow(found, step, steps.slice(index + 1));
    index = takesRest ? steps.length : index + 1;
  }
  refuseIdentity(kind, found.path);
  return found;
}

function longForm(root: Shape, typed: Path): Path {
  const [first = ''] = typed;
  if (typeof first === 'number' || root.keys.includes(first)) return typed;
  if (root.below('metadata')?.keys.includes(first)) return ['metadata', ...typed];
  if (root.below('spec')?.keys.includes(first)) return ['spec', ...typed];
  return typed;
}

function fieldBelow(field: Field, typed: string | number, rest: Path): Field {
  const { path, shape } = field;
  const isList = shape.types.includes('array');
  const step = isList && typeof typed === 'string' && /^\d{1,9}$/.test(typed) ? Number(typed) : typed;
  const next = [...path, step];
  const isFree = shape.types.length === 0;
  if (typeof step === 'number' && !isList && !isFree) {
    throw new UsageError(`${pathText(path)} is not a list, so there is no ${pathText(next)}`);
  }
  if (typeof step === 'string' && isList) {
    throw new UsageError(
      `${pathText(path)} is a list, so there is no ${pathText(next)}`,
      `Its items count from 0: ${pathText(path)}[0].${step}`,
    );
  }
  const hasFields = isFree || isList || shape.types.includes('object');
  const below = hasFields ? shape.below(step) : undefined;
  if (below) return { ...field, path: next, shape: below };
  if (!hasFields) throw new UsageError(`${pathText(path)} holds no fields, so there is no ${pathText(next)}`);
  throw unknownField(field, String(step), rest);
}

/** A field that the schema does not have, with what was probably meant. */
export function unknownField({ kind, path, shape }: Field, step: string, rest: Path = []): UsageError {
  const message = `${kind} has no field ${pathText([...path, step])}`;
  const below = path.length > 0 ? [] : ['metadata', 'spec'].flatMap((name) => shape.below(name)?.keys ?? []);
  const near = nearest(step, [...shape.keys, ...below]);
  if (near === undefined)
    return new UsageError(message, `The fields here are ${[...shape.keys, ...below].join(', ')}.`);
  const place = shape.keys.includes(near) || path.length > 0 ? [...path, near] : longForm(shape, [near]);
  return new UsageError(message, `Did you mean ${pathText([...place, ...rest])}?`);
}

/** A map from any key to text, numbers or booleans, such as labels and values. */
export function isTextMap({ types, keys, below }: Shape): boolean {
  if (!types.includes('object') || keys.length > 0) return false;
  const values = below('');
  return (
    values !== undefined &&
    values.types.length > 0 &&
    !values.types.some((type) => type === 'object' || type === 'array')
  );
}

/** What an object is called by, and what it is, do not change by an edit of a field. */
function refuseIdentity(kind: string, path: Path): void {
  const field = pathText(path);
  const word = kind.toLowerCase();
  if (field === 'metadata.name') {
    throw new UsageError(
      `the name of a ${word} cannot be set`,
      `Rename it, with all that refers to it: resedge rename ${word}/OLD NEW`,
    );
  }
  if (field === 'kind' || field === 'apiVersion') throw new UsageError(`${field} cannot be changed`);
  if (field === 'metadata' || field === 'spec') {
    throw new UsageError(
      `${field} cannot be changed as a whole`,
      `Name a field in it, such as ${field === 'spec' ? 'spec.description' : 'metadata.labels'}.`,
    );
  }
}
