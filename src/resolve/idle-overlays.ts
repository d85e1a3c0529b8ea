import type { Finding } from '../model/diagnostic.ts';
import type { Manifests } from '../model/inventory.ts';
import type { KustomizeFolder } from '../model/kustomize.ts';
import { annotation } from '../model/overlay-annotations.ts';
import { selectsNothing } from '../model/rules/re302-selects-nothing.ts';

/** An overlay that is applied to no cluster, since nothing that is read says where it applies. */
export interface IdleOverlay {
  /** Its folder, counted from that of the overlays: `prod` or `prod/us`; empty: it lies there itself. */
  readonly name: string;
  readonly folder: KustomizeFolder;
  /** Whether it lies where overlays are looked for; else it is too deep, or not deep enough. */
  readonly isInPlace: boolean;
}

/** The overlays below a path that are applied nowhere. What the base or another of them loads is none. */
export function idleOverlays(path: string, manifests: Manifests): IdleOverlay[] {
  const parent = `${path}/overlays`;
  if (!manifests.has(parent)) return [];
  const inPlace = manifests.folders(parent).map((name) => `${parent}/${name}`);
  const all = kustomizationsIn(parent, manifests);
  const base = manifests.kustomization(`${path}/base`);
  const loaded = new Set([...all, ...(base ? [base] : [])].flatMap(loadedBy));
  return all
    .map((folder) => ({
      name: folder.folder.slice(parent.length + 1),
      folder,
      isInPlace: inPlace.includes(folder.folder),
    }))
    .filter(({ folder, isInPlace }) => !loaded.has(folder.file) && !(isInPlace && isAnnotated(folder)));
}

/** What is said about an overlay that is applied nowhere. */
export function idleFinding({ name, folder, isInPlace }: IdleOverlay): Finding {
  const { content, file } = folder;
  const what = name === '' ? 'what lies in overlays itself' : `the overlay ${name}`;
  const why = isInPlace
    ? `it has no annotation ${annotation.clusters}`
    : 'overlays are the folders right below overlays';
  return {
    rule: selectsNothing,
    severity: 'info',
    message: `${what} is applied nowhere: ${why}`,
    hint: isInPlace ? hintOf(folder) : `Move it to overlays/${name === '' ? 'NAME' : name.replaceAll('/', '-')}.`,
    place: { file, document: 0, path: 'metadata' in content ? ['metadata'] : [] },
  };
}

function hintOf({ annotations }: KustomizeFolder): string {
  const write = `Write into metadata.annotations on which clusters: ${annotation.clusters}: /g/GROUP`;
  const other = Object.keys(annotations).find((name) => /(^|\/)clusters?$/.test(name));
  return other === undefined ? `${write}.` : `${write}. Its annotation ${other} is not read.`;
}

function isAnnotated({ annotations }: KustomizeFolder): boolean {
  return annotations[annotation.clusters] !== undefined;
}

function loadedBy({ file, files }: KustomizeFolder): string[] {
  return files.filter((other) => other !== file);
}

/** The kustomizations in a folder, at any depth. */
function kustomizationsIn(folder: string, manifests: Manifests): KustomizeFolder[] {
  const below = manifests.folders(folder).flatMap((name) => kustomizationsIn(`${folder}/${name}`, manifests));
  const own = manifests.kustomization(folder);
  return own ? [own, ...below] : below;
}
