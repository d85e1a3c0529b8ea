import type { Policy } from '../kinds.ts';
import type { KindDefinition } from './definition.ts';
import { type Filled, noFields, noItems } from './filled.ts';
import { names } from './references.ts';

type Written = NonNullable<Policy['spec']>;

/** A rule of a Policy, with what was left out. */
export interface PolicyRule extends Filled<NonNullable<Written['rules']>[number], 'match' | 'severity'> {}

/** The spec of a Policy, with what was left out. */
export interface PolicySpec extends Omit<Filled<Written, 'owners' | 'substitute'>, 'rules'> {
  readonly rules: readonly PolicyRule[];
}

export const policy = {
  kind: 'Policy',
  singular: 'policy',
  plural: 'policies',
  short: ['pol'],
  files: { folder: 'inventory/', newFile: (name) => `inventory/policies/${name}` },
  references: [names('spec.rules.*.match.namespaces.*', 'Namespace', 'loose')],
  normalise: ({ spec }): PolicySpec => ({
    owners: noItems,
    substitute: true,
    ...spec,
    rules: (spec?.rules ?? noItems).map((rule) => ({ match: noFields, severity: 'error', ...rule })),
  }),
} as const satisfies KindDefinition<'Policy', PolicySpec>;
