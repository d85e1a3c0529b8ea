import { isNamespace } from '../model/cluster-scoped.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { ManifestObject } from '../model/kustomize.ts';
import type { ApplicationVariant, NamespaceVariant, Resolution, Variant } from '../model/resolution.ts';
import { titleOf, unitOf } from '../model/unit.ts';
import {
  type BuiltObjects,
  identityOf,
  namespaceOf,
  namespaceOfPolicy,
  objectsOf,
  opaqueOf,
  ownVariables,
} from './brought.ts';
import { checkNamespaces } from './brought-namespaces.ts';
import { findTwice } from './brought-twice.ts';
import { findMoved } from './moved-objects.ts';
import { Owners } from './owners.ts';

/** Who gets what, as far as owners are concerned. */
type Placed = Pick<Resolution, 'inventory' | 'engine' | 'active' | 'namespaces' | 'applications'>;

/**
 * Finds objects that two Kustomizations of one cluster would own (RE409), which would then fight over them, objects
 * that one brings twice (RE402), Namespaces that an application brings for somebody else (RE410), and what it takes out
 * of the namespaces of Kubernetes itself (RE413).
 *
 * @param built Undefined: variants that take Kustomize to be told are left out. Else what it built of them: then what they
 *   have a part in is found, and nothing else.
 */
export function checkOwnership(placed: Placed, built?: BuiltObjects): Finding[] {
  const { engine, active, inventory } = placed;
  const isAsked = (variant: Variant) => (opaqueOf(variant) !== undefined) === (built !== undefined);
  const owners = new Owners();
  const findings: Finding[] = [];
  for (const object of engine.objects())
    owners.add(identityOf(object, new Map()), { ...engineOwner, clusters: active, place: inventory.fleet.source });
  for (const variant of placed.namespaces.flatMap(({ variants }) => variants)) {
    addEngine(placed, variant, owners);
    addParts(placed, variant, owners);
    addPolicies(placed, variant, owners, built);
  }
  for (const variant of placed.applications.flatMap(({ variants }) => variants)) {
    addEngine(placed, variant, owners);
    const isOpaque = opaqueOf(variant) !== undefined;
    const objects = isOpaque ? built?.get(variant) : objectsOf(variant);
    if (!objects) continue;
    if (isAsked(variant))
      findings.push(...[findTwice, checkNamespaces, findMoved].flatMap((find) => find(variant, objects)));
    addApplication(variant, objects, owners, isOpaque);
    if (!isOpaque) addApplication(variant, built?.get(variant) ?? [], owners, true);
  }
  return [...findings, ...owners.shared(inventory, built !== undefined)];
}

const engineOwner = { title: 'resedge', isBuilt: false, isEngine: true } as const;

/** What the engine has for a namespace or an application. */
function addEngine({ engine }: Placed, variant: Variant, owners: Owners): void {
  const { clusters, applied } = variant;
  for (const object of engine.objects(unitOf(variant)))
    owners.add(identityOf(object, new Map()), { ...engineOwner, clusters, place: applied.source });
}

/** What a namespace is made of. */
function addParts({ engine }: Placed, variant: NamespaceVariant, owners: Owners): void {
  const { clusters } = variant;
  for (const part of engine.parts(variant))
    owners.add(identityOf(part, new Map()), { title: titleOf(variant), clusters, place: part.place, isBuilt: false });
}

/** What the policies of a namespace bring: objects that name no namespace go into this one. */
function addPolicies(placed: Placed, variant: NamespaceVariant, owners: Owners, built: BuiltObjects | undefined): void {
  const { namespace, spec, clusters } = variant;
  const variables = ownVariables(variant);
  const add = (policies: string, objects: readonly ManifestObject[], isBuilt: boolean) => {
    const title = `${policies} of namespace ${namespace.name}`;
    for (const object of objects) {
      const id = identityOf({ ...object, namespace: namespaceOfPolicy(object, variant) }, variables);
      owners.add(id, { title, clusters, place: object.place, isBuilt });
    }
  };
  if (opaqueOf(variant)) {
    const parts = new Set(placed.engine.parts(variant).map((part) => identityOf(part, new Map())));
    const isPart = (object: ManifestObject) => parts.has(identityOf(object, new Map()));
    add(
      'policies',
      (built?.get(variant) ?? []).filter((object) => !isPart(object)),
      true,
    );
    return;
  }
  for (const { name, spec: policy } of placed.inventory.policies) {
    if (policy.path === undefined || !spec.policies.includes(name)) continue;
    add(`policy ${name}`, placed.inventory.manifests.kustomization(policy.path)?.objects ?? [], false);
  }
}

/** What an application brings, but for Namespaces: none of them reaches a cluster. */
function addApplication(
  variant: ApplicationVariant,
  objects: readonly ManifestObject[],
  owners: Owners,
  isBuilt: boolean,
): void {
  const { clusters } = variant;
  const variables = ownVariables(variant);
  const title = titleOf(variant);
  for (const object of objects) {
    if (isNamespace(object)) continue;
    const id = identityOf({ ...object, namespace: namespaceOf(object, variant) }, variables);
    owners.add(id, { title, clusters, place: object.place, isBuilt });
  }
}
