import { toYaml } from '../yaml.ts';

/** Annotates objects of some kinds, or all. Kustomize has this transformer built in; inline it is cheaper than patches. */
export function annotationsTransformer(
  annotations: Readonly<Record<string, string>>,
  kinds?: readonly string[],
): string {
  const key = JSON.stringify([annotations, kinds]);
  const text = texts.get(key) ?? annotationsText(annotations, kinds);
  texts.set(key, text);
  return text;
}

/** The texts of transformers: an engine has a handful of marks, and of lists of kinds that are kept. */
const texts = new Map<string, string>();

function annotationsText(annotations: Readonly<Record<string, string>>, kinds: readonly string[] | undefined): string {
  return toYaml({
    apiVersion: 'builtin',
    kind: 'AnnotationsTransformer',
    metadata: { name: 'annotations' },
    annotations,
    fieldSpecs: kinds
      ? kinds.map((kind) => ({ path: 'metadata/annotations', kind, create: true }))
      : [{ path: 'metadata/annotations', create: true }],
  });
}

/** Puts objects that name no namespace into one, and leaves the others where they are. */
export function namespaceTransformer(namespace: string): string {
  return toYaml({
    apiVersion: 'builtin',
    kind: 'NamespaceTransformer',
    metadata: { name: 'namespace', namespace },
    unsetOnly: true,
    setRoleBindingSubjects: 'none',
    fieldSpecs: [{ path: 'metadata/namespace', create: true }],
  });
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

/** A patch that keeps an object out of the build: Kustomize drops what is marked as local configuration. */
export function dropPatch(target: {
  readonly group?: string;
  readonly version: string;
  readonly kind: string;
}): object {
  return {
    target,
    patch: '- {op: add, path: /metadata/annotations, value: {config.kubernetes.io/local-config: "true"}}\n',
  };
}
