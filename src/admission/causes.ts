import type { ClusterSet } from '../model/cluster-set.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { Inventory } from '../model/inventory.ts';
import { listClusters } from '../resolve/wording.ts';

/** A finding whose message names clusters: `message` gets them as text. */
export interface Cause extends Omit<Finding, 'message'> {
  message(where: string): string;
}

/** Findings of which each is told once, with all clusters that it is about. */
export interface Causes {
  add(cause: Cause, clusters: ClusterSet): void;
  findings(): Finding[];
}

export function createCauses(inventory: Pick<Inventory, 'clusters'>): Causes {
  const known = new Map<string, { readonly cause: Cause; readonly clusters: ClusterSet }>();
  return {
    add(cause, clusters) {
      const key = JSON.stringify([cause.rule.id, cause.severity, cause.place, cause.message('')]);
      const before = known.get(key);
      known.set(key, before ? { ...before, clusters: before.clusters.or(clusters) } : { cause, clusters });
    },
    findings: () =>
      Array.from(known.values(), ({ cause, clusters }) => ({
        ...cause,
        message: cause.message(listClusters(clusters, inventory)),
      })),
  };
}
