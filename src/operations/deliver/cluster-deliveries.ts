import { at } from '../../model/at.ts';
import type { ClusterDelivery, DeliveredUnit } from '../../model/cluster-delivery.ts';
import { ClusterSet } from '../../model/cluster-set.ts';
import type { LineUp } from '../../model/line-up.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { SetUnit } from '../../model/sets.ts';
import type { Host } from '../../ports/host.ts';
import { pieceText, waitText } from '../../schedule/wait-text.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { circumstancesHere } from './circumstances.ts';
import { decisionsOf } from './generate.ts';
import type { DecidedCluster } from './outcome/decide-output.ts';
import { keyOf, known } from './outcome/set-facts.ts';

/** What was delivered to a cluster, by its name; undefined: nothing, or nothing is known of it. */
export type DeliveryTo = (cluster: string) => ClusterDelivery | undefined;

/**
 * What some clusters have as far as it is known here, and what would wait if a state were deployed now. Looks at no other
 * clusters, but for those of which one has the name now, and another had it.
 */
export async function clusterDeliveries(host: Host, state: FleetState, names: readonly string[]): Promise<DeliveryTo> {
  const { delivered, ...circumstances } = await circumstancesHere(host, state);
  if (!delivered) return () => undefined;
  const { resolution, former } = narrowed(await state.resolution(), new Set(names));
  const { repository, progress } = state;
  const decisions = await decisionsOf(
    { repository, progress, contents: (files) => state.contents(files), resolution: async () => resolution },
    { ...circumstances, delivered: delivered.narrowed(new Set([...names, ...former])) },
  );
  const decided = new Map(decisions.map((one) => [one.name, one]));
  return (cluster) => {
    const found = decided.get(cluster);
    return found && deliveryOf(found, circumstances.now);
  };
}

/** As if some clusters were all that are active, and the names that they had. */
function narrowed(resolution: Resolution, names: ReadonlySet<string>) {
  const { inventory, active } = resolution;
  const wanted = [...active].filter((index) => names.has(at(inventory.clusters, index).name));
  return {
    resolution: { ...resolution, active: ClusterSet.of(active.size, wanted) },
    former: wanted.flatMap((index) => at(inventory.clusters, index).spec.formerNames),
  };
}

function deliveryOf({ decision, timing, delivered, desired }: DecidedCluster, now: number): ClusterDelivery {
  const reading = { timeZone: timing.timeZone, now };
  return {
    has: unitsOf(delivered),
    wants: unitsOf(desired),
    waits: decision.waits.map((wait) => ({
      what: pieceText(wait.piece),
      text: waitText(wait, reading),
      until: wait.until,
    })),
  };
}

function unitsOf(lineUp: LineUp | undefined): DeliveredUnit[] {
  const sets = [...(lineUp?.sets.values() ?? [])];
  return sets.flatMap((set) => known(set).model.units.map((unit) => toUnit(set.namespace, unit)));
}

/** The folder of a content is named by its bytes, and lies in one that is named after the variant. */
function toUnit(namespace: string, unit: SetUnit): DeliveredUnit {
  const { kind, name, content } = unit;
  return {
    key: keyOf({ namespace, units: [unit] }),
    namespace,
    application: kind === 'application' ? name : undefined,
    variant: content.split('/').at(-2) ?? '',
    content,
  };
}
