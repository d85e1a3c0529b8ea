import { type Reference, wordsIn } from './kinds/references.ts';
import { isRecord } from './record.ts';

/** Annotations of an overlay's kustomization.yaml that say where it applies. */
export const annotation = {
  clusters: 'resedge.dev/clusters',
  ring: 'resedge.dev/ring',
  rolloutHold: 'resedge.dev/rollout-hold',
  applications: 'resedge.dev/applications',
  priority: 'resedge.dev/priority',
} as const;

/** What former versions wrote, and nobody reads any more: since when an overlay is in its ring. */
export const formerAnnotation = 'resedge.dev/ring-since';

/** A kustomization without what says where its overlay applies: what is left says what it does there. */
export function withoutReach(content: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const metadata = isRecord(content['metadata']) ? content['metadata'] : {};
  const annotations = isRecord(metadata['annotations']) ? metadata['annotations'] : {};
  const { clusters, ring, rolloutHold, applications } = annotation;
  const reach: readonly string[] = [clusters, ring, rolloutHold, applications, formerAnnotation];
  const others = Object.entries(annotations).filter(([name]) => !reach.includes(name));
  return { ...content, metadata: { ...metadata, annotations: Object.fromEntries(others) } };
}

/** The ring of an overlay that was taken back from all rings: it applies nowhere. No ring may have this name. */
export const noRing = 'none';

/** How people write an overlay of an application, without its kind. */
export function overlayName(application: string, overlay: string): string {
  return `${application}/${overlay}`;
}

/** The annotations that name objects, in the kustomization file of an overlay. */
export const overlayReferences: readonly Reference[] = [
  { how: 'expression', path: at(annotation.clusters) },
  { how: 'name', path: at(annotation.ring), kind: 'Ring', whenGone: 'stuck', except: noRing },
  { how: 'words', path: at(annotation.applications), kind: 'Application', whenGone: 'word' },
];

function at(name: string): readonly string[] {
  return ['metadata', 'annotations', name];
}

/** The applications that an overlay is for, out of those that share its path; undefined: all of them. */
export function applicationsIn(annotations: Readonly<Record<string, string>>): string[] | undefined {
  const text = annotations[annotation.applications];
  return text === undefined ? undefined : wordsIn(text).map(({ name }) => name);
}
