import type { ClusterSet } from '../model/cluster-set.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { Inventory } from '../model/inventory.ts';
import { folderTooWide } from '../model/rules/re804-folder-too-wide.ts';

/** The most clusters in one folder before RE804. */
const widest = 2000;

/** Very wide folders (RE804). */
export function checkWidth({ fleet }: Inventory, active: ClusterSet): Finding[] {
  const layout = fleet.spec.layout.clusters;
  const count = active.count();
  const width = layout.includes('{hash}') ? Math.ceil(count / 256) : count;
  if (width <= widest) return [];
  return [
    {
      rule: folderTooWide,
      message: `${layout.replace('/{name}', '')} holds the folders of ${count} clusters; Git hosts become slow above ${widest}`,
      hint: 'Set spec.layout.clusters to clusters/{hash}/{name}, and keep the old layout in spec.layout.former.',
      place: { ...fleet.source, path: ['spec', 'layout'], key: true },
    },
  ];
}
