import { ClusterSet } from '../model/cluster-set.ts';
import { annotation } from '../model/overlay-annotations.ts';
import type { ApplicationPlacement, Overlay, Resolution } from '../model/resolution.ts';

/** How far an overlay has come by what it says, whoever has it yet. */
export interface RolloutStage {
  readonly placement: ApplicationPlacement;
  readonly overlay: Overlay;
  /** The ring that it has come to; undefined: none yet. */
  readonly ring: string | undefined;
  /** The ring that comes next; undefined: it has come to the last. */
  readonly next: string | undefined;
  /** The ring before; undefined if there is none. */
  readonly previous: string | undefined;
  /** Clusters that run the application with it. */
  readonly reached: ClusterSet;
  /** Those of the ring that it has come to. */
  readonly inFront: ClusterSet;
  /** Clusters that run the application, are selected, and whose ring it has not come to. */
  readonly toCome: ClusterSet;
}

/** Where an overlay of an application stands among the rings. */
export function stageOf(resolution: Resolution, placement: ApplicationPlacement, overlay: Overlay): RolloutStage {
  const { rings } = resolution.inventory;
  const at = rings.findIndex(({ name }) => name === overlay.ring);
  const ring = rings[at]?.name;
  const reached = overlay.clusters.and(placement.clusters);
  const expression = overlay.folder.annotations[annotation.clusters] ?? 'none';
  const selected = resolution.select(expression, { file: overlay.folder.file }).clusters.and(placement.clusters);
  return {
    placement,
    overlay,
    ring,
    next: overlay.ring === undefined ? undefined : rings[at + 1]?.name,
    previous: rings[at - 1]?.name,
    reached,
    inFront: ring === undefined ? ClusterSet.none(reached.size) : reached.and(resolution.ring(ring)),
    toCome: selected.minus(reached),
  };
}
