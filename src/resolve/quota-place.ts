import type { Resource } from '../model/amounts.ts';
import { at } from '../model/at.ts';
import type { Place } from '../model/place.ts';
import type { NamespaceVariant } from '../model/resolution.ts';

/** Where the quota of a variant was written: in an override, or in the namespace. */
export function quotaPlace(
  { namespace, overrides }: Pick<NamespaceVariant, 'namespace' | 'overrides'>,
  resource: Resource,
): Place {
  const written = namespace.spec.overrides;
  const from = overrides.findLast((index) => at(written, index).quota?.[resource] !== undefined);
  const path = from === undefined ? ['spec', 'quota', resource] : ['spec', 'overrides', from, 'quota', resource];
  return { ...namespace.source, path };
}
