import type { Expectation } from '../kinds.ts';
import type { KindDefinition } from './definition.ts';
import { type Filled, noFields, noItems } from './filled.ts';
import { expression, names } from './references.ts';

/** The spec of an Expectation, with what was left out. */
export interface ExpectationSpec extends Filled<Expectation['spec'], 'owners' | 'count'> {}

export const expectation = {
  kind: 'Expectation',
  singular: 'expectation',
  plural: 'expectations',
  short: ['exp'],
  files: { folder: 'expectations/', newFile: (name) => `expectations/${name}` },
  references: [names('spec.application', 'Application', 'object'), expression('spec.on'), expression('spec.notOn')],
  normalise: ({ spec }): ExpectationSpec => ({ owners: noItems, count: noFields, ...spec }),
} as const satisfies KindDefinition<'Expectation', ExpectationSpec>;
