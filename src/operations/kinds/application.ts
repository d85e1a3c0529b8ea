import { agreementOf } from '../../explain/agreement.ts';
import { at } from '../../model/at.ts';
import type { Item } from '../../model/inventory.ts';
import type { Application } from '../../model/kinds.ts';
import { annotation } from '../../model/overlay-annotations.ts';
import type { ApplicationPlacement, Overlay } from '../../model/resolution.ts';
import { annotationPlace } from '../../resolve/overlays.ts';
import { ownValues } from '../../resolve/values.ts';
import { type Listed, type Status, type ToldKind, variantCounts } from './definition.ts';
import { byGroup, byRing } from './facts/counts.ts';
import { type Describing, type Description, head, valueRows } from './facts/description.ts';

export const application: ToldKind = {
  isSelectable: true,
  status: applicationStatus,
  describe(describing, index) {
    const placement = at(describing.resolution.applications, index);
    return describeApplication(describing, placement, placement.application);
  },
};

/** Everything that concerns an application: where it runs, in which variants, and what it waits for. */
function describeApplication(
  describing: Describing,
  placement: ApplicationPlacement,
  application: Item<Application>,
): Description {
  const { resolution } = describing;
  const { spec } = application;
  const { state, reason } = agreementOf(placement, resolution.inventory);
  return {
    ...head(application, describing),
    namespace: spec.namespace ?? null,
    requests: spec.requests ?? null,
    state,
    reason,
    path: spec.path,
    setNamespace: spec.setNamespace,
    substitute: spec.substitute,
    dependsOn: spec.dependsOn,
    neededBy: resolution.inventory.applications
      .filter(({ spec }) => spec.dependsOn.includes(application.name))
      .map(({ name }) => name),
    clusters: placement.clusters.count(),
    variants: placement.variants.map(({ name, clusters, base, overlays }) => ({
      variant: name,
      clusters: clusters.count(),
      base,
      overlays: overlays.map((overlay) => overlay.name),
    })),
    overlays: placement.overlays.map((overlay) => overlayRow(overlay, placement, describing)),
    rings: byRing(resolution, placement.clusters),
    groups: byGroup(resolution, placement.clusters),
    values: valueRows(ownValues(application, spec.values), describing),
  };
}

/** An overlay, what it selects, and how many of the application's clusters have it applied. */
function overlayRow(
  { name, folder, ring, priority }: Overlay,
  { variants }: ApplicationPlacement,
  describing: Describing,
) {
  const applied = variants.filter(({ overlays }) => overlays.some((overlay) => overlay.name === name));
  return {
    overlay: name,
    kind: folder.kind,
    priority,
    selects: folder.annotations[annotation.clusters] ?? null,
    ring: ring ?? null,
    clusters: applied.reduce((sum, { clusters }) => sum + clusters.count(), 0),
    ...describing.originOf(annotationPlace(folder, annotation.clusters)),
  };
}

function applicationStatus({ resolution, index, count, source }: Listed): Status {
  const { agreement, clusters, variants } = at(resolution.applications, index);
  return { state: agreement, clusters: count(clusters), variants: variantCounts(variants, count), source };
}
