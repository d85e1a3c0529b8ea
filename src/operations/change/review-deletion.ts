import { compareText } from '../../model/compare.ts';
import { countOf, someOf } from '../../model/counts.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { Resolution } from '../../model/resolution.ts';
import { pairClusters } from '../../plan/cluster-pairs.ts';
import { ringChanges } from '../../plan/membership-changes.ts';
import { placementChanges } from '../../plan/placement-changes.ts';
import { valueChanges } from '../../plan/value-changes.ts';
import type { PlannedChange } from './change-fleet.ts';
import type { DeleteDraft } from './delete-objects.ts';
import { membershipLines, placementLines, valueLines } from './effect-lines.ts';

/** What follows from a deletion, as notes for people: what leaves clusters, and what stays behind. */
export async function reviewDeletion(planned: PlannedChange, { deleted, warnings }: DeleteDraft): Promise<string[]> {
  const before = (await planned.before.evaluated()).resolution;
  const after = (await planned.after.evaluated()).resolution;
  if (!before || !after) return [...warnings];
  const clusters = pairClusters(before.inventory, after.inventory, {});
  const gone = deleted.filter(({ kind }) => kind === 'Cluster').map(({ name }) => name);
  const rings = ringChanges(before, after, clusters).filter(({ left }) => left.isEmpty());
  return [
    ...warnings,
    ...placementLines(placementChanges(before, after, clusters), clusters),
    ...membershipLines('ring', rings, clusters),
    ...valueLines(valueChanges(before, after, clusters), clusters),
    ...strandedLines(before, new Set(gone)),
    ...folderLines(before.inventory, after.inventory),
  ];
}

function strandedLines({ inventory, profileOf }: Resolution, gone: ReadonlySet<string>): string[] {
  const inUse = inventory.clusters.filter(({ name }, index) => gone.has(name) && profileOf(index)?.namespaces.length);
  if (inUse.length === 0) return [];
  const names = inUse.map(({ name }) => name);
  const [first] = names;
  const what = names.length === 1 ? `cluster/${first}` : `${countOf(names.length, 'cluster')} (${someOf(names)})`;
  const retire =
    names.length === 1 ? ` To keep it in the inventory: resedge set cluster/${first} spec.state=retired` : '';
  return [`What runs on ${what} stays there, and gets no more changes.${retire}`];
}

function folderLines(before: Inventory, after: Inventory): string[] {
  const used = foldersOf(after);
  const unused = [...foldersOf(before)].filter((folder) => !used.has(folder)).sort(compareText);
  return unused.map((folder) => `Nothing names ${folder} any more; it is left as it is.`);
}

/** The folders that applications and policies name. */
function foldersOf({ applications, policies, manifests }: Inventory): Set<string> {
  const named = [...applications.map(({ spec }) => spec.path), ...policies.map(({ spec }) => spec.path)];
  return new Set(named.filter((folder) => folder !== undefined).filter((folder) => manifests.has(folder)));
}
