import type { Removal } from '../model/engine.ts';
import type { ObjectChange } from './compare-builds.ts';
import { objectTitle } from './object-title.ts';

/**
 * The objects of a unit that clusters do not get any more, as `Deployment/imdb`: `deleted` are those that are deleted
 * there, `kept` those that are told to stay.
 */
export function lostObjects(
  unit: string,
  changes: readonly ObjectChange[],
  { isKept }: Removal,
): { deleted: string[]; kept: string[] } {
  const gone = changes.flatMap(({ before, after }) => (before && !after ? [before] : []));
  const titles = (objects: typeof gone) => objects.map((object) => objectTitle(object, unit));
  return {
    deleted: titles(gone.filter(({ value }) => !isKept(value))),
    kept: titles(gone.filter(({ value }) => isKept(value))),
  };
}
