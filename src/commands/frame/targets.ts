import { UsageError } from '../../model/errors.ts';
import type { EditTargets } from '../../operations/change/edit-fields.ts';
import { readObjects } from './object-words.ts';

/** What a command edits: the objects that were named, or the clusters of `-l`. */
export function readTargets(objects: readonly string[], selector: string | undefined): EditTargets {
  if (selector !== undefined && objects.length > 0)
    throw new UsageError('give either names or -l', '-l selects clusters; all else is named.');
  if (selector === undefined && objects.length === 0)
    throw new UsageError('nothing says what to change', 'Name an object: cluster/NAME, or select clusters with -l.');
  return { objects: objects.length === 0 ? [] : readObjects(objects), selector };
}
