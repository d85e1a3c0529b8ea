import { groupOf } from '../../model/cluster-scoped.ts';
import { containersOf } from '../../model/containers.ts';
import type { ManifestObject } from '../../model/kustomize.ts';
import { asPattern } from '../../model/patch-target.ts';
import { recordsIn, toRecord, toText } from '../../model/record.ts';
import type { ApplicationVariant } from '../../model/resolution.ts';

/** An account that is put into another namespace, as bindings name it. */
interface Moving {
  readonly name: string;
  readonly namespace: string;
}

/**
 * Patches by which bindings go on naming the accounts that an application takes along into its namespace, and no others.
 * Kustomize itself follows an account only from the namespace that its manifest names. Of a variant that takes Kustomize
 * to be told, nothing is known here.
 */
export function followingSubjects({ folders, namespace }: ApplicationVariant): object[] {
  if (folders.some(({ opaque }) => opaque)) return [];
  const objects = folders.flatMap((folder) => folder.objects);
  const bindings = objects.filter(isBinding);
  if (bindings.length === 0) return [];
  const moving = movingAccounts(objects);
  return bindings.flatMap((binding) => {
    const operations = subjectsOf(binding)
      .filter(({ subject }) => follows(subject, moving))
      .map(({ index }) => ({ op: 'add', path: `/subjects/${index}/namespace`, value: namespace.name }));
    return operations.length === 0 ? [] : [{ target: targetOf(binding), patch: JSON.stringify(operations) }];
  });
}

function isBinding({ apiVersion, kind }: ManifestObject): boolean {
  return groupOf(apiVersion) === 'rbac.authorization.k8s.io' && /^(Cluster)?RoleBinding$/.test(kind);
}

/** The accounts among the objects, and `default` where pods come from a namespace: there it is without being written. */
function movingAccounts(objects: readonly ManifestObject[]): readonly Moving[] {
  return objects.flatMap((object) => {
    const { apiVersion, kind, name, namespace } = object;
    if (kind === 'ServiceAccount' && apiVersion === 'v1') {
      const written = toRecord(object.value['metadata']);
      return [name, toText(written['name']) ?? name].map((one) => ({ name: one, namespace }));
    }
    return containersOf(object).length > 0 ? [{ name: 'default', namespace }] : [];
  });
}

function subjectsOf(binding: ManifestObject) {
  return recordsIn(binding.value['subjects'])
    .filter(({ item }) => item['kind'] === 'ServiceAccount')
    .map(({ index, item }) => ({ index, subject: accountOf(item, binding) }));
}

/** Under `namespace` of the kustomizations below, Kustomize takes each account that is called default into that one. */
function accountOf(item: Readonly<Record<string, unknown>>, { namespace, value }: ManifestObject): Moving {
  const name = toText(item['name']) ?? '';
  const own = toText(toRecord(value['metadata'])['namespace']) ?? '';
  const isTaken = name === 'default' && namespace !== own;
  return { name, namespace: isTaken ? namespace : (toText(item['namespace']) ?? '') };
}

/** A subject that names no namespace means the account that it comes with; what names none is in `default`. */
function follows({ name, namespace }: Moving, moving: readonly Moving[]): boolean {
  if (namespace === '' && name === 'default') return true;
  return moving.some(
    (account) => account.name === name && (namespace === '' || (account.namespace || 'default') === namespace),
  );
}

function targetOf({ apiVersion, kind, name }: ManifestObject): object {
  const group = groupOf(apiVersion);
  return { group, version: apiVersion.slice(group.length + 1), kind, name: asPattern(name) };
}
