import { ClusterSet } from '../model/cluster-set.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { Inventory } from '../model/inventory.ts';
import { listClusters } from '../resolve/wording.ts';

/** Why clusters refuse something. The message is `ABOUT on 3 clusters (a, b, c): WHY`. */
export interface Cause extends Omit<Finding, 'message'> {
  readonly about: string;
  /** May differ from cluster to cluster, by the amounts in it: then the worst is told. */
  readonly why: string;
  /** How bad it is; 0 unless given. */
  readonly weight?: bigint;
}

/** Causes of which each is told once, with all clusters that it concerns. */
export interface Causes {
  add(cause: Cause, clusters: ClusterSet): void;
  findings(): Finding[];
}

interface Known {
  readonly worst: Cause;
  /** Those on which it is as bad. */
  readonly there: ClusterSet;
  readonly clusters: ClusterSet;
}

export function createCauses(inventory: Pick<Inventory, 'clusters'>): Causes {
  const known = new Map<string, Known>();
  return {
    add(cause, clusters) {
      const key = JSON.stringify([cause.rule.id, cause.severity, cause.place, cause.about]);
      const before = known.get(key);
      known.set(key, before ? together(before, cause, clusters) : { worst: cause, there: clusters, clusters });
    },
    findings: () => Array.from(known.values(), (cause) => describe(cause, inventory)),
  };
}

function together(before: Known, cause: Cause, on: ClusterSet): Known {
  const clusters = before.clusters.or(on);
  if (cause.why === before.worst.why) return { ...before, there: before.there.or(on), clusters };
  const isWorse = (cause.weight ?? 0n) > (before.worst.weight ?? 0n);
  return isWorse ? { worst: cause, there: on, clusters } : { ...before, clusters };
}

function describe(
  { worst: { about, why, weight: _weight, ...finding }, there, clusters }: Known,
  inventory: Pick<Inventory, 'clusters'>,
) {
  const isSame = there.equals(clusters);
  const where = isSame ? '' : `on ${listClusters(ClusterSet.of(there.size, there.first(1)), inventory)}, `;
  return { ...finding, message: `${about} on ${listClusters(clusters, inventory)}: ${where}${why}` };
}
