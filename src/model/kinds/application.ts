import type { Application } from '../kinds.ts';
import type { KindDefinition } from './definition.ts';
import { type Filled, noFields, noItems } from './filled.ts';
import { names } from './references.ts';

type Optional = 'owners' | 'dependsOn' | 'values' | 'setNamespace' | 'substitute';

/** The spec of an Application, with what was left out. */
export interface ApplicationSpec extends Filled<Application['spec'], Optional> {}

export const application = {
  kind: 'Application',
  singular: 'application',
  plural: 'applications',
  short: ['app', 'apps'],
  files: { folder: 'inventory/', newFile: (name) => `inventory/applications/${name}` },
  references: [
    names('spec.namespace', 'Namespace', 'field'),
    names('spec.requests', 'Namespace', 'field'),
    names('spec.dependsOn.*', 'Application', 'item'),
  ],
  normalise: ({ spec }): ApplicationSpec => ({
    owners: noItems,
    dependsOn: noItems,
    values: noFields,
    setNamespace: true,
    substitute: true,
    ...spec,
  }),
} as const satisfies KindDefinition<'Application', ApplicationSpec>;
