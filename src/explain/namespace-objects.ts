import type { Inventory } from '../model/inventory.ts';
import type { ManifestObject } from '../model/kustomize.ts';
import type { NamespaceVariant, ProfileNamespace, Resolution } from '../model/resolution.ts';
import { titleOf } from '../model/unit.ts';
import { effectsOn } from './object-effects.ts';
import { type AskedManifest, broughtBy, isAsked } from './object-names.ts';
import type { ObjectOwner } from './object-owner.ts';
import { tell } from './step.ts';

/** Namespaces on a cluster that bring an object: through a policy, or as a part of themselves. */
export function namespaceOwners(resolution: Resolution, index: number, asked: AskedManifest): ObjectOwner[] {
  const namespaces = resolution.profileOf(index)?.namespaces ?? [];
  return namespaces.flatMap((entry) => [
    ...ownPart(resolution, entry, asked),
    ...policyOwners(resolution, entry, asked),
  ]);
}

/** What is made for a namespace, and the policies that change it. */
function ownPart(
  { engine, inventory }: Resolution,
  { variant }: ProfileNamespace,
  { kind, name }: AskedManifest,
): ObjectOwner[] {
  const isIt = (part: ManifestObject) => part.name === name && part.kind.toLowerCase() === kind.toLowerCase();
  const found = engine.parts(variant).find(isIt);
  if (!found) return [];
  const title = titleOf(variant);
  const isPart = `${variant.namespace.name} has it as a part of itself, as variant ${variant.name}`;
  const changes = componentChanges(variant, found, inventory);
  return [
    {
      title,
      placed: true,
      steps: [tell('namespace', true, found.reason ?? isPart, found.place), ...changes.steps],
      reason: `${title} itself${changes.reason}`,
    },
  ];
}

/** What the components among the policies of a namespace do to one of its objects. */
function componentChanges({ spec }: NamespaceVariant, object: ManifestObject, inventory: Inventory) {
  const changes = inventory.policies.flatMap(({ name, spec: { path } }) => {
    if (path === undefined || !spec.policies.includes(name)) return [];
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
      path !== undefined && spec.policies.includes(policy.name) ? inventory.manifests.kustomization(path) : undefined;
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
