import { isNamespace } from '../model/cluster-scoped.ts';
import type { ParsedFile } from '../model/documents.ts';
import type { ManifestObject } from '../model/kustomize.ts';
import { toList, toRecord, toText } from '../model/record.ts';
import { createManifests } from './kustomize-folders.ts';
import { readManifests } from './manifest-objects.ts';
import { namedManifests } from './named-manifests.ts';
import { parseYaml } from './parse-yaml.ts';
import { isManifestFile } from './source-files.ts';

/**
 * The objects that a content brings, which is complete in itself: a kustomization of ours, and copies of people's files.
 * Each has the namespace that it goes to, which means nothing for kinds without one. Where Kustomize alone could tell what
 * becomes of them, they are as the files say.
 *
 * @param texts The texts of its files, by their paths in it.
 * @param copies The folder in it that the copies lie in, at the paths that they have in the fleet.
 * @param namespace Where objects go that name none.
 */
export function contentObjects(
  texts: ReadonlyMap<string, string>,
  copies: string,
  namespace: string,
): ManifestObject[] {
  const parsed = new Map<string, ParsedFile>();
  const parse = (path: string) => {
    const known = parsed.get(path) ?? parseYaml(new TextEncoder().encode(texts.get(path) ?? ''));
    parsed.set(path, known);
    return known;
  };
  const copied = [...texts.keys()].flatMap((path) =>
    path.startsWith(`${copies}/`) ? [path.slice(copies.length + 1)] : [],
  );
  const yaml = copied.filter(isManifestFile).map((path) => ({ path, id: '', parsed: parse(`${copies}/${path}`) }));
  const named = namedManifests(yaml);
  const manifests = createManifests({
    entries: copied.map((path) => ({ path, id: '' })),
    parsed: (path) => (isManifestFile(path) || named.has(path) ? parse(`${copies}/${path}`) : undefined),
  });
  const root = toRecord(parse('kustomization.yaml').documents[0]?.value);
  const loaded = [...toList(root['resources']), ...toList(root['components'])].map(String);
  const own = loaded.filter((path) => texts.has(path)).flatMap((path) => readManifests(path, parse(path)).objects);
  const folders = loaded.flatMap((path) => manifests.kustomization(path.slice(copies.length + 1)) ?? []);
  const moved = movedTo(root);
  const place = (object: ManifestObject) => ({ ...object, namespace: moved ?? (object.namespace || namespace) });
  const isDropped = (object: ManifestObject) => isNamespace(object) && !own.includes(object);
  const objects = [...own, ...folders.flatMap((folder) => folder.objects)].filter((object) => !isDropped(object));
  return objects.map(place);
}

/** The namespace that a kustomization of ours puts everything into: by a field, or by a transformer. */
function movedTo(kustomization: Readonly<Record<string, unknown>>): string | undefined {
  const transformers = toList(kustomization['transformers']).filter((text) => typeof text === 'string');
  const written = transformers.map((text) => toRecord(parseYaml(new TextEncoder().encode(text)).documents[0]?.value));
  const mover = written.find(({ kind, unsetOnly }) => kind === 'NamespaceTransformer' && unsetOnly !== true);
  return toText(toRecord(mover?.['metadata'])['namespace']) ?? toText(kustomization['namespace']);
}
