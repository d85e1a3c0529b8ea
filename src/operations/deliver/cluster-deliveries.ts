import type { ClusterDelivery, DeliveredUnit } from '../../model/cluster-delivery.ts';
import type { LineUp } from '../../model/line-up.ts';
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

/** What clusters have as far as it is known here, and what would wait if a state were deployed now. */
export async function clusterDeliveries(host: Host, state: FleetState): Promise<DeliveryTo> {
  const circumstances = await circumstancesHere(host, state);
  if (!circumstances.delivered) return () => undefined;
  const decided = new Map((await decisionsOf(state, circumstances)).map((one) => [one.name, one]));
  return (cluster) => {
    const found = decided.get(cluster);
    return found && deliveryOf(found, circumstances.now);
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
