import type { NamespaceSpec, Variant } from '../../model/resolution.ts';

type Annotations = Readonly<Record<string, string>>;

/** Annotations by which objects tell an engine how to treat them. */
export interface Marks {
  /** Leave it on the cluster when it is not delivered any more. */
  readonly keep: Annotations;
  /** Leave the variables in it alone. */
  readonly verbatim: Annotations;
}

/** The kinds of which objects stay when a variant goes: what holds data, unless the namespace says that it may go. */
export function keptKinds({ kind }: Variant, onRemove: NamespaceSpec['onRemove']): readonly string[] {
  const always = ['CustomResourceDefinition'];
  if (onRemove === 'delete') return always;
  return kind === 'namespace'
    ? [...always, 'Namespace', 'PersistentVolumeClaim']
    : [...always, 'PersistentVolumeClaim'];
}
