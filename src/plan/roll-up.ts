import { at } from '../model/at.ts';
import { ClusterSet } from '../model/cluster-set.ts';
import { by } from '../model/compare.ts';
import type { Plan, PlanShare } from '../model/plan.ts';
import type { Resolution } from '../model/resolution.ts';
import type { ClusterPairs } from './cluster-pairs.ts';

/** Counts affected clusters, given by position, by the groups, rings and time zones that they have after. */
export function rollUp(
  after: Resolution,
  { after: indices }: Pick<ClusterPairs, 'after'>,
  affected: ClusterSet,
): Pick<Plan, 'groups' | 'rings' | 'timeZones'> {
  const set = ClusterSet.none(after.inventory.clusters.length);
  for (const position of affected) {
    const index = at(indices, position);
    if (index >= 0) set.add(index);
  }
  const share = (name: string, all: ClusterSet): PlanShare => {
    const delivered = all.and(after.active);
    return { name, total: delivered.count(), affected: delivered.and(set).count() };
  };
  const isAffected = (row: PlanShare) => row.affected > 0;
  const { groups, rings } = after.inventory;
  return {
    groups: set.isEmpty() ? [] : groups.map(({ name }) => share(name, after.group(name))).filter(isAffected),
    rings: rings.map(({ name }) => share(name, after.ring(name))).filter(isAffected),
    timeZones: set.isEmpty() ? [] : timeZones(after, set).filter(isAffected),
  };
}

function timeZones({ active, timeZoneOf }: Resolution, affected: ClusterSet): PlanShare[] {
  const shares = new Map<string, { name: string; total: number; affected: number }>();
  for (const index of active) {
    const name = timeZoneOf(index) ?? 'none';
    const share = shares.get(name) ?? { name, total: 0, affected: 0 };
    shares.set(name, share);
    share.total += 1;
    if (affected.has(index)) share.affected += 1;
  }
  return [...shares.values()].sort(by(({ name }) => name));
}
