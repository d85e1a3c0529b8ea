import type { Namespace } from '../kinds.ts';
import type { KindDefinition } from './definition.ts';
import { type Filled, noFields, noItems } from './filled.ts';
import { expression, names } from './references.ts';

type Optional =
  | ('owners' | 'values' | 'proposed' | 'applications' | 'rejected' | 'access' | 'onRemove')
  | ('network' | 'policies' | 'dependsOn' | 'overrides');

/** The spec of a Namespace, with what was left out. Without `quota` and `limits` it has none, without `windows` those of the cluster. */
export interface NamespaceSpec extends Filled<Namespace['spec'], Optional> {}

export const namespace = {
  kind: 'Namespace',
  singular: 'namespace',
  plural: 'namespaces',
  short: ['ns'],
  files: { folder: 'inventory/', newFile: (name) => `inventory/namespaces/${name}` },
  references: [
    names('spec.applications.*', 'Application', 'item', '*'),
    names('spec.rejected.*.application', 'Application', 'entry'),
    names('spec.policies.*', 'Policy', 'item'),
    names('spec.dependsOn.*', 'Namespace', 'item'),
    names('spec.overrides.*.policies.*', 'Policy', 'item'),
    expression('spec.clusters'),
    expression('spec.overrides.*.clusters'),
  ],
  normalise: ({ spec }): NamespaceSpec => ({
    owners: noItems,
    values: noFields,
    proposed: false,
    applications: noItems,
    rejected: noItems,
    access: 'namespace',
    onRemove: 'keep',
    network: 'open',
    policies: noItems,
    dependsOn: noItems,
    overrides: noItems,
    ...spec,
  }),
} as const satisfies KindDefinition<'Namespace', NamespaceSpec>;
