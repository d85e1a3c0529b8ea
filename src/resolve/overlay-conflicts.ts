import type { ClusterSet } from '../model/cluster-set.ts';
import type { ManifestObject } from '../model/kustomize.ts';
import type { Overlay } from '../model/resolution.ts';
import { overlaySettings, type Setting } from './overlay-settings.ts';
import type { Share } from './variants.ts';
import { isNewer } from './versions.ts';

export interface OverlayConflict {
  readonly message: string;
  /** The later of the two. */
  readonly overlay: Overlay;
  /** Where both apply. */
  readonly clusters: ClusterSet;
}

/**
 * Overlays of equal priority between which nothing decides: two that take the place of the base and are not of
 * different versions, or two components that set one field differently and are not both versions. Of what components
 * set, images, replicas and patches are seen.
 */
export function findConflicts(
  shares: readonly Share<Overlay>[],
  objects: readonly ManifestObject[],
): OverlayConflict[] {
  const known = new Map<Overlay, readonly Setting[]>();
  const settingsOf = (overlay: Overlay) => {
    const settings = known.get(overlay) ?? overlaySettings(overlay.folder, objects);
    known.set(overlay, settings);
    return settings;
  };
  const conflicts = new Map<string, OverlayConflict>();
  for (const { parts, clusters } of shares) {
    for (const { message, overlay } of [...baseConflicts(parts), ...componentConflicts(parts, settingsOf)]) {
      const before = conflicts.get(message);
      conflicts.set(message, { message, overlay, clusters: before ? before.clusters.or(clusters) : clusters });
    }
  }
  return [...conflicts.values()];
}

type Conflict = Omit<OverlayConflict, 'clusters'>;

function baseConflicts(overlays: readonly Overlay[]): Conflict[] {
  const [runnerUp, winner] = overlays.filter((overlay) => overlay.folder.kind === 'Kustomization').slice(-2);
  if (!runnerUp || !winner) return [];
  if (runnerUp.priority !== winner.priority || isNewer(winner.name, runnerUp.name)) return [];
  const message = `overlays ${runnerUp.name} and ${winner.name} both take the place of the base, with the same priority`;
  return [{ overlay: winner, message }];
}

function componentConflicts(
  overlays: readonly Overlay[],
  settingsOf: (overlay: Overlay) => readonly Setting[],
): Conflict[] {
  const conflicts: Conflict[] = [];
  const pairs = new Set<string>();
  const before = new Map<string, { overlay: Overlay; value: string }>();
  for (const overlay of overlays.filter(({ folder }) => folder.kind === 'Component')) {
    for (const { key, field, value } of settingsOf(overlay)) {
      const other = before.get(key);
      before.set(key, { overlay, value });
      if (!other || other.overlay === overlay || other.value === value || other.overlay.priority !== overlay.priority)
        continue;
      if (isNewer(overlay.name, other.overlay.name)) continue;
      const pair = `${other.overlay.name} ${overlay.name} ${key.slice(key.indexOf(' '))}`;
      if (pairs.has(pair)) continue;
      pairs.add(pair);
      conflicts.push({
        overlay,
        message: `overlays ${other.overlay.name} and ${overlay.name} both set ${field} (${other.value} and ${value}), with the same priority`,
      });
    }
  }
  return conflicts;
}
