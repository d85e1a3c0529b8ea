import type { ClusterSet } from '../../model/cluster-set.ts';
import { countOf, grouped, someOf } from '../../model/counts.ts';
import { clusterNames } from '../../model/inventory.ts';
import { noRing } from '../../model/overlay-annotations.ts';
import type { ApplicationPlacement, Overlay, Resolution } from '../../model/resolution.ts';
import { overlaySettings } from '../../resolve/overlay-settings.ts';
import type { PlannedChange } from '../change/change-fleet.ts';
import type { OverlayDraft } from './draft-overlay.ts';

/** What an overlay reaches after a change, and what it does not reach any more: notes for people. */
export async function reviewOverlay(
  planned: PlannedChange,
  { application, overlay: name, warnings }: OverlayDraft,
): Promise<string[]> {
  const { resolution } = await planned.after.evaluated();
  const placement = resolution && placementOf(resolution, application);
  if (!placement) return [...warnings];
  const overlay = placement.overlays.find((one) => one.name === name);
  const reached = overlay?.clusters.and(placement.clusters);
  const before = (await planned.before.evaluated()).resolution;
  const was = before && reachOf(before, application, name);
  const lost = was && reached ? was.minus(reached) : was;
  return [
    ...warnings,
    ...(overlay ? reachLines(resolution, placement, overlay) : []),
    ...(lost && !lost.isEmpty() ? [`It leaves ${clusterText(resolution, lost)}.`] : []),
    ...(overlay ? outrankedLines(resolution, placement, overlay) : []),
  ];
}

/** The clusters that run an application with an overlay; undefined if there is none. */
function reachOf(resolution: Resolution, application: string, name: string): ClusterSet | undefined {
  const placement = placementOf(resolution, application);
  return placement?.overlays.find((overlay) => overlay.name === name)?.clusters.and(placement.clusters);
}

/** Where an application is placed. */
export function placementOf(resolution: Resolution, application: string): ApplicationPlacement | undefined {
  return resolution.applications.find((placement) => placement.application.name === application);
}

function reachLines(resolution: Resolution, placement: ApplicationPlacement, overlay: Overlay): string[] {
  const { application, agreement, clusters } = placement;
  if (agreement !== 'placed') return [`${application.name} is ${agreement}: no cluster runs it yet.`];
  const reached = overlay.clusters.and(clusters);
  const all = countOf(clusters.count(), 'cluster');
  if (overlay.ring === noRing && reached.isEmpty()) return [];
  if (reached.isEmpty()) return [`warning: it reaches none of the ${all} that run ${application.name}`];
  const rings = resolution.inventory.rings.map(({ name }) => ({
    name,
    count: reached.and(resolution.ring(name)).count(),
  }));
  const byRing = rings.filter(({ count }) => count > 0).map(({ name, count }) => `${name} ${grouped(count)}`);
  return [
    `It reaches ${clusterText(resolution, reached)}, of ${all} that run ${application.name}.`,
    ...(byRing.length === 0 ? [] : [`By ring: ${byRing.join(', ')}.`]),
  ];
}

/** Overlays that apply later and set the same fields to something else. */
function outrankedLines({ inventory, ...resolution }: Resolution, placement: ApplicationPlacement, overlay: Overlay) {
  const objects = inventory.manifests.kustomization(`${placement.application.spec.path}/base`)?.objects ?? [];
  const own = new Map(overlaySettings(overlay.folder, objects).map((setting) => [setting.key, setting]));
  const later = placement.overlays.slice(placement.overlays.indexOf(overlay) + 1);
  return later.flatMap((other) => {
    const both = overlay.clusters.and(other.clusters).and(placement.clusters);
    if (both.isEmpty()) return [];
    const fields = overlaySettings(other.folder, objects).filter(
      ({ key, value }) => own.has(key) && own.get(key)?.value !== value,
    );
    const names = [...new Set(fields.map(({ field }) => field))];
    if (names.length === 0) return [];
    return [
      `On ${clusterText({ inventory, ...resolution }, both)} the overlay ${other.name} wins: it sets ${someOf(names)}, too.`,
    ];
  });
}

function clusterText({ inventory }: Pick<Resolution, 'inventory'>, clusters: ClusterSet): string {
  return `${countOf(clusters.count(), 'cluster')} (${someOf(clusterNames(inventory, clusters.first(4)))})`;
}
