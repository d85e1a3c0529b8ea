import { groupOf, isClusterScoped } from '../model/cluster-scoped.ts';
import type { ClusterSet } from '../model/cluster-set.ts';
import { firstOf } from '../model/counts.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { Engine } from '../model/engine.ts';
import type { Inventory } from '../model/inventory.ts';
import type { KustomizeFolder, ManifestObject } from '../model/kustomize.ts';
import type { Place } from '../model/place.ts';
import type {
  ApplicationPlacement,
  ApplicationVariant,
  NamespacePlacement,
  NamespaceVariant,
} from '../model/resolution.ts';
import { kustomizationInvalid } from '../model/rules/re402-kustomization-invalid.ts';
import { objectOwnedTwice } from '../model/rules/re409-object-owned-twice.ts';
import { applicationBringsNamespace } from '../model/rules/re410-application-brings-namespace.ts';
import { titleOf } from '../model/unit.ts';
import { listClusters } from './wording.ts';

/** One Kustomization on some clusters that would own an object. */
interface Owner {
  readonly title: string;
  readonly clusters: ClusterSet;
  readonly place: Place;
}

/** The objects that a variant brings: those of its base and those that its components add. */
function objectsOf({ folders }: ApplicationVariant): ManifestObject[] {
  return folders.flatMap(({ objects }) => objects);
}

/** Whether a variant brings the Namespace that it runs in. */
export function bringsNamespace(variant: ApplicationVariant): boolean {
  return objectsOf(variant).some(isNamespace);
}

function isNamespace({ apiVersion, kind }: ManifestObject): boolean {
  return apiVersion === 'v1' && kind === 'Namespace';
}

/**
 * Finds objects that two Kustomizations of one cluster would own (RE409), which would then fight over them, objects
 * that one brings twice (RE402), and Namespaces that an application brings for somebody else (RE410).
 */
export function checkOwnership(
  inventory: Inventory,
  engine: Engine,
  namespaces: readonly NamespacePlacement[],
  applications: readonly ApplicationPlacement[],
): Finding[] {
  const findings: Finding[] = [];
  const owners = new Map<string, Map<string, Owner>>();
  const add = (id: string, owner: Owner) => {
    const known = owners.get(id) ?? new Map<string, Owner>();
    owners.set(id, known);
    const same = known.get(owner.title);
    known.set(owner.title, same ? { ...same, clusters: same.clusters.or(owner.clusters) } : owner);
  };
  for (const variant of namespaces.flatMap(({ variants }) => variants)) {
    const { clusters } = variant;
    for (const part of engine.parts(variant))
      add(ownedIdentity(part, new Map(), part.namespace), { title: titleOf(variant), clusters, place: part.place });
    addPolicies(variant, inventory, add);
  }
  for (const variant of applications.flatMap((placement) => placement.variants)) {
    const title = `application ${variant.application.name}`;
    const isRenamed = variant.overlays.some(({ folder }) => folder.kind === 'Component' && renames(folder));
    const sets = variant.application.spec.setNamespace;
    const variables = variablesOf(variant);
    const places = new Map<string, Place>();
    for (const object of objectsOf(variant)) {
      if (isNamespace(object)) findings.push(...checkNamespace(object, variant, variables));
      else if (!isRenamed) {
        const id = ownedIdentity(object, variables, sets ? variant.namespace.name : object.namespace || 'default');
        const before = places.get(id);
        if (before) findings.push(broughtTwice(title, id, before, object.place));
        places.set(id, object.place);
        add(id, { title, clusters: variant.clusters, place: object.place });
      }
    }
  }
  return [...findings, ...findShared(owners, inventory)];
}

/** The policies of a namespace: objects that name no namespace go into this one. */
function addPolicies(
  { namespace, spec, values, clusters }: NamespaceVariant,
  inventory: Inventory,
  add: (id: string, owner: Owner) => void,
): void {
  const variables = new Map([['namespace_name', namespace.name]]);
  for (const [key, value] of values) variables.set(`namespace_${key}`, value.text);
  for (const { name, spec: policy } of inventory.policies) {
    if (policy.path === undefined || !spec.policies.includes(name)) continue;
    const folder = inventory.manifests.kustomization(policy.path);
    if (!folder) continue;
    const title = `policy ${name} of namespace ${namespace.name}`;
    for (const object of folder.objects)
      add(ownedIdentity(object, variables, object.namespace || namespace.name), {
        title,
        clusters,
        place: object.place,
      });
  }
}

/** Whether a component gives the objects of the base other names. */
function renames({ content }: KustomizeFolder): boolean {
  return content['namePrefix'] !== undefined || content['nameSuffix'] !== undefined;
}

/** The variables that are the same on all clusters of a variant. */
function variablesOf({ application, namespace, values }: ApplicationVariant): Map<string, string> {
  const variables = new Map([
    ['app_name', application.name],
    ['namespace_name', namespace.name],
  ]);
  for (const [key, value] of values) variables.set(`app_${key}`, value.text);
  return variables;
}

/** A name as it is on a cluster: with the variables that are known put in. */
function nameOnCluster(text: string, variables: ReadonlyMap<string, string>): string {
  if (!text.includes('${')) return text;
  return text.replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (whole, name: string) => variables.get(name) ?? whole);
}

function checkNamespace(
  object: ManifestObject,
  variant: ApplicationVariant,
  variables: ReadonlyMap<string, string>,
): Finding[] {
  const name = nameOnCluster(object.name, variables);
  if (name === variant.namespace.name) return [];
  return [
    {
      rule: applicationBringsNamespace,
      message: `application ${variant.application.name} brings the Namespace ${name}, but it runs in ${variant.namespace.name}`,
      hint: `Remove the Namespace from its manifests; it belongs into the inventory: kind Namespace, name ${name}`,
      place: object.place,
    },
  ];
}

/** Which object this is on a cluster; `namespace` is where it goes if its kind is in one. */
function ownedIdentity(object: ManifestObject, variables: ReadonlyMap<string, string>, namespace: string): string {
  const group = groupOf(object.apiVersion);
  const where = isClusterScoped(object.apiVersion, object.kind) ? '' : nameOnCluster(namespace, variables);
  return [group, object.kind, where, nameOnCluster(object.name, variables)].join('\n');
}

/** The object of an id, for people. */
function objectText(id: string): string {
  const [, kind, namespace, name] = id.split('\n');
  return `${kind}/${name}${namespace ? ` in ${namespace}` : ''}`;
}

function broughtTwice(title: string, id: string, before: Place, place: Place): Finding {
  return {
    rule: kustomizationInvalid,
    message: `${title} brings ${objectText(id)} twice, which Kustomize refuses`,
    hint: `The other one is in ${before.file}: remove one, or give it another name.`,
    place,
  };
}

function findShared(owners: ReadonlyMap<string, ReadonlyMap<string, Owner>>, inventory: Inventory): Finding[] {
  const pairs = new Map<string, { a: Owner; b: Owner; clusters: ClusterSet; objects: string[] }>();
  for (const [id, byTitle] of owners) {
    const list = [...byTitle.values()];
    for (const [at, b] of list.entries()) {
      for (const a of list.slice(0, at)) {
        const clusters = a.clusters.and(b.clusters);
        if (clusters.isEmpty()) continue;
        const key = `${a.title}\n${b.title}`;
        const pair = pairs.get(key) ?? { a, b, clusters, objects: [] };
        const object = objectText(id);
        if (!pair.objects.includes(object)) pair.objects.push(object);
        pairs.set(key, { ...pair, clusters: pair.clusters.or(clusters) });
      }
    }
  }
  return [...pairs.values()].map(({ a, b, clusters, objects }) => ({
    rule: objectOwnedTwice,
    message: `${a.title} and ${b.title} both bring ${firstOf(objects)} on ${listClusters(clusters, inventory)}`,
    hint: `Give the objects names of their own, for example with \${app_name}, or place the two on different clusters.`,
    place: b.place,
  }));
}
