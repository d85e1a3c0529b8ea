import type { ClusterSet } from '../model/cluster-set.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { Inventory, Item } from '../model/inventory.ts';
import type { Ring } from '../model/kinds.ts';
import type { Place } from '../model/place.ts';
import { selectsNothing } from '../model/rules/re302-selects-nothing.ts';
import type { Selection } from '../select/selection.ts';

/** Rings in which no cluster is, where their expressions are not found to be wrong already (RE302). */
export function checkRings({ rings }: Inventory, selection: Selection, active: ClusterSet): Finding[] {
  const findings: Finding[] = [];
  let left = active;
  for (const ring of rings) {
    const taken = selection.ring(ring.name);
    if (left.and(taken).isEmpty() && !active.isEmpty()) findings.push(...emptyRing(ring, selection, left));
    left = left.minus(taken);
  }
  return findings;
}

/** @param left The clusters that the rings before it leave. */
function emptyRing({ name, spec, source }: Item<Ring>, selection: Selection, left: ClusterSet): Finding[] {
  const { clusters, percent } = spec;
  const place: Place = { ...source, path: clusters === undefined ? [] : ['spec', 'clusters'] };
  const selected = clusters === undefined ? left : left.and(selection.evaluate(clusters, place));
  if (clusters !== undefined && selection.findings.some((finding) => isAt(finding.place, place))) return [];
  const isLeft = !selected.isEmpty();
  const why = isLeft
    ? `its percent, ${percent}, takes none of the ${selected.count()} that it selects`
    : 'what it selects is in rings before it, or retired';
  return [
    {
      rule: selectsNothing,
      message: `no cluster is in the ring ${name}: ${why}`,
      hint: 'A rollout stops at a ring without clusters. Let it take others, or delete the ring.',
      place: isLeft ? { ...source, path: ['spec', 'percent'] } : place,
    },
  ];
}

function isAt({ file, document, path = [] }: Place, place: Place): boolean {
  return file === place.file && document === place.document && path.join('/') === place.path?.join('/');
}
