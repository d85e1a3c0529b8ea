import type { Plan, PlanChange } from '../model/plan.ts';
import { compareUnits } from '../model/unit.ts';

const order = { removed: 0, changed: 1, added: 2 } as const;

/** What is destructive first, then what goes, what changes and what comes, by name. */
export function compareChanges(a: PlanChange, b: PlanChange): number {
  return Number(b.destructive) - Number(a.destructive) || order[a.change] - order[b.change] || compareUnits(a, b);
}

/** What becomes of a Namespace when it leaves a cluster. */
export function claimsText(isDeleted: boolean): string {
  return isDeleted ? 'the Namespace and its volume claims are deleted' : 'the Namespace and its volume claims stay';
}

/** How many applications on clusters come, go and change. */
export function countPlacements(changes: readonly PlanChange[]): Plan['placements'] {
  const placements = { added: 0, removed: 0, changed: 0 };
  for (const { application, change, clusters } of changes)
    if (application !== undefined) placements[change] += clusters.count();
  return placements;
}
