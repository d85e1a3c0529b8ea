import type { Place } from '../model/place.ts';
import type { ProfileNamespace, Resolution } from '../model/resolution.ts';
import { cleanersIn } from '../resolve/former-namespaces.ts';
import { type AskedManifest, broughtBy, isAsked } from './object-names.ts';
import type { ObjectOwner } from './object-owner.ts';
import { tell } from './step.ts';

/** Namespaces on a cluster that bring an object: through a policy, or as a part of themselves. */
export function namespaceOwners(resolution: Resolution, index: number, asked: AskedManifest): ObjectOwner[] {
  const namespaces = resolution.profileOf(index)?.namespaces ?? [];
  return namespaces.flatMap((entry) => [
    ...ownPart(entry, asked),
    ...cleanUpPart(resolution, entry, asked),
    ...policyOwners(resolution, entry, asked),
  ]);
}

/** What resedge makes for a namespace, by kind: the name, and the field that asks for it. */
function ownPart(
  { variant: { namespace, name: variant, spec } }: ProfileNamespace,
  { kind, name }: AskedManifest,
): ObjectOwner[] {
  const isOpen = (spec.network ?? 'open') === 'open';
  const parts = [
    { kind: 'Namespace', name: namespace.name, field: 'clusters', made: true },
    { kind: 'ServiceAccount', name: `resedge-${namespace.name}`, field: 'access', made: spec.access !== 'cluster' },
    { kind: 'RoleBinding', name: 'resedge', field: 'access', made: spec.access !== 'cluster' },
    { kind: 'ResourceQuota', name: 'resedge', field: 'quota', made: spec.quota !== undefined },
    { kind: 'LimitRange', name: 'resedge', field: 'limits', made: spec.limits !== undefined },
    { kind: 'NetworkPolicy', name: 'resedge', field: 'network', made: !isOpen },
  ];
  const found = parts.find((part) => part.made && part.name === name && part.kind.toLowerCase() === kind.toLowerCase());
  if (!found) return [];
  const place = { ...namespace.source, path: ['spec', found.field] };
  return [itself(namespace.name, `${namespace.name} has it as a part of itself, as variant ${variant}`, place)];
}

/** The rights to clean up after what moved to another namespace. */
function cleanUpPart(
  { inventory }: Resolution,
  { variant: { namespace } }: ProfileNamespace,
  { kind, name }: AskedManifest,
): ObjectOwner[] {
  if (kind.toLowerCase() !== 'rolebinding') return [];
  const cleaners = cleanersIn(namespace.name, inventory).filter((one) => `resedge-${one.namespace.name}` === name);
  return cleaners.map(({ application, namespace: home }) => {
    const detail = `${application.name} was in ${namespace.name} before: as ${home.name} Flux takes away what it left`;
    return itself(namespace.name, detail, { ...application.source, path: ['spec', 'formerNamespaces'] });
  });
}

function itself(namespace: string, detail: string, place: Place): ObjectOwner {
  const title = `namespace ${namespace}`;
  return { title, placed: true, steps: [tell('namespace', true, detail, place)], reason: `${title} itself` };
}

function policyOwners(
  { inventory }: Resolution,
  { variant: { namespace, spec } }: ProfileNamespace,
  asked: AskedManifest,
): ObjectOwner[] {
  return inventory.policies.flatMap((policy) => {
    const path = policy.object.spec?.path;
    const folder =
      path !== undefined && spec.policies?.includes(policy.name) ? inventory.manifests.kustomization(path) : undefined;
    const found = folder && broughtBy(folder).brought.find((one) => isAsked(one, one.object.name, asked));
    if (!folder || !found) return [];
    const title = `policy ${policy.name} of namespace ${namespace.name}`;
    const source = { ...policy.source, path: ['spec', 'path'] };
    const steps = [
      tell('policy', true, `${policy.name} brings it to namespace ${namespace.name}`, source),
      tell('policy', true, `${folder.folder} holds it`, found.object.place, 1),
    ];
    return [{ title, placed: true, steps, reason: `${title}: ${folder.folder}` }];
  });
}
