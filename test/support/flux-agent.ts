import { toRecord } from '../../src/model/record.ts';
import type { ClusterAgent, Manifest, Unit } from './cluster-agent.ts';

/** Flux: the root builds the folder of the cluster; in there Kustomizations name sets, and those in the sets what runs. */
export const fluxAgent: ClusterAgent = {
  async read(build, folder) {
    const own = await build(folder);
    const root = own.find((object) => isKustomization(object) && nameOf(object) === 'fleet');
    const config = own.find((object) => object['kind'] === 'ConfigMap' && nameOf(object) === 'resedge-cluster');
    const variables = new Map(Object.entries(toRecord(config?.['data'])).map(([name, value]) => [name, `${value}`]));
    const sets = own.filter((object) => isKustomization(object) && object !== root);
    const applied = await Promise.all(sets.map((set) => build(folderOf(set))));
    const units = applied.flat().filter(isKustomization);
    return { folder: folderOf(root ?? {}), variables, units: units.map((unit) => unitOf(unit, variables)) };
  },
};

function isKustomization({ apiVersion, kind }: Manifest): boolean {
  return String(apiVersion).startsWith('kustomize.toolkit.fluxcd.io/') && kind === 'Kustomization';
}

function nameOf({ metadata }: Manifest): string {
  return String(toRecord(metadata)['name']);
}

function folderOf({ spec }: Manifest): string {
  return String(toRecord(spec)['path']).replace(/^\.\//, '');
}

function unitOf(object: Manifest, cluster: ReadonlyMap<string, string>): Unit {
  const { dependsOn, postBuild } = toRecord(object['spec']);
  const own = Object.entries(toRecord(toRecord(postBuild)['substitute']));
  return {
    name: nameOf(object),
    folder: folderOf(object),
    needs: (Array.isArray(dependsOn) ? dependsOn : []).map((one) => String(toRecord(one)['name'])),
    // What a Kustomization says itself counts more than what it takes from elsewhere.
    variables:
      postBuild === undefined
        ? undefined
        : new Map([...cluster, ...own.map(([name, value]): [string, string] => [name, `${value}`])]),
  };
}
