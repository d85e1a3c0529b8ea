import { posix } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { toList, toRecord, toRecords } from '../../src/model/record.ts';
import type { Build, Manifest } from './cluster-agent.ts';
import type { Files } from './fleet.ts';

/**
 * What Kustomize builds of the folders of clusters, profiles and sets: resources, generated ConfigMaps of literals, and
 * JSON patches of one field each.
 */
export function buildInMemory(files: Files): Build {
  return async (folder) => objectsIn(files, folder);
}

function objectsIn(files: Files, folder: string): Manifest[] {
  const { resources, configMapGenerator, patches } = toRecord(documentsIn(files, `${folder}/kustomization.yaml`)[0]);
  const loaded = toList(resources).flatMap((name) => {
    const path = posix.join(folder, String(name));
    return path.endsWith('.yaml') ? documentsIn(files, path) : objectsIn(files, path);
  });
  const generated = toRecords(configMapGenerator).map(configMap);
  return toRecords(patches).reduce<Manifest[]>(patched, [...loaded, ...generated]);
}

const parsed = new Map<string, readonly Manifest[]>();

/** Parsed once for each text: most files are the same in most commits. */
function documentsIn(files: Files, path: string): readonly Manifest[] {
  const text = files[path];
  if (text === undefined) throw new Error(`${path} is not there`);
  const known = parsed.get(text) ?? parseAllDocuments(text).map((document) => toRecord(document.toJS()));
  parsed.set(text, known);
  return known;
}

/** Kustomize takes a pair of quotes off the value of a literal. */
function configMap({ name, literals }: Manifest): Manifest {
  const data = toList(literals).map((literal) => {
    const [, key = '', quoted, plain] = /^(.*?)=(?:"(.*)"|(.*))$/s.exec(String(literal)) ?? [];
    return [key, quoted ?? plain];
  });
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: Object.fromEntries(data) };
}

function patched(objects: Manifest[], { target, patch }: Manifest): Manifest[] {
  const { kind, name } = toRecord(target);
  const changes = toRecords(parse(String(patch))).map(({ path, value }) => [String(path).replace('/spec/', ''), value]);
  return objects.map((object) => {
    if (object['kind'] !== kind || toRecord(object['metadata'])['name'] !== name) return object;
    return { ...object, spec: { ...toRecord(object['spec']), ...Object.fromEntries(changes) } };
  });
}
