import type { Manifests } from '../model/inventory.ts';
import type { KustomizeFolder } from '../model/kustomize.ts';
import { parentOf } from '../model/paths.ts';

/** A folder and the folders that it loads. */
export function foldersOf(root: string, manifests: Manifests): KustomizeFolder[] {
  const files = manifests.kustomization(root)?.files ?? [];
  const names = new Set([root, ...files.map(parentOf)]);
  return [...names].flatMap((name) => {
    const folder = manifests.kustomization(name);
    return folder && (name === root || files.includes(folder.file)) ? [folder] : [];
  });
}
