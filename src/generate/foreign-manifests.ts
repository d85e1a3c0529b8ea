import { at } from '../model/at.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { GeneratedTree } from '../model/generated.ts';
import type { Resolution } from '../model/resolution.ts';
import { foreignFiles } from '../model/rules/re805-foreign-files.ts';
import { isOurs } from './header.ts';
import { clusterFolder, clustersFolder, formerFolders, layoutOf } from './layout.ts';

/** Finds fault with a file that is not resedge's: undefined unless it is a manifest in the folder of a cluster (RE805). */
export type ForeignManifest = (path: string) => Finding | undefined;

/** So many files are read at a time. */
const atOnce = 1000;

/** Manifests that are not resedge's in the folders that clusters have or had: a generated file beside them ends them. */
export async function findForeignManifests(
  tree: Pick<GeneratedTree, 'paths' | 'read'>,
  resolution: Resolution,
): Promise<Finding[]> {
  const foreignManifest = foreignManifests(resolution);
  const paths = tree.paths.filter((path) => path.startsWith(`${clustersFolder}/`) && isManifest(path));
  const found: Finding[] = [];
  const decoder = new TextDecoder();
  for (let start = 0; start < paths.length; start += atOnce) {
    const part = paths.slice(start, start + atOnce);
    const bytes = await tree.read(part);
    const foreign = part.filter((path) => !isOurs(decoder.decode(bytes.get(path))));
    found.push(...foreign.flatMap((path) => foreignManifest(path) ?? []));
  }
  return found;
}

/** Judges single files. The folders of clusters are worked out with the first one, since as a rule there is none. */
export function foreignManifests(resolution: Resolution): ForeignManifest {
  let folders: ReadonlyMap<string, string> | undefined;
  return (path) => {
    if (!isManifest(path)) return undefined;
    folders ??= foldersOfClusters(resolution);
    const names = path.split('/');
    for (let length = names.length - 1; length > 0; length--) {
      const folder = names.slice(0, length).join('/');
      const cluster = folders.get(folder);
      if (cluster !== undefined) return finding(path, { folder, cluster }, resolution.engine.words.name);
    }
    return undefined;
  };
}

/** What an engine would apply, or takes for instructions; what tools keep in hidden files is not. */
function isManifest(path: string): boolean {
  return /(\.(ya?ml|json)|\/Kustomization)$/.test(path) && !path.includes('/.');
}

/** The folders of all clusters that are delivered to, former ones as well, each with the name of its cluster. */
function foldersOfClusters({ inventory, active }: Resolution): ReadonlyMap<string, string> {
  const { fleet, clusters } = inventory;
  const folders = new Map<string, string>();
  for (const index of active) {
    const cluster = at(clusters, index);
    for (const folder of [clusterFolder(layoutOf(fleet), cluster.name), ...formerFolders(fleet, cluster)])
      folders.set(folder, cluster.name);
  }
  return folders;
}

function finding(
  path: string,
  { folder, cluster }: { readonly folder: string; readonly cluster: string },
  engine: string,
): Finding {
  return {
    rule: foreignFiles,
    message: `resedge did not write this manifest in the folder of cluster ${cluster}: with a generated kustomization.yaml there, ${engine} deletes what it brought`,
    hint: `Move it out of ${folder}/, or generate elsewhere: in resedge.yaml, spec.layout.clusters: ${clustersFolder}/resedge/{name}, or on a branch of its own, spec.delivery.branch: live`,
    place: { file: path, position: { line: 1, column: 1 } },
  };
}
