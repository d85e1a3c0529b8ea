import type { GeneratedFile } from '../../../model/generated.ts';
import type { Item } from '../../../model/inventory.ts';
import type { Cluster } from '../../../model/kinds.ts';
import type { Profile, Resolution } from '../../../model/resolution.ts';
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

function* policies({ inventory }: Resolution): IterableIterator<GeneratedFile> {
  for (const { name, object } of inventory.policies) {
    if (object.spec?.path === undefined || object.spec.substitute !== false) continue;
    yield* folder(policyFolder(name), `policy/${name}`, policyFiles(name, object.spec.path));
  }
}

function* namespaces({ inventory, ...resolution }: Resolution): IterableIterator<GeneratedFile> {
  for (const variant of resolution.namespaces.flatMap((placement) => placement.variants)) {
    yield* folder(namespaceFolder(variant), `namespace/${variant.namespace.name}`, namespaceFiles(variant, inventory));
  }
}

function* applications({ inventory, ...resolution }: Resolution): IterableIterator<GeneratedFile> {
  for (const variant of resolution.applications.flatMap((placement) => placement.variants)) {
    const object = applicationKustomize(variant, bringsNamespace(variant, inventory));
    yield file(
      `${applicationFolder(variant)}/kustomization.yaml`,
      `application/${variant.application.name}`,
      toYaml(object),
    );
  }
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
  const { fleet, clusters } = resolution.inventory;
  const layout = layoutOf(fleet);
  for (const index of resolution.active) {
    const cluster = clusters[index];
    const profile = resolution.profileOf(index);
    if (!cluster || !profile) continue;
    const own = clusterFolder(layout, cluster.name);
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
