import { parentOf } from '../model/paths.ts';
import { toRecord } from '../model/record.ts';
import { referencesOf } from './kustomization-references.ts';
import { followReference } from './reference-target.ts';
import { isKustomization, isManifestFile, type LoadedFile } from './source-files.ts';

/** Fields whose files are manifests or patches, however these are called. */
const readFrom: readonly unknown[] = ['resources', 'patches', 'patchesJson6902', 'patchesStrategicMerge'];

/**
 * The paths that kustomizations name as manifests or patches and that do not look like YAML, such as those of JSON:
 * Kustomize does not ask what a file is called.
 */
export function namedManifests(files: readonly LoadedFile[]): ReadonlySet<string> {
  const named = new Set<string>();
  for (const { path, parsed } of files) {
    if (!isKustomization(path)) continue;
    for (const { text, path: field } of referencesOf(toRecord(parsed.documents[0]?.value)).references) {
      if (!readFrom.includes(field[0])) continue;
      const target = followReference(parentOf(path), text);
      if (target.type === 'path' && !isManifestFile(target.path)) named.add(target.path);
    }
  }
  return named;
}
