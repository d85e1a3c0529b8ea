import { type MergedObjects, mergeObjects, mergeTexts } from '../../edit/merge-objects.ts';
import { isIntentFile } from '../../load/source-files.ts';
import type { Git } from '../../ports/git.ts';
import { isSameFile, readTexts } from './file-states.ts';
import { mergeInventory } from './merge-inventory.ts';
import { findMoves } from './moved-files.ts';
import { inFleet, type MergedFiles, type Overlap, type Sides } from './sides.ts';

/** Merges files that both sides changed: those of objects first, each object where it stands in the end, then all others. */
export async function mergeFiles(git: Git, sides: Sides, overlaps: readonly Overlap[]): Promise<MergedFiles> {
  const result: MergedFiles = { merged: new Map(), clashes: [] };
  if (overlaps.length === 0) return result;
  const isInventory = ({ path }: Overlap) => isIntentFile(inFleet(sides, path));
  const inventory = overlaps.filter(isInventory);
  if (inventory.length > 0) await mergeInventory(git, sides, inventory, result);
  for (const overlap of overlaps) if (!isInventory(overlap)) await mergeFile(git, sides, overlap, result);
  return result;
}

async function mergeFile(
  git: Git,
  sides: Sides,
  { path, before, after, there }: Overlap,
  { merged, clashes }: MergedFiles,
): Promise<void> {
  const { parent, tree, current, moves } = sides;
  if (!there && !after) return;
  const wentHere = after ? undefined : await findMoves(git, parent, tree).of(path);
  const place = wentHere ?? (there ? path : ((await moves.of(path)) ?? path));
  const here = wentHere === undefined ? after : tree.get(wentHere);
  const is = there ?? current.get(place);
  if (wentHere !== undefined) merged.set(path, undefined);
  if (isSameFile(is, before)) merged.set(place, here);
  else if (!isSameFile(is, here)) {
    const texts = await readTexts(git, [before, here, is]);
    const outcome = texts ? mergeAs(isKustomization(inFleet(sides, path)), texts) : { conflicts: [] };
    if ('conflicts' in outcome) clashes.push({ path: place, fields: outcome.conflicts });
    else merged.set(place, outcome.text === undefined ? undefined : { content: outcome.text });
  }
}

function mergeAs(objects: boolean, [before, here, there]: readonly (string | undefined)[]): MergedObjects {
  return objects ? mergeObjects(before, here, there) : mergeTexts(before, here, there);
}

/** Manifests are merged by lines, since the order in their lists counts. */
function isKustomization(path: string): boolean {
  return /^(apps|policies)\/(.*\/)?(kustomization\.ya?ml|Kustomization)$/.test(path);
}
