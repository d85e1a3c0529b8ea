import type { ApplicationVariant } from '../../../model/resolution.ts';
import { relativeFolder, sharedFolder } from '../../layout.ts';
import { annotationsTransformer, dropPatch, podLabelFields } from './kustomize.ts';
import { keep, labels } from './names.ts';

/** The folder of a variant, counted from the fleet root. */
export function applicationFolder(variant: ApplicationVariant): string {
  return `${sharedFolder}/applications/${variant.application.name}/${variant.name}`;
}

/**
 * An application as one set of clusters runs it: its base and components, put into its namespace and labelled.
 * `bringsNamespace`: the base holds the Namespace that it runs in, which is dropped here, since it is there already.
 */
export function applicationKustomize(variant: ApplicationVariant, bringsNamespace: boolean): object {
  const { application, namespace, overlays } = variant;
  const from = applicationFolder(variant);
  const components = overlays
    .filter((overlay) => overlay.folder.kind === 'Component')
    .map((overlay) => relativeFolder(from, overlay.folder.folder));
  const kept =
    namespace.object.spec.onRemove === 'delete'
      ? ['CustomResourceDefinition']
      : ['CustomResourceDefinition', 'PersistentVolumeClaim'];
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    ...(application.object.spec.setNamespace === false ? {} : { namespace: namespace.name }),
    resources: [relativeFolder(from, variant.base)],
    ...(components.length === 0 ? {} : { components }),
    ...(bringsNamespace ? { patches: [dropPatch('Namespace')] } : {}),
    labels: [
      { pairs: { [labels.application]: application.name, [labels.namespace]: namespace.name }, fields: podLabelFields },
    ],
    transformers: [annotationsTransformer(keep, kept)],
  };
}
