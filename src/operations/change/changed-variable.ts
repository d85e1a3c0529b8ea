import { isManifestFile, type LoadedFile } from '../../load/source-files.ts';
import { at } from '../../model/at.ts';
import type { KindName } from '../../model/inventory.ts';
import type { ApplicationPlacement, Resolution } from '../../model/resolution.ts';

/** A variable that has another value after a renaming. */
export interface ChangedVariable {
  readonly name: string;
  /** On how many clusters that are delivered to. */
  readonly clusters: number;
  /** Files of YAML below apps/ and policies/ that name it, sorted. */
  readonly manifests: readonly string[];
}

/** The variable that is made from the names of a kind; undefined if there is none, or no cluster has it. */
export function changedVariable(
  before: Resolution,
  files: readonly LoadedFile[],
  kind: KindName,
  renamed: ReadonlyMap<string, string>,
): ChangedVariable | undefined {
  const variable = variableOf(before, kind, (name) => renamed.has(name ?? ''));
  if (!variable || variable.clusters === 0) return undefined;
  const { name, clusters, isRead } = variable;
  const use = new RegExp(`\\$\\{${name}\\b`);
  const manifests = files.filter(
    ({ path, parsed }) => isManifestFile(path) && isRead(path) && use.test(JSON.stringify(parsed.documents)),
  );
  return { name, clusters, manifests: manifests.map(({ path }) => path) };
}

interface Variable extends Pick<ChangedVariable, 'name' | 'clusters'> {
  /** Whether a file may be built with it. */
  isRead(path: string): boolean;
}

function variableOf(
  { active, inventory, namespaces, applications }: Resolution,
  kind: KindName,
  isRenamed: (name: string | undefined) => boolean,
): Variable | undefined {
  const anywhere = () => true;
  const nameOf = (index: number) => at(inventory.clusters, index).name;
  const homeOf = (index: number) => at(inventory.clusters, index).spec.home;
  switch (kind) {
    case 'Cluster':
      return { name: 'cluster_name', clusters: countIf(active, (index) => isRenamed(nameOf(index))), isRead: anywhere };
    case 'Group':
      return {
        name: 'cluster_group',
        clusters: countIf(active, (index) => isRenamed(homeOf(index))),
        isRead: anywhere,
      };
    case 'Namespace': {
      const placement = namespaces.find(({ namespace }) => isRenamed(namespace.name));
      const built = filesOf(applications.filter(({ namespace }) => isRenamed(namespace?.name)));
      const isRead = (path: string) => built.has(path) || path.startsWith('policies/');
      return { name: 'namespace_name', clusters: placement?.clusters.count() ?? 0, isRead };
    }
    case 'Application': {
      const placements = applications.filter(({ application }) => isRenamed(application.name));
      const built = filesOf(placements);
      return { name: 'app_name', clusters: placements[0]?.clusters.count() ?? 0, isRead: (path) => built.has(path) };
    }
    default:
      return undefined;
  }

  /** All files that applications are built from, in any of their variants. */
  function filesOf(placements: readonly ApplicationPlacement[]): Set<string> {
    const folders = placements.flatMap(({ variants }) => variants.flatMap((variant) => variant.folders));
    return new Set(folders.flatMap(({ files }) => files));
  }
}

function countIf(indices: Iterable<number>, isIt: (index: number) => boolean): number {
  let count = 0;
  for (const index of indices) if (isIt(index)) count += 1;
  return count;
}
