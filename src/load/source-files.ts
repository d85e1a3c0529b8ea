import type { ParsedFile } from '../model/documents.ts';

/** A file of YAML that was read. */
export interface LoadedFile {
  /** Counted from the fleet root. */
  readonly path: string;
  /** The id that Git gives a blob with this content; empty if it could not be read. */
  readonly id: string;
  readonly parsed: ParsedFile;
}

/** Whether a path is one of those that the inventory is read from: resedge.yaml, inventory/, expectations/. */
export function isIntentFile(path: string): boolean {
  return path === 'resedge.yaml' || /^(inventory|expectations)\/.*\.ya?ml$/s.test(path);
}

/** Whether a path is YAML of an application or a policy. */
export function isManifestFile(path: string): boolean {
  return /^(apps|policies)\/.*(\.ya?ml|\/Kustomization)$/s.test(path);
}

/** Whether a path is that of a kustomization file. */
export function isKustomization(path: string): boolean {
  return /^(apps|policies)\/(.*\/)?(kustomization\.ya?ml|Kustomization)$/s.test(path);
}

/** Whether what cannot be read at this path may be a folder of the inventory, so that what is in it would be missed. */
export function mayHideIntent(path: string): boolean {
  return /^(apps|policies|(inventory|expectations)(\/.*)?)$/s.test(path);
}
