import { takeObjects } from '../../edit/object-texts.ts';
import type { Git, TreeEntry } from '../../ports/git.ts';
import { isSameFile, textsOf } from './file-states.ts';

/**
 * In which file each of these objects stands, among files that two sets have differently. One that stands in several is
 * in none for certain. Objects are named `Kind/name`.
 */
export async function placesOf(
  git: Git,
  ids: ReadonlySet<string>,
  { from, to }: { readonly from: ReadonlyMap<string, TreeEntry>; readonly to: Iterable<TreeEntry> },
): Promise<Map<string, string>> {
  const changed = [...to].filter((file) => !isSameFile(from.get(file.path), file));
  const names = [...ids].map((id) => id.slice(id.indexOf('/') + 1));
  const places = new Map<string, string>();
  const twice = new Set<string>();
  for (const [{ path }, text] of await textsOf(git, changed)) {
    if (!names.some((name) => text.includes(name))) continue;
    for (const id of takeObjects(text)?.objects.keys() ?? []) {
      if (places.has(id)) twice.add(id);
      if (ids.has(id)) places.set(id, path);
    }
  }
  for (const id of twice) places.delete(id);
  return places;
}
