import { compareText } from '../model/compare.ts';
import type { ParsedFile, SourceEntry } from '../model/documents.ts';
import type { Manifests } from '../model/inventory.ts';
import type { KustomizeFolder } from '../model/kustomize.ts';
import { lastName, parentOf } from '../model/paths.ts';
import type { FolderIndex } from './folder-index.ts';
import { readFolder } from './kustomize-folder.ts';

/** The files below apps/ and policies/. */
export interface ManifestSources {
  /** All of them, of any type; others are not looked at. */
  readonly entries: readonly SourceEntry[];
  /** What a file of YAML holds. */
  parsed(path: string): ParsedFile | undefined;
  /** Whether bases may come from elsewhere; absent: they may not. */
  readonly allowsRemote?: boolean;
}

const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** The Kustomize folders of a repository. Each is read when it is first asked for, and only then. */
export function createManifests({ entries, parsed, allowsRemote = false }: ManifestSources): Manifests {
  const files = new Map<string, SourceEntry>();
  const folders = new Map<string, Set<string>>();
  for (const entry of entries) {
    if (!/^(apps|policies)\//.test(entry.path)) continue;
    files.set(entry.path, entry);
    addParents(entry.path, folders);
  }
  const loaded = new Map<string, KustomizeFolder | undefined>();
  const open: string[] = [];
  const index: FolderIndex = {
    parsed,
    load,
    allowsRemote,
    file: (path) => files.get(path),
    hasFolder: (path) => folders.has(path),
    namesIn: (folder) => [...(folders.get(folder) ?? []), ...fileNames(folder, files.keys())],
    circle: (folder) => (open.includes(folder) ? [...open.slice(open.indexOf(folder)), folder] : undefined),
  };

  function load(folder: string): KustomizeFolder | undefined {
    if (loaded.has(folder)) return loaded.get(folder);
    const file = kustomizationNames.map((name) => `${folder}/${name}`).find((path) => files.has(path));
    open.push(folder);
    const read = file === undefined ? undefined : readFolder(folder, file, index);
    open.pop();
    loaded.set(folder, read);
    return read;
  }

  return {
    has: (folder) => folders.has(folder),
    folders: (folder) => [...(folders.get(folder) ?? [])].sort(compareText),
    kustomization: load,
  };
}

/** Adds the folders above a path to `folders`: the names of the folders in each. */
function addParents(path: string, folders: Map<string, Set<string>>): void {
  const parent = parentOf(path);
  if (parent === '' || folders.has(parent)) return;
  folders.set(parent, new Set());
  addParents(parent, folders);
  folders.get(parentOf(parent))?.add(lastName(parent));
}

function fileNames(folder: string, paths: Iterable<string>): string[] {
  const names: string[] = [];
  for (const path of paths) {
    if (path.lastIndexOf('/') === folder.length && path.startsWith(folder)) names.push(path.slice(folder.length + 1));
  }
  return names;
}
