import type { ClusterSet } from '../../model/cluster-set.ts';
import { UserError } from '../../model/errors.ts';
import type { Inventory } from '../../model/inventory.ts';
import { nearest } from '../../model/nearest.ts';
import { annotation, applicationsIn, overlayName } from '../../model/overlay-annotations.ts';
import type { ApplicationPlacement, Overlay, Resolution } from '../../model/resolution.ts';
import { idleOverlays } from '../../resolve/idle-overlays.ts';

/** One item of an OverlayList: an overlay of an application. Applications that share a path have an item each. */
export interface ListedOverlay {
  readonly application: string;
  readonly overlay: string;
  /** `Component`: on top of the base; `Kustomization`: in its place. */
  readonly type: 'Component' | 'Kustomization';
  /** How many clusters run the application with it. */
  readonly clusters: number;
  /** Empty: it has none, and is applied nowhere. */
  readonly expression: string;
  /** The ring that it has come to; null: it reaches all. */
  readonly ring: string | null;
  /** Why its rollout is on hold. */
  readonly hold: string | null;
  readonly priority: number;
  /** Its kustomization file. */
  readonly source: string;
}

/** Which overlays to list. */
export interface OverlayFilter {
  /** `APPLICATION/NAME`; empty: all. */
  readonly names: readonly string[];
  readonly application: string | undefined;
  /** Those that reach one of these clusters, counted among them. */
  readonly clusters: ClusterSet | undefined;
}

/** Overlays by application, in the order in which they apply. Throws UserError if one that is named is not there. */
export function listOverlays(
  { applications, inventory }: Resolution,
  { names, application, clusters }: OverlayFilter,
): ListedOverlay[] {
  const all = applications.flatMap((placement) => [
    ...placement.overlays.map(({ clusters: selected, ...overlay }) => {
      const reached = selected.and(placement.clusters);
      return toItem(placement, { ...overlay, clusters: (clusters ? reached.and(clusters) : reached).count() });
    }),
    ...idleIn(placement, inventory),
  ]);
  const known = all.map(listedName);
  for (const name of names) if (!known.includes(name)) throw notFound(name, known);
  return all.filter(
    (overlay) =>
      (names.length === 0 || names.includes(listedName(overlay))) &&
      (application === undefined || overlay.application === application) &&
      (!clusters || overlay.clusters > 0),
  );
}

/** Those that are applied nowhere, and could be meant for this application. */
function idleIn(placement: ApplicationPlacement, { manifests }: Inventory): ListedOverlay[] {
  const { name: application, spec } = placement.application;
  return idleOverlays(spec.path, manifests)
    .filter(({ folder }) => applicationsIn(folder.annotations)?.includes(application) ?? true)
    .map(({ name, folder }) => toItem(placement, { name, folder, clusters: 0, ring: undefined, priority: 0 }));
}

type Row = Pick<Overlay, 'name' | 'folder' | 'ring' | 'priority'> & Pick<ListedOverlay, 'clusters'>;

function toItem({ application }: ApplicationPlacement, { name, folder, clusters, ring, priority }: Row): ListedOverlay {
  return {
    application: application.name,
    overlay: name,
    type: folder.kind,
    clusters,
    expression: folder.annotations[annotation.clusters] ?? '',
    ring: ring ?? null,
    hold: folder.annotations[annotation.rolloutHold] ?? null,
    priority,
    source: folder.file,
  };
}

function listedName({ application, overlay }: ListedOverlay): string {
  return overlayName(application, overlay);
}

function notFound(name: string, known: readonly string[]): UserError {
  const ends = known.filter((other) => other.endsWith(`/${name}`));
  const near = ends.length === 1 ? ends[0] : nearest(name, known);
  return new UserError(
    `there is no overlay named ${name}`,
    near ? `Did you mean ${near}?` : 'An overlay is named APPLICATION/NAME. See them all: resedge get overlays',
  );
}
