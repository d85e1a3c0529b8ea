import type { GeneratedBuild, GeneratedFile } from '../../../model/generated.ts';
import type { Inventory, Item } from '../../../model/inventory.ts';
import type { Cluster, Policy } from '../../../model/kinds.ts';
import type { ApplicationVariant, NamespaceVariant, Profile, Resolution } from '../../../model/resolution.ts';
import { bringsNamespace } from '../../../resolve/ownership.ts';
import { withHeader } from '../../header.ts';
import { clusterFolder, formerFolders, layoutOf, sharedFolder } from '../../layout.ts';
import { toYaml, toYamlStream } from '../../yaml.ts';
import { applicationFolder, applicationKustomize } from './application-files.ts';
import { clusterFile } from './cluster-files.ts';
import { namespaceFiles, namespaceFolder, policyFiles, policyFolder } from './namespace-files.ts';
import { profileObjects } from './profile-files.ts';
import { clusterPaths, rootPair } from './root-pair.ts';

/** What clusters share, and after it the files of the clusters one by one, so that they need not all be in memory. */
export function* fluxFiles(resolution: Resolution, prefix: string): IterableIterator<GeneratedFile> {
  yield* sources(resolution);
  yield* policies(resolution);
  yield* namespaces(resolution);
  yield* applications(resolution);
  const toText = memoise(toYamlStream);
  for (const profile of resolution.profiles) yield* profileFiles(resolution, profile, prefix, toText);
  yield* clusters(resolution, prefix);
}

function* sources({ inventory }: Resolution): IterableIterator<GeneratedFile> {
  for (const connectivity of ['online', 'intermittent', 'offline'] as const) {
    const folder = `${sharedFolder}/sources/${connectivity}`;
    yield file(`${folder}/kustomization.yaml`, `fleet/${inventory.fleet.name}`, toYaml(kustomization(['fleet.yaml'])));
    yield file(
      `${folder}/fleet.yaml`,
      `fleet/${inventory.fleet.name}`,
      toYamlStream(rootPair(inventory.fleet, connectivity)),
    );
  }
}

/** The folders of the policies whose manifests are delivered with variables left alone. */
function* policies({ inventory }: Resolution): IterableIterator<GeneratedFile> {
  for (const policy of inventory.policies) yield* policyFilesOf(policy);
}

function* policyFilesOf({ name, object }: Item<Policy>): IterableIterator<GeneratedFile> {
  if (object.spec?.path === undefined || object.spec.substitute !== false) return;
  yield* folder(policyFolder(name), `policy/${name}`, policyFiles(name, object.spec.path));
}

function* namespaces({ inventory, ...resolution }: Resolution): IterableIterator<GeneratedFile> {
  for (const variant of resolution.namespaces.flatMap((placement) => placement.variants)) {
    yield* folder(namespaceFolder(variant), `namespace/${variant.namespace.name}`, namespaceFiles(variant, inventory));
  }
}

/** What Kustomize builds a variant of a namespace from, with the folders of its policies. */
export function namespaceBuild(variant: NamespaceVariant, inventory: Inventory): GeneratedBuild {
  const parts = namespaceFiles(variant, inventory);
  const policies = inventory.policies.filter(({ name }) => variant.spec.policies?.includes(name));
  const path = namespaceFolder(variant);
  return {
    folder: path,
    key: JSON.stringify([path, ...parts, policies.map(({ name, object }) => [name, object.spec?.substitute])]),
    files: () => [
      ...folder(path, `namespace/${variant.namespace.name}`, parts),
      ...policies.flatMap((policy) => [...policyFilesOf(policy)]),
    ],
  };
}

function* applications(resolution: Resolution): IterableIterator<GeneratedFile> {
  for (const variant of resolution.applications.flatMap((placement) => placement.variants)) {
    yield* applicationBuild(variant).files();
  }
}

/** What Kustomize builds a variant of an application from. */
export function applicationBuild(variant: ApplicationVariant): GeneratedBuild {
  const object = applicationKustomize(variant, bringsNamespace(variant));
  const path = applicationFolder(variant);
  return {
    folder: path,
    key: JSON.stringify([path, object]),
    files: () => [file(`${path}/kustomization.yaml`, `application/${variant.application.name}`, toYaml(object))],
  };
}

/** All that is generated for Kustomize to build what one cluster applies first; the last one lies in the folder to build. */
export function* clusterBuild(resolution: Resolution, index: number, prefix: string): IterableIterator<GeneratedFile> {
  const profile = resolution.profileOf(index);
  if (!profile) return;
  yield* sources(resolution);
  yield* profileFiles(resolution, profile, prefix, toYamlStream);
  const [own] = clusterFiles(resolution, index, prefix);
  if (own) yield own;
}

function* profileFiles(
  { inventory }: Resolution,
  profile: Profile,
  prefix: string,
  toText: (objects: readonly object[]) => string,
): IterableIterator<GeneratedFile> {
  const folder = `${sharedFolder}/profiles/${profile.name}`;
  const objects = profileObjects(inventory.fleet, profile, prefix);
  const resources = [...objects.keys()].map((namespace) => `${namespace}.yaml`);
  yield file(`${folder}/kustomization.yaml`, 'the inventory', toYaml(kustomization(resources)));
  for (const [namespace, list] of objects)
    yield file(`${folder}/${namespace}.yaml`, `namespace/${namespace}`, toText(list));
}

function* clusters(resolution: Resolution, prefix: string): IterableIterator<GeneratedFile> {
  for (const index of resolution.active) yield* clusterFiles(resolution, index, prefix);
}

/** The file of a cluster, then those that forward to it from where it was before. */
function* clusterFiles(resolution: Resolution, index: number, prefix: string): IterableIterator<GeneratedFile> {
  const { fleet, clusters } = resolution.inventory;
  const cluster = clusters[index];
  const profile = resolution.profileOf(index);
  if (!cluster || !profile) return;
  const own = clusterFolder(layoutOf(fleet), cluster.name);
  const paths = clusterPaths(prefix, own);
  const values = resolution.valuesOf(index);
  for (const folder of [own, ...formerFolders(fleet, cluster)]) {
    yield file(
      `${folder}/kustomization.yaml`,
      `cluster/${cluster.name}`,
      clusterFile({ cluster, folder, paths, profile, values }),
    );
  }
}

/** The root pair of one cluster, complete: what starts it, applied there once by hand. */
export function bootstrapText({ inventory: { fleet } }: Resolution, cluster: Item<Cluster>, prefix: string): string {
  const connectivity = cluster.object.spec?.connectivity ?? 'online';
  return toYamlStream(
    rootPair(fleet, connectivity, clusterPaths(prefix, clusterFolder(layoutOf(fleet), cluster.name))),
  );
}

function kustomization(resources: readonly string[]): object {
  return { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources };
}

function* folder(
  path: string,
  origin: string,
  files: ReadonlyMap<string, readonly object[]>,
): IterableIterator<GeneratedFile> {
  for (const [name, objects] of files) yield file(`${path}/${name}`, origin, toYamlStream(objects));
}

function file(path: string, origin: string, body: string): GeneratedFile {
  return { path, text: withHeader(origin, body) };
}

/** Most profiles have namespaces that others have just so; their text is made once. */
function memoise(toText: (objects: readonly object[]) => string): (objects: readonly object[]) => string {
  const texts = new Map<string, string>();
  return (objects) => {
    const key = JSON.stringify(objects);
    const text = texts.get(key) ?? toText(objects);
    texts.set(key, text);
    return text;
  };
}
