import type { Path } from '../../model/place.ts';
import type { FixedField, Manifest } from './fixed-field.ts';
import { otherKinds } from './other-kinds.ts';
import { storage } from './storage.ts';
import { workloads } from './workloads.ts';

/** By `group/kind`, whatever the version; the group of the core is empty. A kind that is not here may be changed. */
const fields: ReadonlyMap<string, readonly FixedField[]> = new Map(
  Object.entries({ ...workloads, ...storage, ...otherKinds }),
);

/** `group/kind` of an object; the version does not tell objects apart. */
export function groupKindOf({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): string {
  const slash = apiVersion.indexOf('/');
  return `${slash < 0 ? '' : apiVersion.slice(0, slash)}/${kind}`;
}

/** Whether there is anything in objects of a kind that may not be changed. */
export function hasFixedFields(groupKind: string): boolean {
  return fields.has(groupKind);
}

/** The fields whose changes the API server refuses, as far as that can be told without the cluster. */
export function refusedChanges(groupKind: string, was: Manifest, is: Manifest): Path[] {
  return (fields.get(groupKind) ?? []).flatMap((field) => {
    const path = field(was, is);
    return path ? [path] : [];
  });
}
