import { at } from '../../model/at.ts';
import type { EnginePart } from '../../model/engine.ts';
import type { Path } from '../../model/place.ts';
import type { NamespaceVariant } from '../../model/resolution.ts';
import type { Marks } from './marks.ts';
import { limitRange, namespaceObject, networkPolicy, resourceQuota } from './namespace-objects.ts';

/** An object of Kubernetes that is made here. */
export interface MadeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [field: string]: unknown };
  readonly [field: string]: unknown;
}

type Field = 'clusters' | 'access' | 'quota' | 'limits' | 'network';

/** What a variant of a namespace is made of, whoever delivers it; `access` is what the engine adds. */
export function namespaceParts(variant: NamespaceVariant, marks: Marks, access: readonly EnginePart[]): EnginePart[] {
  const { name } = variant.namespace;
  const { quota, limits, network } = variant.spec;
  return [
    part(variant, 'namespace.yaml', 'clusters', namespaceObject(variant.namespace, marks)),
    ...access,
    ...(quota ? [part(variant, 'quota.yaml', 'quota', resourceQuota(name, quota))] : []),
    ...(limits ? [part(variant, 'limits.yaml', 'limits', limitRange(name, limits))] : []),
    ...(network === 'open' ? [] : [part(variant, 'network.yaml', 'network', networkPolicy(name, network))]),
  ];
}

/** An object as a part of a namespace, in a file of its folder, at the field that asks for it. */
export function part(
  variant: NamespaceVariant,
  file: string,
  field: Field,
  object: MadeObject,
  reason?: string,
): EnginePart {
  const { apiVersion, kind, metadata } = object;
  return {
    apiVersion,
    kind,
    name: metadata.name,
    namespace: metadata.namespace ?? '',
    place: { ...variant.namespace.source, path: pathOf(variant, field) },
    value: object,
    file,
    ...(reason === undefined ? {} : { reason }),
  };
}

/** Of the overrides that apply, the last one that names a field has its say. */
function pathOf({ namespace, overrides }: NamespaceVariant, field: Field): Path {
  if (!isOverridable(field)) return ['spec', field];
  const found = overrides.findLast((index) => at(namespace.spec.overrides, index)[field] !== undefined);
  return found === undefined ? ['spec', field] : ['spec', 'overrides', found, field];
}

function isOverridable(field: Field): field is 'quota' | 'limits' | 'network' {
  return field === 'quota' || field === 'limits' || field === 'network';
}
