import type { Path } from '../model/place.ts';
import { isRecord, toRecord } from '../model/record.ts';
import type { RawField } from './table.ts';

/** The systems whose objects are understood. */
export type ObjectFormat = 'kubeconfig' | 'argocd' | 'rancher' | 'ocm';

export type ManifestObject = Readonly<Record<string, unknown>>;

/** Reads the clusters of one other system from its objects, as `kubectl get -o yaml` or `-o json` prints them. */
export interface ObjectReader {
  readonly format: ObjectFormat;
  /** What its objects are called. */
  readonly name: string;
  /** Whether credentials may stand in them. */
  readonly isSecret: boolean;
  matches(object: ManifestObject): boolean;
  /** The clusters in an object, as a rule one. Places count from the object. */
  read(object: ManifestObject): readonly { readonly at: Path; readonly fields: readonly RawField[] }[];
}

/** The map in a field of an object; an empty one if there is none. */
export function mapIn(object: unknown, ...path: readonly string[]): ManifestObject {
  const found = valueIn(object, ...path);
  return toRecord(found);
}

/** What stands in a field; undefined if it is not there. */
export function valueIn(object: unknown, ...path: readonly string[]): unknown {
  let found = object;
  for (const step of path) found = isRecord(found) && Object.hasOwn(found, step) ? found[step] : undefined;
  return found;
}

/** Whether an object is of a kind in a group of the Kubernetes API, of any version. */
export function isKind({ apiVersion, kind }: ManifestObject, group: string, wanted: string): boolean {
  return kind === wanted && typeof apiVersion === 'string' && apiVersion.startsWith(`${group}/`);
}

/** Labels and annotations as fields `label:KEY` and `annotation:KEY`. */
export function metadataFields(object: ManifestObject): RawField[] {
  return ['label', 'annotation'].flatMap((word) =>
    Object.entries(mapIn(object, 'metadata', `${word}s`)).map(([key, value]) => {
      return { name: `${word}:${key}`, value, at: ['metadata', `${word}s`, key] };
    }),
  );
}
