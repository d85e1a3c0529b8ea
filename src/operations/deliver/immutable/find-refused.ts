import type { Updates } from '../../../model/engine.ts';
import type { Path } from '../../../model/place.ts';
import type { Variant } from '../../../model/resolution.ts';
import type { Unit } from '../../../model/unit.ts';
import { type Applied, type ChangingCluster, compareFixed } from '../../../plan/immutable/compare-fixed.ts';
import type { BuiltObject } from '../../../render/built-object.ts';
import type { FleetState } from '../../../state/fleet-state.ts';
import type { Circumstances } from '../generate.ts';
import type { DecidedCluster } from '../outcome/decide-output.ts';
import { type UnitChange, unitChanges } from './changed-units.ts';
import { judgedClusters, undoneClusters } from './judged-clusters.ts';
import { withoutSettled } from './settled.ts';
import { type UnitBuilder, unitBuilder } from './unit-builder.ts';

/** What clusters have, what they are to get, and what decided it. */
export interface Judged {
  readonly circumstances: Circumstances;
  readonly decisions: readonly DecidedCluster[];
}

/** A change of an object that clusters would refuse. */
export interface RefusedChange extends Unit {
  /** As it would be, with its variables. */
  readonly object: BuiltObject;
  readonly fields: readonly Path[];
  readonly clusters: readonly ChangingCluster[];
  /** All that it would be applied with. */
  readonly after: Applied;
  /** What it is built from; undefined where clusters get back what they had. */
  readonly variant: Variant | undefined;
}

/**
 * The changes that clusters would refuse, waiting ones included: what each has, beside what it should have. What they
 * would refuse of the last intent already is left out: that was judged when it was deployed. None without a Kustomize.
 */
export async function findRefused(
  state: FleetState,
  { circumstances, decisions }: Judged,
): Promise<readonly RefusedChange[]> {
  const { delivered, back, isNewIntent, intent } = circumstances;
  if (!delivered || (isNewIntent === false && !back)) return [];
  const resolution = await state.valid();
  const clusters = await delivered.clusters();
  const changes = unitChanges(
    back ? undoneClusters(decisions, clusters, await back.clusters()) : judgedClusters(resolution, decisions, clusters),
  );
  const renderer = changes.length === 0 ? undefined : await state.renderer();
  if (!renderer) return [];
  const builder = unitBuilder(state, renderer, circumstances);
  const { updates } = resolution.engine;
  const found = (await Promise.all(changes.map((change) => refusedIn(change, builder, updates)))).flat();
  return back || intent === undefined ? found : withoutSettled(found, state, intent);
}

async function refusedIn(change: UnitChange, builder: UnitBuilder, updates: Updates): Promise<RefusedChange[]> {
  const { before, after, isSame, namespace, application } = change;
  const clusters = isSame ? await builder.readers(after, change.clusters) : change.clusters;
  if (clusters.length === 0) return [];
  const applied = await builder.after(after);
  const sides = { before: await builder.before(before, after), after: applied, clusters };
  const compared = compareFixed(sides, updates).filter(({ refused }) => refused.length > 0);
  return compared.map(({ object, refused, clusters: some }) => ({
    namespace,
    application,
    object,
    fields: refused,
    clusters: some,
    after: applied,
    variant: builder.variantOf(after),
  }));
}
