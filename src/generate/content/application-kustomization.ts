import type { ApplicationVariant } from '../../model/resolution.ts';
import { bringsNamespace } from '../../resolve/ownership.ts';
import { copyOf } from '../copies.ts';
import { labels } from './labels.ts';
import { keptKinds, type Marks } from './marks.ts';
import { annotationsTransformer, dropPatch, podLabelFields } from './transformers.ts';

/**
 * An application as one set of clusters runs it: its base and components, put into its namespace and labelled. A
 * Namespace that it brings for itself is dropped, since it is there already.
 */
export function applicationKustomization(variant: ApplicationVariant, { keep }: Marks): object {
  const { application, namespace, overlays } = variant;
  const components = overlays
    .filter((overlay) => overlay.folder.kind === 'Component')
    .map((overlay) => copyOf(overlay.folder.folder));
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    ...(application.spec.setNamespace ? { namespace: namespace.name } : {}),
    resources: [copyOf(variant.base)],
    ...(components.length === 0 ? {} : { components }),
    ...(bringsNamespace(variant) ? { patches: [dropPatch({ version: 'v1', kind: 'Namespace' })] } : {}),
    labels: [
      { pairs: { [labels.application]: application.name, [labels.namespace]: namespace.name }, fields: podLabelFields },
    ],
    transformers: [annotationsTransformer(keep, keptKinds(variant, namespace.spec.onRemove))],
  };
}
