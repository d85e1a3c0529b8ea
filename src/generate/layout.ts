import { sha256 } from '../model/hash.ts';
import type { Item } from '../model/inventory.ts';
import type { Cluster, Fleet } from '../model/kinds.ts';

/** Where what clusters share is generated. */
export const sharedFolder = 'fleet';
export const clustersFolder = 'clusters';
/** Folders that hold generated files and nothing else, counted from the fleet root. */
export const generatedFolders = [clustersFolder, sharedFolder] as const;

/** The folder of a cluster that a layout such as `clusters/{hash}/{name}` gives, counted from the fleet root. */
export function clusterFolder(layout: string, name: string): string {
  return layout.replaceAll('{name}', name).replaceAll('{hash}', () => sha256(name).slice(0, 2));
}

/** The layout that is in force. */
export function layoutOf(fleet: Item<Fleet>): string {
  return fleet.spec.layout.clusters;
}

/** The folders that a cluster had, under former names or former layouts. */
export function formerFolders(fleet: Item<Fleet>, cluster: Item<Cluster>): string[] {
  const { formerNames } = cluster.spec;
  const { former } = fleet.spec.layout;
  if (formerNames.length + former.length === 0) return [];
  const layouts = [layoutOf(fleet), ...former];
  const names = [cluster.name, ...formerNames];
  const current = clusterFolder(layoutOf(fleet), cluster.name);
  const folders = names.flatMap((name) => layouts.map((layout) => clusterFolder(layout, name)));
  return [...new Set(folders)].filter((folder) => folder !== current).sort();
}

/** The way from one folder to another, both counted from the fleet root. */
export function relativeFolder(from: string, to: string): string {
  return `${'../'.repeat(from.split('/').length)}${to}`;
}
