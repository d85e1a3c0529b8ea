import type { ClusterSet } from '../model/cluster-set.ts';
import type { KustomizePatch } from '../model/kustomize.ts';
import { isRecord } from '../model/record.ts';
import type { Overlay } from '../model/resolution.ts';
import type { Share } from './variants.ts';
import { isNewer, isVersion } from './versions.ts';

export interface OverlayConflict {
  readonly message: string;
  /** The later of the two. */
  readonly overlay: Overlay;
  /** Where both apply. */
  readonly clusters: ClusterSet;
}

/** A field that a component sets, and what it sets it to. */
interface Setting {
  readonly field: string;
  readonly value: string;
}

/**
 * What nothing decides between overlays of equal priority: two that take the place of the base and are not of
 * different versions, or two components that set one field differently and are not both versions. Of what components
 * set, images, replicas and patches are seen.
 */
export function findConflicts(shares: readonly Share<Overlay>[]): OverlayConflict[] {
  const conflicts = new Map<string, OverlayConflict>();
  for (const { parts, clusters } of shares) {
    for (const { message, overlay } of [...baseConflicts(parts), ...componentConflicts(parts)]) {
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

function componentConflicts(overlays: readonly Overlay[]): Conflict[] {
  const conflicts: Conflict[] = [];
  const before = new Map<string, { overlay: Overlay; value: string }>();
  for (const overlay of overlays.filter(({ folder }) => folder.kind === 'Component')) {
    for (const { field, value } of settingsOf(overlay)) {
      const other = before.get(field);
      before.set(field, { overlay, value });
      if (!other || other.overlay === overlay || other.value === value || other.overlay.priority !== overlay.priority)
        continue;
      if (isVersion(other.overlay.name) && isVersion(overlay.name)) continue;
      conflicts.push({
        overlay,
        message: `overlays ${other.overlay.name} and ${overlay.name} both set ${field} (${other.value} and ${value}), with the same priority`,
      });
    }
  }
  return conflicts;
}

function settingsOf(overlay: Overlay): Setting[] {
  const { images, replicas } = overlay.folder.content;
  return [
    ...items(images).flatMap(imageSettings),
    ...items(replicas).flatMap(replicaSettings),
    ...overlay.folder.patches.flatMap(patchSettings),
  ];
}

function imageSettings(image: Record<string, unknown>): Setting[] {
  const name = String(image['name']);
  const settings: Setting[] = [];
  if (image['newName'] !== undefined)
    settings.push({ field: `the name of image ${name}`, value: String(image['newName']) });
  const version = image['digest'] ?? image['newTag'];
  if (version !== undefined) settings.push({ field: `the tag of image ${name}`, value: String(version) });
  return settings;
}

function replicaSettings(replica: Record<string, unknown>): Setting[] {
  return [{ field: `the replicas of ${String(replica['name'])}`, value: String(replica['count']) }];
}

function patchSettings(patch: KustomizePatch): Setting[] {
  const on = `${patch.target.kind ?? 'any kind'}/${patch.target.name ?? '*'}`;
  const settings: Setting[] = patch.merge ? leaves(patch.merge, '', on) : [];
  for (const operation of patch.operations) {
    const path = String(operation['path']);
    if (path.endsWith('/-') || operation['op'] === 'test') continue;
    settings.push({
      field: `${path} of ${on}`,
      value: operation['op'] === 'remove' ? 'removed' : JSON.stringify(operation['value']),
    });
  }
  return settings;
}

/** What a strategic merge patch sets; items of lists are told apart by their name, as Kustomize merges them. */
function leaves(value: unknown, path: string, on: string): Setting[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown) =>
      isRecord(item) && typeof item['name'] === 'string' ? leaves(item, `${path}/${item['name']}`, on) : [],
    );
  }
  if (!isRecord(value)) return [{ field: `${path} of ${on}`, value: JSON.stringify(value) }];
  const identity = path === '' ? ['apiVersion', 'kind', 'metadata'] : ['name'];
  const own = Object.entries(value).filter(([key]) => !identity.includes(key));
  const metadata = path === '' && isRecord(value['metadata']) ? leaves({ ...value['metadata'] }, '/metadata', on) : [];
  return [...metadata, ...own.flatMap(([key, child]) => leaves(child, `${path}/${key}`, on))];
}

function items(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
