import type { NamespaceSpec, Variant } from '../../model/resolution.ts';

type Annotations = Readonly<Record<string, string>>;

/** Annotations by which objects tell an engine how to treat them. */
export interface Marks {
  /** Leave it on the cluster when it is not delivered any more. */
  readonly keep: Annotations;
  /** Leave the variables in it alone. */
  readonly verbatim: Annotations;
}

/** A kind as a field specification of Kustomize names it: the core group has no name there, but its version is v1. */
export interface KindOfGroup {
  readonly group?: string;
  readonly version?: string;
  readonly kind: string;
}

const definitions = { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' } as const;
const claims = { version: 'v1', kind: 'PersistentVolumeClaim' } as const;
const namespaces = { version: 'v1', kind: 'Namespace' } as const;

/** Kinds that hold data: whether they stay is what `onRemove` says. */
export const holders: readonly KindOfGroup[] = [namespaces, claims];

/** The kinds of which objects stay when a variant goes: what holds data, unless the namespace says that it may go. */
export function keptKinds({ kind }: Variant, onRemove: NamespaceSpec['onRemove']): readonly KindOfGroup[] {
  if (onRemove === 'delete') return [definitions];
  return kind === 'namespace' ? [definitions, ...holders] : [definitions, claims];
}
