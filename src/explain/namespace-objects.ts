import type { Inventory } from '../model/inventory.ts';
import type { ManifestObject } from '../model/kustomize.ts';
import type { Place } from '../model/place.ts';
import type { NamespaceVariant, ProfileNamespace, Resolution } from '../model/resolution.ts';
import { titleOf } from '../model/unit.ts';
import { cleanersIn } from '../resolve/former-applications.ts';
import { namespaceParts } from '../resolve/namespace-parts.ts';
import { effectsOn } from './object-effects.ts';
import { type AskedManifest, broughtBy, isAsked } from './object-names.ts';
import type { ObjectOwner } from './object-owner.ts';
import { tell } from './step.ts';

/** Namespaces on a cluster that bring an object: through a policy, or as a part of themselves. */
export function namespaceOwners(resolution: Resolution, index: number, asked: AskedManifest): ObjectOwner[] {
  const namespaces = resolution.profileOf(index)?.namespaces ?? [];
  return namespaces.flatMap((entry) => [
    ...ownPart(resolution, entry, asked),
    ...cleanUpPart(resolution, entry, asked),
    ...policyOwners(resolution, entry, asked),
  ]);
}

/** What resedge makes for a namespace, and the policies that change it. */
function ownPart(
  { inventory }: Resolution,
  { variant }: ProfileNamespace,
  { kind, name }: AskedManifest,
): ObjectOwner[] {
  const { namespace } = variant;
  const found = namespaceParts(variant).find(
    (part) => part.name === name && part.kind.toLowerCase() === kind.toLowerCase(),
  );
  if (!found) return [];
  const title = titleOf(variant);
  const detail = `${namespace.name} has it as a part of itself, as variant ${variant.name}`;
  const changes = componentChanges(variant, found, inventory);
  return [
    {
      title,
      placed: true,
      steps: [tell('namespace', true, detail, found.place), ...changes.steps],
      reason: `${title} itself${changes.reason}`,
    },
  ];
}

/** The rights to clean up after what moved to another namespace. */
function cleanUpPart(
  { inventory }: Resolution,
  { variant: { namespace } }: ProfileNamespace,
  { kind, name }: AskedManifest,
): ObjectOwner[] {
  if (kind.toLowerCase() !== 'rolebinding') return [];
  const cleaners = cleanersIn(namespace, inventory).filter((one) => `resedge-${one.namespace.name}` === name);
  return cleaners.map(({ application, namespace: home }) => {
    const detail = `${application.name} was in ${namespace.name} before: as ${home.name} Flux takes away what it left`;
    return itself(namespace.name, detail, { ...namespace.source, path: ['spec', 'formerApplications'] });
  });
}

function itself(namespace: string, detail: string, place: Place): ObjectOwner {
  const title = `namespace ${namespace}`;
  return { title, placed: true, steps: [tell('namespace', true, detail, place)], reason: `${title} itself` };
}

/** What the components among the policies of a namespace do to one of its objects. */
function componentChanges({ spec }: NamespaceVariant, object: ManifestObject, inventory: Inventory) {
  const changes = inventory.policies.flatMap(({ name, object: policy }) => {
    const path = policy.spec?.path;
    if (path === undefined || !spec.policies?.includes(name)) return [];
    const folder = inventory.manifests.kustomization(path);
    if (folder?.kind !== 'Component') return [];
    return effectsOn(folder, object).map(({ what, place }) => ({
      name,
      step: tell('policy', true, `${name} ${what}`, place, 1),
    }));
  });
  const names = [...new Set(changes.map(({ name }) => name))];
  return {
    steps: changes.map(({ step }) => step),
    reason: names.length === 0 ? '' : `, changed by policy ${names.join(' and ')}`,
  };
}

function policyOwners({ inventory }: Resolution, { variant }: ProfileNamespace, asked: AskedManifest): ObjectOwner[] {
  const { namespace, spec } = variant;
  return inventory.policies.flatMap((policy) => {
    const path = policy.spec.path;
    const folder =
      path !== undefined && spec.policies?.includes(policy.name) ? inventory.manifests.kustomization(path) : undefined;
    const found = folder && broughtBy(folder).brought.find((one) => isAsked(one, one.object.name, asked));
    if (!folder || !found) return [];
    const title = `policy ${policy.name} of namespace ${namespace.name}`;
    const source = { ...policy.source, path: ['spec', 'path'] };
    const changes = componentChanges(variant, found.object, inventory);
    const steps = [
      tell('policy', true, `${policy.name} brings it to namespace ${namespace.name}`, source),
      tell('policy', true, `${folder.folder} holds it`, found.object.place, 1),
      ...changes.steps,
    ];
    return [{ title, placed: true, steps, reason: `${title}: ${folder.folder}${changes.reason}` }];
  });
}
