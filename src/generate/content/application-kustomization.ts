import type { ApplicationVariant } from '../../model/resolution.ts';

import { copyOf } from '../copies.ts';
import { followingSubjects } from './following-subjects.ts';
import { labels } from './labels.ts';
import { keptKinds, type Marks } from './marks.ts';
import { annotationsTransformer, dropNamespaces, moveTransformer, podLabelFields } from './transformers.ts';

/**
 * An application as one set of clusters runs it: its base and components, put into its namespace and labelled. `drops`:
 * Namespaces that it brings are left out, since its own is there already, and it may bring no other.
 */
export function applicationKustomization(variant: ApplicationVariant, { keep }: Marks, drops: boolean): object {
  const { application, namespace, overlays } = variant;
  const components = overlays
    .filter((overlay) => overlay.folder.kind === 'Component')
    .map((overlay) => copyOf(overlay.folder.folder));
  const sets = application.spec.setNamespace;
  const patches = [...(drops ? [dropNamespaces] : []), ...(sets ? followingSubjects(variant) : [])];
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: [copyOf(variant.base)],
    ...(components.length === 0 ? {} : { components }),
    ...(patches.length === 0 ? {} : { patches }),
    labels: [
      { pairs: { [labels.application]: application.name, [labels.namespace]: namespace.name }, fields: podLabelFields },
    ],
    transformers: [
      ...(sets ? [moveTransformer(namespace.name)] : []),
      annotationsTransformer(keep, keptKinds(variant, namespace.spec.onRemove)),
    ],
  };
}
