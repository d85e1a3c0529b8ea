import { validateObject } from '../support/kubernetes-schemas.ts';
import { at, type Built, idOf, items, type KubernetesObject, withoutHash } from './built-fleet.ts';

/**
 * What Flux would stumble over on the clusters of a built fleet: paths, dependencies and accounts that are not there,
 * Flux objects outside of flux-system, a root pair that names another folder. `prefix` is the way from the Git root.
 */
export function checkClusters(built: Built, prefix = ''): string[] {
  const clusters = [...built].filter(([folder]) => folder.startsWith('clusters/'));
  return clusters.flatMap(([folder, objects]) => {
    return checkCluster(objects, built, prefix).map((problem) => `${folder}: ${problem}`);
  });
}

function checkCluster(own: readonly KubernetesObject[], built: Built, prefix: string): string[] {
  const folderOf = (unit: KubernetesObject | undefined) => {
    const path = String(at(unit, 'spec', 'path'));
    return withoutHash(path.startsWith(`./${prefix}`) ? path.slice(`./${prefix}`.length) : path);
  };
  const sets = own.filter((object) => nameOf(object).startsWith('set-'));
  const objects = [...own, ...sets.flatMap((set) => built.get(folderOf(set)) ?? [])];
  const units = objects.filter(({ kind }) => kind === 'Kustomization');
  const names = new Set(units.map(nameOf));
  const problems = objects
    .filter((object) => at(object, 'metadata', 'namespace') !== 'flux-system')
    .map((object) => `${idOf(object)} is not in flux-system`);
  if (objects.length !== units.length + 2) problems.push('has more than Kustomizations, a source and a ConfigMap');
  for (const unit of units) {
    const folder = folderOf(unit);
    if (!built.has(folder)) problems.push(`${nameOf(unit)}: there is no ${folder}`);
    for (const { name } of dependencies(unit)) {
      if (!names.has(name)) problems.push(`${nameOf(unit)} depends on ${name}, which is not there`);
      const needed = units.find((other) => nameOf(other) === name);
      if (at(needed, 'spec', 'wait') !== true) problems.push(`${nameOf(unit)} depends on ${name}, which does not wait`);
    }
    const account = at(unit, 'spec', 'serviceAccountName');
    const namespace = at(unit, 'metadata', 'labels', 'resedge.dev/namespace');
    const home = units.find((other) => nameOf(other) === `ns-${namespace}`);
    const ids = (built.get(folderOf(home)) ?? []).map(idOf);
    if (account !== undefined && !ids.includes(`ServiceAccount/flux-system/${account}`))
      problems.push(`${nameOf(unit)}: ${namespace} brings no ServiceAccount ${account}`);
  }
  return problems;
}

/** What Kubernetes and Flux would refuse of a built fleet: unknown kinds and fields, wrong types. Needs the folder `shared`. */
export function checkSchemas(built: Built): string[] {
  return [...built].flatMap(([folder, objects]) =>
    objects.flatMap((object) => validateObject(object).map((problem) => `${folder}: ${idOf(object)}: ${problem}`)),
  );
}

/** An object by its kind and name. */
export function find(objects: readonly unknown[] | undefined, kind: string, name: string): unknown {
  return objects?.find((object) => at(object, 'kind') === kind && at(object, 'metadata', 'name') === name);
}

function nameOf(object: unknown): string {
  return String(at(object, 'metadata', 'name'));
}

function dependencies(unit: unknown): { name: string }[] {
  return items(at(unit, 'spec', 'dependsOn')).map((item) => ({ name: String(at(item, 'name')) }));
}
