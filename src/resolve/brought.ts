import { groupOf, isClusterScoped } from '../model/cluster-scoped.ts';
import type { EngineObject } from '../model/engine.ts';
import type { ManifestObject, Opaque } from '../model/kustomize.ts';
import type { ApplicationVariant, NamespaceVariant, Resolution, Variant } from '../model/resolution.ts';

/**
 * What Kustomize built of variants that take it to be told, before variables: all that each brings, Namespaces of its
 * own included; of variants that files tell but for what generators make, that. What is not in it is not known.
 */
export type BuiltObjects = ReadonlyMap<Variant, readonly ManifestObject[]>;

/** Why it takes Kustomize to tell what a variant brings; undefined if its files tell it. */
export function opaqueOf({ folders }: Pick<Variant, 'folders'>): Opaque | undefined {
  const reasons = folders.flatMap(({ opaque }) => opaque ?? []);
  return reasons.find(({ adds }) => adds) ?? reasons[0];
}

/** The variants of which it takes Kustomize to tell what they bring. */
export function opaqueVariants({
  namespaces,
  applications,
}: Pick<Resolution, 'namespaces' | 'applications'>): Variant[] {
  const variants = [...namespaces, ...applications].flatMap((placement): readonly Variant[] => placement.variants);
  return variants.filter(opaqueOf);
}

/** The objects that a variant brings: those of its base and those that its components add. */
export function objectsOf({ folders }: Pick<Variant, 'folders'>): ManifestObject[] {
  return folders.flatMap(({ objects }) => objects);
}

/** The variables that are the same on all clusters of a variant. */
export function ownVariables({ kind, applied, namespace, values }: Variant): Map<string, string> {
  const isApplication = kind === 'application';
  const variables = new Map([['namespace_name', namespace.name]]);
  if (isApplication) variables.set('app_name', applied.name);
  for (const [key, value] of values) variables.set(`${isApplication ? 'app' : 'namespace'}_${key}`, value.text);
  return variables;
}

/** A name as it is on a cluster: with the variables that are known put in. */
export function nameOnCluster(text: string, variables: ReadonlyMap<string, string>): string {
  if (!text.includes('${')) return text;
  return text.replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (whole, name: string) => variables.get(name) ?? whole);
}

/** Where an object of an application goes if its kind is in a namespace. */
export function namespaceOf({ namespace }: ManifestObject, variant: ApplicationVariant): string {
  return variant.application.spec.setNamespace ? variant.namespace.name : namespace || 'default';
}

/** Where an object of a policy goes if its kind is in a namespace. */
export function namespaceOfPolicy({ namespace }: ManifestObject, variant: NamespaceVariant): string {
  return namespace || variant.namespace.name;
}

/** The same for the same object on a cluster, whatever its version. `namespace`: where it goes if its kind is in one. */
export function identityOf(
  { apiVersion, kind, name, namespace }: EngineObject,
  variables: ReadonlyMap<string, string>,
): string {
  const where = isClusterScoped(apiVersion, kind) ? '' : nameOnCluster(namespace, variables);
  return [groupOf(apiVersion), kind, where, nameOnCluster(name, variables)].join('\n');
}

/** The object of an identity, for people. */
export function identityText(id: string): string {
  const [, kind, namespace, name] = id.split('\n');
  return `${kind}/${name}${namespace ? ` in ${namespace}` : ''}`;
}
