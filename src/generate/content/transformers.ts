import { toYaml } from '../yaml.ts';
import type { KindOfGroup } from './marks.ts';

/** Annotates objects of some kinds, or all. Kustomize has this transformer built in; inline it is cheaper than patches. */
export function annotationsTransformer(
  annotations: Readonly<Record<string, string>>,
  kinds?: readonly KindOfGroup[],
): string {
  const key = JSON.stringify([annotations, kinds]);
  const text = texts.get(key) ?? annotationsText(annotations, kinds);
  texts.set(key, text);
  return text;
}

/** The texts of transformers: an engine has a handful of marks, and of lists of kinds that are kept. */
const texts = new Map<string, string>();

function annotationsText(
  annotations: Readonly<Record<string, string>>,
  kinds: readonly KindOfGroup[] | undefined,
): string {
  return toYaml({
    apiVersion: 'builtin',
    kind: 'AnnotationsTransformer',
    metadata: { name: 'annotations' },
    annotations,
    fieldSpecs: kinds
      ? kinds.map((kind) => ({ path: 'metadata/annotations', ...kind, create: true }))
      : [{ path: 'metadata/annotations', create: true }],
  });
}

/** Puts objects that name no namespace into one, and leaves the others where they are. */
export function namespaceTransformer(namespace: string): string {
  return toYaml({
    ...namespaceChange(namespace),
    unsetOnly: true,
    fieldSpecs: [{ path: 'metadata/namespace', create: true }],
  });
}

/**
 * Puts all objects into a namespace, as `namespace` of a kustomization does, which would change the subjects of bindings
 * by a rule of its own: every account that is called default. Services are followed where Kustomize does not do so by itself.
 */
export function moveTransformer(namespace: string): string {
  return toYaml({
    ...namespaceChange(namespace),
    fieldSpecs: [
      { path: 'metadata/namespace', create: true },
      { path: 'metadata/name', kind: 'Namespace', create: true },
      { path: 'spec/service/namespace', group: 'apiregistration.k8s.io', kind: 'APIService', create: true },
      {
        path: 'spec/conversion/webhook/clientConfig/service/namespace',
        group: 'apiextensions.k8s.io',
        kind: 'CustomResourceDefinition',
      },
    ],
  });
}

function namespaceChange(namespace: string): object {
  return {
    apiVersion: 'builtin',
    kind: 'NamespaceTransformer',
    metadata: { name: 'namespace', namespace },
    setRoleBindingSubjects: 'none',
  };
}

const template = 'spec/template/metadata/labels';

/**
 * Where labels are put besides the objects themselves: on the pods of what makes pods. Never into selectors or volume
 * claim templates, and never on Jobs, whose templates cannot change.
 */
export const podLabelFields = [
  { path: template, group: 'apps', kind: 'Deployment', create: true },
  { path: template, group: 'apps', kind: 'StatefulSet', create: true },
  { path: template, group: 'apps', kind: 'DaemonSet', create: true },
  { path: `spec/jobTemplate/${template}`, group: 'batch', kind: 'CronJob', create: true },
] as const;

/**
 * A patch that keeps Namespaces out of a build: Kustomize drops what is marked as local configuration. The group is a
 * pattern, and an empty one would be any: other groups have kinds of that name, too.
 */
export const dropNamespaces = {
  target: { group: '^$', version: 'v1', kind: 'Namespace' },
  patch: '- {op: add, path: /metadata/annotations, value: {config.kubernetes.io/local-config: "true"}}\n',
} as const;
