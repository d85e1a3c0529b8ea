/** Annotations of an overlay's kustomization.yaml that say where it applies. */
export const annotation = {
  clusters: 'resedge.dev/clusters',
  ring: 'resedge.dev/ring',
  ringSince: 'resedge.dev/ring-since',
  rolloutHold: 'resedge.dev/rollout-hold',
  applications: 'resedge.dev/applications',
  priority: 'resedge.dev/priority',
} as const;

/** The ring of an overlay that was taken back from all rings: it applies nowhere. No ring may have this name. */
export const noRing = 'none';

/** How people write an overlay of an application, without its kind. */
export function overlayName(application: string, overlay: string): string {
  return `${application}/${overlay}`;
}
