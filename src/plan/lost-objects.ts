import type { BuiltObject } from '../render/built-object.ts';
import type { ObjectChange } from './compare-builds.ts';

/** What Kustomize puts after the names of generated ConfigMaps and Secrets. */
const hash = /-[a-z0-9]{10}$/;

/**
 * The objects that clusters do not get any more, as `Deployment/imdb`: `deleted` are those that Flux deletes, `kept`
 * those that it is told to leave. A generated ConfigMap or Secret whose content changes only has another name.
 */
export function lostObjects(changes: readonly ObjectChange[]): { deleted: string[]; kept: string[] } {
  const come = new Set(changes.flatMap(({ before, after }) => (after && !before ? [stem(after)] : [])));
  const gone = changes.flatMap(({ before, after }) => (before && !after && !come.has(stem(before)) ? [before] : []));
  const isKept = ({ text }: BuiltObject) => /^ {4}kustomize\.toolkit\.fluxcd\.io\/prune: disabled$/m.test(text);
  return {
    deleted: gone.filter((object) => !isKept(object)).map(nameOf),
    kept: gone.filter(isKept).map(nameOf),
  };
}

function stem({ kind, namespace, name }: BuiltObject): string {
  const isGenerated = kind === 'ConfigMap' || kind === 'Secret';
  return isGenerated && hash.test(name)
    ? `${kind} ${namespace} ${name.replace(hash, '')}`
    : `${kind} ${namespace} ${name}`;
}

function nameOf({ kind, name }: BuiltObject): string {
  return `${kind}/${name}`;
}
