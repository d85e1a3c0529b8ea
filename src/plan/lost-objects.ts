import type { Removal } from '../model/engine.ts';
import type { BuiltObject } from '../render/built-object.ts';
import type { ObjectChange } from './compare-builds.ts';

/** What Kustomize puts after the names of generated ConfigMaps and Secrets. */
const hash = /-[a-z0-9]{10}$/;

/**
 * The objects that clusters do not get any more, as `Deployment/imdb`: `deleted` are those that are deleted there,
 * `kept` those that are told to stay. A generated ConfigMap or Secret whose content changes only has another name.
 */
export function lostObjects(
  changes: readonly ObjectChange[],
  { isKept }: Removal,
): { deleted: string[]; kept: string[] } {
  const come = new Set(changes.flatMap(({ before, after }) => (after && !before ? [stem(after)] : [])));
  const gone = changes.flatMap(({ before, after }) => (before && !after && !come.has(stem(before)) ? [before] : []));
  return {
    deleted: gone.filter(({ value }) => !isKept(value)).map(objectName),
    kept: gone.filter(({ value }) => isKept(value)).map(objectName),
  };
}

function stem({ kind, namespace, name }: BuiltObject): string {
  const isGenerated = kind === 'ConfigMap' || kind === 'Secret';
  return isGenerated && hash.test(name)
    ? `${kind} ${namespace} ${name.replace(hash, '')}`
    : `${kind} ${namespace} ${name}`;
}

function objectName({ kind, name }: BuiltObject): string {
  return `${kind}/${name}`;
}
