import type { ClusterSet } from '../model/cluster-set.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { Inventory } from '../model/inventory.ts';
import { isClusterScoped } from '../model/kubernetes.ts';
import type { ManifestObject } from '../model/kustomize.ts';
import type { Place } from '../model/place.ts';
import type { ApplicationPlacement, ApplicationVariant, NamespacePlacement } from '../model/resolution.ts';
import { objectOwnedTwice } from '../model/rules/re409-object-owned-twice.ts';
import { applicationBringsNamespace } from '../model/rules/re410-application-brings-namespace.ts';
import { listClusters } from './wording.ts';

/** One Kustomization on some clusters that would own an object. */
interface Owner {
  readonly title: string;
  readonly clusters: ClusterSet;
  readonly place: Place;
}

/** The objects that a variant brings: those of its base and those that its components add. */
export function objectsOf(variant: ApplicationVariant, inventory: Inventory): ManifestObject[] {
  const base = inventory.manifests.kustomization(variant.base)?.objects ?? [];
  return [
    ...base,
    ...variant.overlays
      .filter((overlay) => overlay.folder.kind === 'Component')
      .flatMap((overlay) => overlay.folder.objects),
  ];
}

/** Whether a variant brings the Namespace that it runs in. */
export function bringsNamespace(variant: ApplicationVariant, inventory: Inventory): boolean {
  return objectsOf(variant, inventory).some((object) => object.kind === 'Namespace');
}

/** Objects as they are called on a cluster: the variables that are the same on all of them are put in. */
export function nameOnCluster(text: string, variant: ApplicationVariant): string {
  if (!text.includes('${')) return text;
  const values = new Map([
    ['app_name', variant.application.name],
    ['namespace_name', variant.namespace.name],
  ]);
  for (const [key, value] of variant.values) values.set(`app_${key}`, value.text);
  return text.replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (whole, name: string) => values.get(name) ?? whole);
}

/**
 * Finds objects that two Kustomizations of one cluster would own (RE409), which would then fight over them, and
 * Namespaces that an application brings for somebody else (RE410).
 */
export function checkOwnership(
  inventory: Inventory,
  namespaces: readonly NamespacePlacement[],
  applications: readonly ApplicationPlacement[],
): Finding[] {
  const findings: Finding[] = [];
  const owners = new Map<string, Owner[]>();
  const add = (id: string, owner: Owner) => {
    const known = owners.get(id);
    if (known) known.push(owner);
    else owners.set(id, [owner]);
  };
  for (const { namespace, clusters } of namespaces) {
    const title = `namespace ${namespace.name}`;
    for (const id of ownObjects(namespace.name))
      add(id, { title, clusters, place: { ...namespace.source, path: ['metadata', 'name'] } });
  }
  for (const variant of applications.flatMap((placement) => placement.variants)) {
    const title = `application ${variant.application.name}`;
    const folders = [
      inventory.manifests.kustomization(variant.base),
      ...variant.overlays.map((overlay) => overlay.folder),
    ];
    const renames = folders.some(
      (folder) => folder?.content['namePrefix'] !== undefined || folder?.content['nameSuffix'] !== undefined,
    );
    for (const object of objectsOf(variant, inventory)) {
      if (object.kind === 'Namespace') findings.push(...checkNamespace(object, variant));
      else if (!renames) add(identity(object, variant), { title, clusters: variant.clusters, place: object.place });
    }
  }
  return [...findings, ...findShared(owners, inventory)];
}

function checkNamespace(object: ManifestObject, variant: ApplicationVariant): Finding[] {
  const name = nameOnCluster(object.name, variant);
  if (name === variant.namespace.name) return [];
  return [
    {
      rule: applicationBringsNamespace,
      message: `application ${variant.application.name} brings the Namespace ${name}, but it runs in ${variant.namespace.name}`,
      hint: `Remove the Namespace from its manifests; who needs it can ask for it: resedge create namespace ${name}`,
      place: object.place,
    },
  ];
}

function identity(object: ManifestObject, variant: ApplicationVariant): string {
  const group = object.apiVersion.includes('/') ? object.apiVersion.slice(0, object.apiVersion.lastIndexOf('/')) : '';
  const sets = variant.application.object.spec.setNamespace ?? true;
  const own = sets ? variant.namespace.name : nameOnCluster(object.namespace || 'default', variant);
  const namespace = isClusterScoped(group, object.kind) ? '' : own;
  return objectId(group, object.kind, namespace, nameOnCluster(object.name, variant));
}

function objectId(group: string, kind: string, namespace: string, name: string): string {
  return [group, kind, namespace, name].join('\n');
}

/** What a namespace's own Kustomization brings. */
function ownObjects(namespace: string): string[] {
  return [
    objectId('', 'ServiceAccount', 'flux-system', `resedge-${namespace}`),
    objectId('rbac.authorization.k8s.io', 'RoleBinding', namespace, 'resedge'),
    objectId('', 'ResourceQuota', namespace, 'resedge'),
    objectId('', 'LimitRange', namespace, 'resedge'),
    objectId('networking.k8s.io', 'NetworkPolicy', namespace, 'resedge'),
  ];
}

function findShared(owners: ReadonlyMap<string, readonly Owner[]>, inventory: Inventory): Finding[] {
  const pairs = new Map<string, { a: Owner; b: Owner; clusters: ClusterSet; objects: string[] }>();
  for (const [id, list] of owners) {
    for (const [at, b] of list.entries()) {
      for (const a of list.slice(0, at)) {
        if (a.title === b.title) continue;
        const clusters = a.clusters.and(b.clusters);
        if (clusters.isEmpty()) continue;
        const key = `${a.title}\n${b.title}`;
        const pair = pairs.get(key) ?? { a, b, clusters, objects: [] };
        const [, kind, namespace, name] = id.split('\n');
        const object = `${kind}/${name}${namespace ? ` in ${namespace}` : ''}`;
        if (!pair.objects.includes(object)) pair.objects.push(object);
        pairs.set(key, { ...pair, clusters: pair.clusters.or(clusters) });
      }
    }
  }
  return [...pairs.values()].map(({ a, b, clusters, objects }) => ({
    rule: objectOwnedTwice,
    message: `${a.title} and ${b.title} both bring ${listObjects(objects)} on ${listClusters(clusters, inventory)}`,
    hint: `Give the objects names of their own, for example with \${app_name}, or place the two on different clusters.`,
    place: b.place,
  }));
}

function listObjects(objects: readonly string[]): string {
  const shown = objects.slice(0, 3).join(', ');
  return objects.length > 3 ? `${shown} and ${objects.length - 3} more` : shown;
}
