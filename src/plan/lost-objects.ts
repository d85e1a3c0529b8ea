import type { Removal } from '../model/engine.ts';
import type { BuiltObject } from '../render/built-object.ts';
import type { ObjectChange } from './compare-builds.ts';

/**
 * The objects that clusters do not get any more, as `Deployment/imdb`: `deleted` are those that are deleted there,
 * `kept` those that are told to stay.
 */
export function lostObjects(
  changes: readonly ObjectChange[],
  { isKept }: Removal,
): { deleted: string[]; kept: string[] } {
  const gone = changes.flatMap(({ before, after }) => (before && !after ? [before] : []));
  return {
    deleted: gone.filter(({ value }) => !isKept(value)).map(objectName),
    kept: gone.filter(({ value }) => isKept(value)).map(objectName),
  };
}

function objectName({ kind, name }: BuiltObject): string {
  return `${kind}/${name}`;
}
