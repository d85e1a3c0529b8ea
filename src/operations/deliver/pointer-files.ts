import { isManifestFile } from '../../load/source-files.ts';
import type { FleetState } from '../../state/fleet-state.ts';

/** How what a filter stores in place of a file begins, by the name of the filter. */
const beginnings: readonly (readonly [filter: string, start: Buffer])[] = [
  ['lfs', Buffer.from('version https://git-lfs.github.com/spec/')],
  ['git-crypt', Buffer.from('\0GITCRYPT\0')],
];

/**
 * Files in place of which a filter stored something else, whatever the attributes say by now, each with its filter.
 * YAML is left out: what is no manifest any more is found without this.
 */
export async function findPointers(state: FleetState, files: Iterable<string>): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const others = [...files].filter((path) => /^(apps|policies)\//.test(path) && !isManifestFile(path));
  for (const [path, content] of await state.contents(others)) {
    const filter = beginnings.find(([, start]) => start.equals(content.subarray(0, start.length)))?.[0];
    if (filter !== undefined) found.set(path, filter);
  }
  return found;
}
