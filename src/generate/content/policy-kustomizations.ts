import type { Inventory } from '../../model/inventory.ts';
import type { NamespaceVariant } from '../../model/resolution.ts';
import { copyOf } from '../copies.ts';
import { withHeader } from '../header.ts';
import { relativeFolder } from '../layout.ts';
import { toYaml } from '../yaml.ts';
import type { Marks } from './marks.ts';
import { annotationsTransformer } from './transformers.ts';

/** The folder in the content of a namespace for a policy whose manifests are delivered with variables left alone. */
export function verbatimFolder(policy: string): string {
  return `policies/${policy}`;
}

/** Kustomizations of the policies of a namespace whose manifests are delivered with variables left alone. */
export function policyKustomizations(
  { spec }: NamespaceVariant,
  { policies, manifests }: Inventory,
  { verbatim }: Marks,
) {
  return policies.flatMap(({ name, spec: { path, substitute } }) => {
    if (path === undefined || substitute || !spec.policies.includes(name)) return [];
    if (manifests.kustomization(path)?.kind === 'Component') return [];
    const folder = verbatimFolder(name);
    const kustomization = {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: [relativeFolder(folder, copyOf(path))],
      transformers: [annotationsTransformer(verbatim)],
    };
    return [{ path: `${folder}/kustomization.yaml`, content: withHeader(`policy/${name}`, toYaml(kustomization)) }];
  });
}
