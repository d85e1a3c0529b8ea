import { posix } from 'node:path';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { isRecord } from '../../src/model/record.ts';
import type { BuildResult, Kustomize } from '../../src/ports/kustomize.ts';

/**
 * Kustomize for tests of what is done with what it builds: resources, components, `namespace` and what stands for it among
 * `transformers`, `replicas` and tags of `images`, and nothing else. `builds` names the folders that were built, in the order of the calls.
 */
export function memoryKustomize(builds: string[] = []): () => Promise<Kustomize> {
  return async () => ({
    identity: 'memory',
    open: async () => {
      const files = new Map<string, string>();
      return {
        write(written) {
          for (const { path, content } of written) files.set(path, Buffer.from(content).toString('utf8'));
        },
        async build(folder): Promise<BuildResult> {
          builds.push(folder);
          try {
            return { ok: true, text: load(files, folder, []).map(print).join('---\n') };
          } catch (error) {
            return { ok: false, message: String(error instanceof Error ? error.message : error) };
          }
        },
        close() {},
      };
    },
  });
}

type Manifest = Record<string, unknown>;

/** The objects of a folder, or of a file. */
function load(files: ReadonlyMap<string, string>, path: string, above: readonly Manifest[]): Manifest[] {
  const text = files.get(path);
  if (text !== undefined) {
    return parseAllDocuments(text).flatMap((document) => {
      const [error] = document.errors;
      if (error) throw new Error(`${path}: ${error.message}`);
      return toManifest(document.toJS());
    });
  }
  const kustomization = files.get(`${path}/kustomization.yaml`);
  if (kustomization === undefined) throw new Error(`accumulating resources: ${path}: no such file or directory`);
  const content: unknown = parse(kustomization);
  const field = (name: string): unknown[] => {
    const list = isRecord(content) ? content[name] : undefined;
    return Array.isArray(list) ? list : [];
  };
  const below = (name: unknown) => posix.join(path, String(name));
  const resources = field('resources').flatMap((name) => load(files, below(name), []));
  const all = field('components').reduce<Manifest[]>(
    (objects, name) => load(files, below(name), objects),
    [...above, ...resources],
  );
  const tagged = field('replicas').reduce<Manifest[]>(withReplicas, field('images').reduce<Manifest[]>(withImage, all));
  const namespace = (isRecord(content) ? content['namespace'] : undefined) ?? movedTo(field('transformers'));
  return namespace === undefined ? tagged : tagged.map((object) => inNamespace(object, namespace));
}

/** The namespace that an inline transformer puts all objects into. */
function movedTo(transformers: readonly unknown[]): unknown {
  const texts = transformers.filter((text) => typeof text === 'string');
  const moving: unknown = texts
    .map((text) => parse(text))
    .find((one) => isRecord(one) && one['kind'] === 'NamespaceTransformer' && one['unsetOnly'] !== true);
  const metadata = isRecord(moving) ? moving['metadata'] : undefined;
  return isRecord(metadata) ? metadata['namespace'] : undefined;
}

function toManifest(value: unknown): Manifest[] {
  return isRecord(value) ? [{ ...value }] : [];
}

function withImage(objects: Manifest[], image: unknown): Manifest[] {
  if (!isRecord(image)) return objects;
  const { name, newTag } = image;
  return objects.map((object) => {
    const text = JSON.stringify(object).replace(/"image":"([^":]+)(?::[^"]*)?"/g, (whole, found: string) =>
      found === name ? `"image":"${found}:${newTag}"` : whole,
    );
    return toManifest(JSON.parse(text))[0] ?? object;
  });
}

function withReplicas(objects: Manifest[], wish: unknown): Manifest[] {
  if (!isRecord(wish)) return objects;
  return objects.map((object) => {
    const { spec, metadata } = object;
    const isMeant = isRecord(spec) && 'replicas' in spec && isRecord(metadata) && metadata['name'] === wish['name'];
    return isMeant ? { ...object, spec: { ...spec, replicas: wish['count'] } } : object;
  });
}

function inNamespace(object: Manifest, namespace: unknown): Manifest {
  if (object['kind'] === 'Namespace') return object;
  const metadata = isRecord(object['metadata']) ? object['metadata'] : {};
  return { ...object, metadata: { ...metadata, namespace } };
}

function print(object: Manifest): string {
  return stringify(object, { sortMapEntries: true });
}
