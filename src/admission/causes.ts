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
  add(cause: Cause, clusters: Iterable<number>): void;
  findings(): Finding[];
}

interface Known {
  worst: Cause;
  /** Those on which it is as bad; some perhaps twice. */
  there: number[];
  /** All on which it is. */
  readonly clusters: ClusterSet;
}

/** A cause may come once for each cluster, so that sets are filled, and not made anew. */
export function createCauses(inventory: Pick<Inventory, 'clusters'>): Causes {
  const size = inventory.clusters.length;
  const known = new Map<string, Known>();
  return {
    add(cause, clusters) {
      const members = [...clusters];
      const key = JSON.stringify([cause.rule.id, cause.severity, cause.place, cause.about]);
      const before = known.get(key);
      if (!before) {
        known.set(key, { worst: cause, there: members, clusters: ClusterSet.of(size, members) });
        return;
      }
      before.clusters.addAll(members);
      if (cause.why === before.worst.why) for (const member of members) before.there.push(member);
      else if ((cause.weight ?? 0n) > (before.worst.weight ?? 0n)) {
        before.worst = cause;
        before.there = members;
      }
    },
    findings: () => Array.from(known.values(), (cause) => findingOf(cause, inventory)),
  };
}

function findingOf(
  { worst: { about, why, weight: _weight, ...finding }, there, clusters }: Known,
  inventory: Pick<Inventory, 'clusters'>,
) {
  const worst = ClusterSet.of(clusters.size, there);
  const isSame = worst.equals(clusters);
  const where = isSame ? '' : `on ${listClusters(ClusterSet.of(worst.size, worst.first(1)), inventory)}, `;
  return { ...finding, message: `${about} on ${listClusters(clusters, inventory)}: ${where}${why}` };
}
