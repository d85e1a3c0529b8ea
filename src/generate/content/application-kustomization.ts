import type { ApplicationVariant } from '../../model/resolution.ts';
import { bringsNamespace } from '../../resolve/ownership.ts';
import { relativeFolder } from '../layout.ts';
import { labels } from './labels.ts';
import { keptKinds, type Marks } from './marks.ts';
import { annotationsTransformer, dropPatch, podLabelFields } from './transformers.ts';

/**
 * An application as one set of clusters runs it: its base and components, put into its namespace and labelled. A
 * Namespace that it brings for itself is dropped, since it is there already. `from` is the folder that it is built in.
 */
export function applicationKustomization(variant: ApplicationVariant, from: string, { keep }: Marks): object {
  const { application, namespace, overlays } = variant;
  const components = overlays
    .filter((overlay) => overlay.folder.kind === 'Component')
    .map((overlay) => relativeFolder(from, overlay.folder.folder));
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    ...(application.spec.setNamespace ? { namespace: namespace.name } : {}),
    resources: [relativeFolder(from, variant.base)],
    ...(components.length === 0 ? {} : { components }),
    ...(bringsNamespace(variant) ? { patches: [dropPatch('Namespace')] } : {}),
    labels: [
      { pairs: { [labels.application]: application.name, [labels.namespace]: namespace.name }, fields: podLabelFields },
    ],
    transformers: [annotationsTransformer(keep, keptKinds(variant, namespace.spec.onRemove))],
  };
}
