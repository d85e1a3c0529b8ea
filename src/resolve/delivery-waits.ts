import type { ClusterSet } from '../model/cluster-set.ts';
import type { Resolution } from '../model/resolution.ts';
import { openSpans } from '../model/time/open-hours.ts';
import type { Arrival } from './arrival.ts';
import { frozenAmong } from './frozen.ts';
import { heldAmong } from './held.ts';
import type { RolloutStage } from './rollout-stage.ts';
import { sharedHours } from './shared-hours.ts';
import { textOf } from './soak.ts';
import { listClusters } from './wording.ts';

/** Who of a ring has a change, and who else could have it. */
export interface DeliveryState {
  /** Clusters that could have it, and do not, each with the reason. */
  readonly waits: readonly string[];
  /** Clusters that do not have it, and are not waited for since they are held. */
  readonly held: ClusterSet;
}

const year = 366 * 86_400_000;

/** What has to be delivered before a change is on all clusters of its ring that could move to it. */
export function deliveryState(
  resolution: Resolution,
  { ring, inFront, placement }: RolloutStage,
  { has }: Arrival,
  now: Date,
): DeliveryState {
  const missing = inFront.minus(has);
  const held = heldAmong(resolution, missing, now);
  const movable = missing.minus(held).minus(frozenAmong(resolution, missing, now).clusters);
  const waits = sharedHours(resolution, placement.namespace, movable).map(({ hours, clusters }) => {
    const who = `${listClusters(clusters, resolution.inventory)} of ${ring}`;
    const [next] = openSpans(hours, now.getTime(), now.getTime() + year);
    if (!next) return `it cannot come to ${who}, where no window opens within a year`;
    if (next.start > now.getTime()) return `it waits for the window of ${who}, at ${textOf(next.start)}`;
    return `it is not delivered to ${who} yet`;
  });
  return { waits, held };
}
