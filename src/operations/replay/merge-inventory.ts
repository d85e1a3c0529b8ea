import { type FileVersions, followMoves } from '../../edit/follow-moves.ts';
import { mergeObjects } from '../../edit/merge-objects.ts';
import { takeObjects } from '../../edit/object-texts.ts';
import { isIntentFile } from '../../load/source-files.ts';
import type { Git, TreeEntry } from '../../ports/git.ts';
import { readTexts } from './file-states.ts';
import { placesOf } from './moved-objects.ts';
import { inFleet, type MergedFiles, type Overlap, type Sides } from './sides.ts';

/** Merges files of the inventory by their objects, each in the file in which it stands in the end. */
export async function mergeInventory(
  git: Git,
  sides: Sides,
  overlaps: readonly Overlap[],
  { merged, clashes }: MergedFiles,
): Promise<void> {
  const files = new Map<string, FileVersions>();
  for (const { path, before, after, there } of overlaps) {
    const texts = await readTexts(git, [before, after, there]);
    if (texts) files.set(path, { before: texts[0], here: texts[1], there: texts[2] });
    else clashes.push({ path, fields: [] });
  }
  const now = new Map(Array.from(files, ([path, { there }]) => [path, there]));
  const inventory = (entries: ReadonlyMap<string, TreeEntry>) =>
    [...entries.values()].filter(({ path }) => isIntentFile(inFleet(sides, path)));
  const gone = idsThatLeave(files);
  const others = await placesOf(git, gone, { from: sides.parent, to: inventory(sides.tree) });
  for (const path of others.values()) {
    const texts = files.has(path) ? undefined : await readTexts(git, [sides.parent.get(path), sides.tree.get(path)]);
    if (!texts) continue;
    // They did not touch it, so that what was changed here is in it already.
    files.set(path, { before: texts[0], here: texts[1], there: texts[0] });
    now.set(path, texts[1]);
  }
  const places = await placesOf(git, idsIn(files), { from: sides.base, to: inventory(sides.onto) });
  const aligned = followMoves(files, (id) => places.get(id));
  const merge = (path: string, versions: FileVersions, is: string | undefined) => {
    const outcome = mergeObjects(versions.before, versions.here, versions.there);
    if ('conflicts' in outcome) clashes.push({ path, fields: outcome.conflicts });
    else if (outcome.text !== is) merged.set(path, outcome.text === undefined ? undefined : { content: outcome.text });
  };
  for (const [path, versions] of aligned.files) merge(path, versions, now.get(path));
  for (const [path, change] of aligned.moved) {
    const [there] = (await readTexts(git, [merged.get(path) ?? sides.current.get(path)])) ?? [];
    merge(path, { ...change, there }, there);
  }
}

/** Objects that were in these files and are not in any of them here. */
function idsThatLeave(files: ReadonlyMap<string, FileVersions>): Set<string> {
  const left = idsIn(files);
  for (const { here } of files.values())
    for (const id of takeObjects(here ?? '')?.objects.keys() ?? []) left.delete(id);
  return left;
}

function idsIn(files: ReadonlyMap<string, FileVersions>): Set<string> {
  const before = [...files.values()].map((versions) => takeObjects(versions.before ?? ''));
  const ids = new Set(before.flatMap((file) => [...(file?.objects.keys() ?? [])]));
  ids.delete('');
  return ids;
}
