import { type Defaults, newCluster } from '../../import/cluster-object.ts';
import type { KnownFleet } from '../../import/known-fleet.ts';
import { UsageError } from '../../model/errors.ts';
import type { SchemaValidator } from '../../validate/schema-validator.ts';

interface WithDefaults {
  readonly defaults: Defaults;
  readonly createGroups: boolean;
}

/** Throws UsageError if what all new clusters get is wrong: it stands in no row. */
export function checkDefaults(
  { defaults, createGroups }: WithDefaults,
  fleet: KnownFleet,
  validator: SchemaValidator,
): void {
  const name = { path: ['metadata', 'name'], value: 'any', field: 'name', at: [] };
  const [finding] = validator.check({ index: 0, value: newCluster([name], defaults) }, '');
  if (finding) {
    const flag = finding.place.path?.[1] === 'groups' ? '--group' : '--time-zone';
    throw new UsageError(`${flag}: ${finding.message}`, finding.hint);
  }
  const unknown = createGroups ? undefined : defaults.groups.find((group) => !fleet.isGroup(group));
  if (unknown === undefined) return;
  const near = fleet.nearGroup(unknown);
  throw new UsageError(
    `--group: there is no Group ${unknown}`,
    near === undefined ? 'Add it with --create-groups.' : `Did you mean ${near}? If not, add it with --create-groups.`,
  );
}
