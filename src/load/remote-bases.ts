import { sha256 } from '../model/hash.ts';
import { parentOf } from '../model/paths.ts';
import { toRecord } from '../model/record.ts';
import { type KustomizationReference, referencesOf } from './kustomization-references.ts';
import { parseYaml } from './parse-yaml.ts';
import { followReference } from './reference-target.ts';
import { isKustomization, type LoadedFile } from './source-files.ts';

const folderName = '.fetched';

/** Where what a URL brings lies beside the kustomization that names it: nobody wrote it, and it is on no disk. */
export function fetchedPath(folder: string, url: string): string {
  return `${folder}/${nameOf(url)}`;
}

/** Whether a file holds what a URL brings. */
export function isFetched(path: string): boolean {
  return path.includes(`/${folderName}/`);
}

function nameOf(url: string): string {
  return `${folderName}/${sha256(url).slice(0, 12)}.yaml`;
}

/** Whether what is named is a base: what a URL brings otherwise is no matter of objects alone. */
export function isBase({ brings, wants }: KustomizationReference): boolean {
  return brings && wants !== 'component';
}

/** Whether a fleet takes bases from elsewhere, as its resedge.yaml says. */
export function allowsRemoteBases(files: readonly LoadedFile[]): boolean {
  const documents = files.find(({ path }) => path === 'resedge.yaml')?.parsed.documents ?? [];
  return documents.some(({ value }) => toRecord(toRecord(value)['spec'])['allowRemoteBases'] === true);
}

/** The URLs of bases that kustomizations name, by the files of these. */
export function remoteBases(files: readonly LoadedFile[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { path, parsed } of files) {
    const urls = isKustomization(path) ? urlsIn(parsed.documents[0]?.value, parentOf(path)) : [];
    if (urls.length > 0) found.set(path, urls);
  }
  return found;
}

/** The text of a kustomization that names what was fetched in place of URLs; undefined where that cannot be done. */
export function withoutUrls(text: string, urls: readonly string[]): string | undefined {
  const longestFirst = [...urls].sort((a, b) => b.length - a.length);
  const local = longestFirst.reduce((changed, url) => changed.replaceAll(url, nameOf(url)), text);
  const left = urlsIn(parseYaml(new TextEncoder().encode(local)).documents[0]?.value, 'apps');
  return left.length === 0 ? local : undefined;
}

function urlsIn(kustomization: unknown, folder: string): string[] {
  return referencesOf(toRecord(kustomization))
    .references.filter((reference) => isBase(reference) && followReference(folder, reference.text).type === 'remote')
    .map(({ text }) => text);
}
