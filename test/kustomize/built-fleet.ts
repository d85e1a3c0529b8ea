import { mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { isRecord } from '../../src/model/record.ts';
import type { Kustomize } from '../support/kustomize.ts';

export type KubernetesObject = Readonly<Record<string, unknown>>;

/**
 * The objects that Kustomize makes of each folder, by its path counted from the fleet root. A content is found by the
 * folder that it lies in, without its hash: there is one for each variant in a fleet that was generated once.
 */
export type Built = ReadonlyMap<string, readonly KubernetesObject[]>;

/** A new folder, removed after the tests of the file. */
export function scratchFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'resedge-kustomize-')));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Builds every folder below clusters/ and fleet/ that holds a kustomization of ours: copies are built as a part of these. */
export async function buildGenerated(kustomize: Kustomize, root: string): Promise<Built> {
  const folders = ['clusters', 'fleet'].flatMap((top) => kustomizationsBelow(root, top));
  const texts = await kustomize.buildAll(folders.map((folder) => join(root, folder)));
  const built = new Map<string, readonly KubernetesObject[]>();
  for (const [index, folder] of folders.entries()) {
    const objects = parseObjects(texts[index] ?? '');
    built.set(withoutHash(folder), objects);
  }
  return built;
}

/**
 * The objects of a YAML stream, read as YAML 1.1, like Kubernetes does: for which U+2028 and U+2029 are line breaks, so
 * that the margin after them is no text. Unlike in YAML 1.1, a number has a digit.
 */
export function parseObjects(text: string): KubernetesObject[] {
  const documents = parseAllDocuments(text.replace(/([\u2028\u2029]) +/g, '$1'), {
    version: '1.1',
    customTags: (tags) => [
      ...tags.filter((tag) => typeof tag === 'string' || tag.tag !== 'tag:yaml.org,2002:float'),
      ...(['float', 'floatExp', 'floatNaN'] as const),
    ],
  });
  return documents.flatMap((document) => {
    const object: unknown = document.toJS();
    return isRecord(object) ? [object] : [];
  });
}

/** The folder of a content without the hash at its end. */
export function withoutHash(folder: string): string {
  return folder.replace(/^(fleet\/(?:applications|namespaces)\/.+)\/[0-9a-f]{12}$/, '$1');
}

/** What stands in an object at a path of keys. */
export function at(object: unknown, ...path: readonly (string | number)[]): unknown {
  let value = object;
  for (const key of path) value = isRecord(value) || Array.isArray(value) ? Reflect.get(value, key) : undefined;
  return value;
}

/** The items of a list; none where it is no list. */
export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** `Kind/name`, or `Kind/namespace/name`. */
export function idOf(object: unknown): string {
  const namespace = at(object, 'metadata', 'namespace');
  return [at(object, 'kind'), ...(namespace === undefined ? [] : [namespace]), at(object, 'metadata', 'name')].join(
    '/',
  );
}

function kustomizationsBelow(root: string, top: string): string[] {
  const files = readdirSync(join(root, top), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('kustomization.yaml') && !/\/[0-9a-f]{12}\/(files|policies)\//.test(file))
    .map((file) => join(top, dirname(file)))
    .sort();
}
