import type { Inventory } from '../../model/inventory.ts';
import type { NamespaceVariant } from '../../model/resolution.ts';
import { copyOf } from '../copies.ts';
import { labels } from './labels.ts';
import { keptKinds, type Marks } from './marks.ts';
import { verbatimFolder } from './policy-kustomizations.ts';
import { annotationsTransformer, namespaceTransformer } from './transformers.ts';

/** A namespace as one set of clusters has it: the files of its parts and its policies. */
export function namespaceKustomization(
  variant: NamespaceVariant,
  files: readonly string[],
  inventory: Inventory,
  { keep }: Marks,
): object {
  const { name } = variant.namespace;
  const { resources, components } = policyFolders(variant, inventory);
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: [...[...files].sort(), ...resources],
    ...(components.length === 0 ? {} : { components }),
    labels: [{ pairs: { [labels.namespace]: name } }],
    ...(resources.length + components.length === 0
      ? {}
      : {
          transformers: [
            namespaceTransformer(name),
            annotationsTransformer(keep, keptKinds(variant, variant.spec.onRemove)),
          ],
        }),
  };
}

/**
 * The folders of its policies. Components are put on after all resources are there, so they see the parts of the
 * namespace, and before labels and transformers, which see what they bring.
 */
function policyFolders(variant: NamespaceVariant, { policies, manifests }: Inventory) {
  const folders: { readonly resources: string[]; readonly components: string[] } = { resources: [], components: [] };
  for (const { name, spec } of policies) {
    const { path } = spec;
    if (path === undefined || !variant.spec.policies.includes(name)) continue;
    const isComponent = manifests.kustomization(path)?.kind === 'Component';
    const folder = spec.substitute || isComponent ? copyOf(path) : verbatimFolder(name);
    folders[isComponent ? 'components' : 'resources'].push(folder);
  }
  return folders;
}
