import { quotaIn } from '../../../generate/content/namespace-objects.ts';
import { type Amounts, addAmounts, formatAmount, resources } from '../../../model/amounts.ts';
import { compareText } from '../../../model/compare.ts';
import type { Resolution } from '../../../model/resolution.ts';
import { isOverSubscribed, roomsFor } from '../../../resolve/capacity.ts';
import type { Candidate, Problem } from '../../../schedule/problems.ts';
import type { ContentTexts } from './content-facts.ts';
import { known } from './set-facts.ts';

/**
 * Finds quotas that would not fit on a cluster together (RE501): one that grows may come before another shrinks, where both
 * sides of a change have room for all.
 */
export function roomProblems(
  resolution: Resolution,
  textsOf: ContentTexts,
): (candidate: Candidate, name: string) => Problem[] {
  const indices = new Map(resolution.inventory.clusters.map(({ name }, index) => [name, index]));
  const quotas = new Map<string, Amounts>();
  const quotaOf = (content: string) => {
    const found = quotas.get(content) ?? quotaIn(textsOf(content)?.get('quota.yaml'));
    quotas.set(content, found);
    return found;
  };
  return ({ lineUp: { sets } }, name) => {
    const index = indices.get(name);
    if (index === undefined) return [];
    const owned = [...sets.values()].flatMap((set) => {
      const own = known(set).model.units.find(({ kind }) => kind === 'namespace');
      return own ? [{ namespace: set.namespace, quota: quotaOf(own.content) }] : [];
    });
    const committed = owned.reduce<Amounts>((sum, { quota }) => addAmounts(sum, quota), {});
    const rooms = roomsFor(resolution, index, committed);
    return resources.flatMap((resource): Problem[] => {
      const room = rooms[resource];
      const { available } = room;
      if (available === undefined || !isOverSubscribed(room)) return [];
      const namespaces = owned.filter(({ quota }) => quota[resource] !== undefined).map(({ namespace }) => namespace);
      const amounts = [room.committed, available].map((amount) => formatAmount(resource, amount));
      return [
        {
          key: `room for ${resource}`,
          namespaces: namespaces.sort(compareText),
          message: `quotas would take ${amounts[0]} ${resource} of ${amounts[1]}`,
        },
      ];
    });
  };
}
