import { isDeepStrictEqual } from 'node:util';
import { copyOf } from '../../generate/copies.ts';
import { parseYaml } from '../../load/parse-yaml.ts';
import { blobId } from '../../model/hash.ts';
import { withoutReach } from '../../model/overlay-annotations.ts';
import { isRecord } from '../../model/record.ts';
import type { Overlay, Resolution } from '../../model/resolution.ts';
import type { Git } from '../../ports/git.ts';
import type { FleetState } from '../../state/fleet-state.ts';

/** Whether a content that was delivered, by its folder in the repository, holds an overlay as it is written now. */
export type HoldsOverlay = (commit: string, content: string) => Promise<boolean>;

/**
 * Compares the files of an overlay with their copies in contents. What is asked of the base does not count, nor what the
 * overlay says of where it applies. A content never changes, so each is looked at once.
 */
export async function overlayComparer(git: Git, state: FleetState, overlay: Overlay): Promise<HoldsOverlay> {
  const { file, content: written } = overlay.folder;
  const files = ownFiles(await state.resolution(), overlay);
  const bytes = await state.contents(files);
  const ids = new Map(Array.from(bytes, ([path, content]) => [path, blobId(content)]));
  const saysTheSame = async (id: string) => {
    const copy = (await git.blobs([id])).get(id);
    const read = copy && parseYaml(copy).documents[0]?.value;
    return isRecord(read) && isDeepStrictEqual(withoutReach(read), withoutReach(written));
  };
  const compare: HoldsOverlay = async (commit, content) => {
    const paths = new Map(files.map((path) => [`${content}/${copyOf(path)}`, path]));
    const copies = await git.tree(commit, [...paths.keys()]);
    if (copies.length < files.length) return false;
    for (const { path: copy, id } of copies) {
      const path = paths.get(copy);
      if (path === undefined || ids.get(path) === id) continue;
      if (path !== file || !(await saysTheSame(id))) return false;
    }
    return true;
  };
  const known = new Map<string, Promise<boolean>>();
  return (commit, content) => {
    const answer = known.get(content) ?? compare(commit, content);
    known.set(content, answer);
    return answer;
  };
}

/** The files that an overlay loads without those of the base, which one that takes the base's place loads too. */
function ownFiles({ inventory: { manifests } }: Resolution, { folder }: Overlay): string[] {
  const base = manifests.kustomization(folder.folder.replace(/\/overlays\/[^/]+$/, '/base'));
  const ofBase = new Set(base?.files);
  return folder.files.filter((path) => !ofBase.has(path));
}
