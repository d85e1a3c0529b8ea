import type { ClusterSet } from '../model/cluster-set.ts';
import type { ManifestObject } from '../model/kustomize.ts';
import type { Overlay } from '../model/resolution.ts';
import { overlaySettings, type Setting } from './overlay-settings.ts';
import type { Share } from './variants.ts';
import { isNewer } from './versions.ts';

export interface OverlayConflict {
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
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
    for (const conflict of [...baseConflicts(parts), ...componentConflicts(parts, settingsOf)]) {
      const before = conflicts.get(conflict.message);
      conflicts.set(conflict.message, { ...conflict, clusters: before ? before.clusters.or(clusters) : clusters });
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
  return [{ overlay: winner, message, hint: decide }];
}

const decide =
  'Give one of them a higher resedge.dev/priority, or make their resedge.dev/clusters select different clusters.';

const addTo =
  'Write it as a strategic merge patch, which adds to what is there, or make their resedge.dev/clusters select different clusters.';

/** What overlays that are applied before said of a field. */
interface Said {
  readonly overlay: Overlay;
  readonly setting: Setting;
}

function componentConflicts(
  overlays: readonly Overlay[],
  settingsOf: (overlay: Overlay) => readonly Setting[],
): Conflict[] {
  const conflicts = new Map<string, Conflict>();
  const before = new Map<string, Said>();
  for (const overlay of overlays.filter(({ folder }) => folder.kind === 'Component')) {
    const settings = settingsOf(overlay);
    const brought = new Map(settings.map(({ key, value }) => [key, value]));
    for (const setting of settings) {
      const about = setting.key.slice(setting.key.indexOf(' '));
      for (const other of [...opposed(before.get(setting.key), setting), ...wipedOut(before, setting, brought)]) {
        const pair = `${other.overlay.name} ${overlay.name} ${about}`;
        if (isUndecided(other.overlay, overlay) && !conflicts.has(pair))
          conflicts.set(pair, conflictOf(other, { overlay, setting }));
      }
      before.set(setting.key, { overlay, setting });
    }
  }
  return [...conflicts.values()];
}

/** Whether nothing says which of two overlays is applied last: they are of one priority, and not of different versions. */
function isUndecided(earlier: Overlay, later: Overlay): boolean {
  return earlier !== later && earlier.priority === later.priority && !isNewer(later.name, earlier.name);
}

function opposed(said: Said | undefined, { value }: Setting): Said[] {
  return said && said.setting.value !== value ? [said] : [];
}

/** What others set below a field that is replaced, unless it is brought along as it was. */
function wipedOut(
  before: ReadonlyMap<string, Said>,
  { key, replaces }: Setting,
  brought: ReadonlyMap<string, string>,
): Said[] {
  if (!replaces) return [];
  return [...before.values()].filter(
    ({ setting }) => setting.key.startsWith(`${key}/`) && brought.get(setting.key) !== setting.value,
  );
}

function conflictOf({ overlay: earlier, setting: was }: Said, { overlay, setting }: Said): Conflict {
  if (was.key !== setting.key) {
    const message = `overlay ${overlay.name} takes away what overlay ${earlier.name} sets: ${was.field} (${was.value}), with the same priority`;
    return { overlay, message, hint: addTo };
  }
  return {
    overlay,
    message: `overlays ${earlier.name} and ${overlay.name} both set ${setting.field} (${was.value} and ${setting.value}), with the same priority`,
    hint: setting.replaces && was.replaces ? addTo : decide,
  };
}
