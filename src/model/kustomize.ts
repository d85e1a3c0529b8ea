import type { Finding } from './diagnostic.ts';
import type { Place } from './place.ts';

/** What a folder with a kustomization file says and loads, read without running Kustomize. */
export interface KustomizeFolder {
  /** Counted from the fleet root. */
  readonly folder: string;
  /** The kustomization file in it. */
  readonly file: string;
  readonly kind: 'Kustomization' | 'Component';
  readonly annotations: Readonly<Record<string, string>>;
  /** The kustomization file as it was read. */
  readonly content: Readonly<Record<string, unknown>>;
  /** All objects that it brings, those of the folders that it loads included; what generators make is not known. */
  readonly objects: readonly ManifestObject[];
  /**
   * Why it takes Kustomize to tell what becomes of `objects`; undefined: but for what `configMapGenerator` and
   * `secretGenerator` make, they are what Kustomize builds, each under the name and in the namespace that are told.
   */
  readonly opaque: Opaque | undefined;
  /** The patches of this kustomization file, inline ones and those in files; not those of folders that it loads. */
  readonly patches: readonly KustomizePatch[];
  /** All files that it loads, those of other folders included, sorted. */
  readonly files: readonly string[];
  /** What is wrong with it or with what it loads. */
  readonly findings: readonly Finding[];
}

/** Something by which it takes Kustomize to tell what a folder builds. */
export interface Opaque {
  /** For people: `generators in apps/till/base/kustomization.yaml` */
  readonly what: string;
  /** Whether there may be objects that no file shows. */
  readonly adds: boolean;
}

/** An object in a manifest, named as it is in the file. */
export interface ManifestObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Empty if the manifest names none. */
  readonly namespace: string;
  readonly place: Place;
  /** The object as it was read. */
  readonly value: Readonly<Record<string, unknown>>;
}

/** A patch: `patches`, `patchesJson6902` or `patchesStrategicMerge` of a kustomization file. */
export interface KustomizePatch {
  /** The selector as it was read; for a strategic merge patch without one, the kind and name of its document. */
  readonly target: { readonly kind?: string; readonly name?: string; readonly [field: string]: string | undefined };
  /** JSON 6902 operations; empty for a strategic merge patch. */
  readonly operations: readonly Readonly<Record<string, unknown>>[];
  /** Whether it stands without a selector: then the object that it names has to be there. */
  readonly namesItself: boolean;
  /** The document of a strategic merge patch. */
  readonly merge: Readonly<Record<string, unknown>> | undefined;
  /** What it may do beyond other patches, such as `allowNameChange`; absent: nothing. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly place: Place;
}
