import { join } from 'node:path';
import type { ParsedFile } from '../model/documents.ts';
import type { KindName } from '../model/inventory.ts';
import { kindWords } from '../model/kind-names.ts';
import { isListOf, isRecord, isTextOrAbsent, isTexts, jsonIn } from '../model/record.ts';
import type { FileSystem } from '../ports/file-system.ts';
import { readCacheFile, writeCacheFile } from './cache-file.ts';
import type { Repository } from './repository.ts';

/** What is needed of an object to name it on a command line. */
export interface NamedObject {
  readonly kind: KindName;
  readonly name: string;
  /** Empty if there are none. */
  readonly labels: Readonly<Record<string, string>>;
  /** The first line of `spec.description`. */
  readonly description?: string;
  /** Of an application, the folder of its manifests. */
  readonly path?: string;
}

/** The objects of files by the id that Git gives the content of a file. */
export type NameCache = ReadonlyMap<string, readonly NamedObject[]>;

const format = 'resedge names 2';

/** The cache of the last run, which may be deleted at any time. Empty if there is none, or a broken one. */
export function readNameCache(fs: FileSystem, repository: Repository): NameCache {
  const path = cachePath(repository);
  const text = path === undefined ? undefined : readCacheFile(fs, path);
  if (!text?.startsWith(`${format}\n`)) return new Map();
  const entries = jsonIn(text.slice(format.length));
  return isListOf(entries, isEntry) ? new Map(entries) : new Map();
}

/** Writes the cache. */
export function writeNameCache(fs: FileSystem, repository: Repository, names: NameCache): void {
  const path = cachePath(repository);
  if (path !== undefined) writeCacheFile(fs, path, `${format}\n${JSON.stringify([...names])}\n`);
}

function isEntry(value: unknown): value is [string, NamedObject[]] {
  return (
    Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && isListOf(value[1], isNamedObject)
  );
}

function isNamedObject(value: unknown): value is NamedObject {
  if (!isRecord(value) || !isTexts(value['labels'])) return false;
  const { kind, name, description, path } = value;
  const isKind = kindWords.some((words) => words.kind === kind);
  return isKind && typeof name === 'string' && isTextOrAbsent(description) && isTextOrAbsent(path);
}

/** The objects of a file, valid or not: whoever completes a name may be about to mend it. */
export function namedObjects({ documents }: ParsedFile): NamedObject[] {
  return documents.flatMap(({ value }) => {
    const words = isRecord(value) && kindWords.find(({ kind }) => kind === value['kind']);
    if (!words || !isRecord(value['metadata'])) return [];
    const { name, labels } = value['metadata'];
    if (typeof name !== 'string' || name === '') return [];
    const object = { kind: words.kind, name, labels: textLabels(labels) };
    const { description, path } = isRecord(value['spec']) ? value['spec'] : {};
    return [
      {
        ...object,
        ...(typeof description === 'string' ? { description: firstLine(description) } : {}),
        ...(words.kind === 'Application' && typeof path === 'string' ? { path } : {}),
      },
    ];
  });
}

function textLabels(labels: unknown): Record<string, string> {
  if (!isRecord(labels)) return {};
  const texts = Object.entries(labels).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts);
}

function firstLine(text: string): string {
  const [first = ''] = text.trim().split('\n', 1);
  return first.trimEnd();
}

function cachePath({ git }: Repository): string | undefined {
  return git && join(git.folder, 'resedge', 'names');
}
