import type { Resolution } from '../../../model/resolution.ts';
import { type PlacedVariant, placedIn, unitName, unitOf } from '../../../model/unit.ts';
import { type ChangingCluster, compareFixed } from '../../../plan/immutable/compare-fixed.ts';
import { clusterValues } from '../../../plan/variable-values.ts';
import { oneLine, ownVariables } from '../../../render/variables.ts';
import type { FleetState } from '../../../state/fleet-state.ts';
import { stateOfIntent } from '../intent-state.ts';
import type { RefusedChange } from './find-refused.ts';

/**
 * Without what the last intent brings as well: it was judged when that was deployed, and only waits on these clusters.
 * `intent`: the commit of it.
 */
export async function withoutSettled(
  found: readonly RefusedChange[],
  state: FleetState,
  intent: string,
): Promise<RefusedChange[]> {
  if (found.length === 0) return [];
  const last = await stateOfIntent(state, intent);
  const { resolution } = await last.evaluated();
  const renderer = resolution && (await last.renderer(resolution));
  if (!renderer) return [...found];
  const meant = lastMeant(resolution);
  const left: RefusedChange[] = [];
  for (const refused of found) {
    const settled = new Set<string>();
    for (const [placed, clusters] of meant(refused)) {
      const built = await renderer.variant(placed.variant);
      if (!built.ok) continue;
      const before = { objects: built.objects, own: ownVariables(placed) };
      const compared = compareFixed({ before, after: refused.after, clusters }, resolution.engine.updates);
      const same = compared.filter((one) => one.object === refused.object && one.refused.length === 0);
      for (const { clusters: some } of same) for (const { name } of some) settled.add(name);
    }
    const clusters = refused.clusters.filter(({ name }) => !settled.has(name));
    if (clusters.length > 0) left.push({ ...refused, clusters });
  }
  return left;
}

type Meant = (refused: RefusedChange) => ReadonlyMap<PlacedVariant, ChangingCluster[]>;

/** What clusters should have had by an intent of what they would refuse, with the variables that they should have had. */
function lastMeant(resolution: Resolution): Meant {
  const { clusters } = resolution.inventory;
  const indices = new Map(clusters.map(({ name }, index) => [name, index]));
  const textOf = clusterValues(resolution);
  return (refused) => {
    const found = new Map<PlacedVariant, ChangingCluster[]>();
    const byVariants = new Map<string, PlacedVariant>();
    for (const cluster of refused.clusters) {
      const index = indices.get(cluster.name);
      const profile = index === undefined ? undefined : resolution.profileOf(index);
      const unit = profile && placedIn(profile).find(({ variant }) => unitName(unitOf(variant)) === unitName(refused));
      if (index === undefined || !unit) continue;
      const key = `${unit.variant.name} ${unit.home.name}`;
      const placed = byVariants.get(key) ?? unit;
      byVariants.set(key, placed);
      const before = (variable: string) => {
        const text = textOf(index, variable);
        return text === undefined ? undefined : oneLine(text);
      };
      found.set(placed, [...(found.get(placed) ?? []), { ...cluster, before }]);
    }
    return found;
  };
}
