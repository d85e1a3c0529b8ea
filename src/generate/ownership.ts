import type { GeneratedTree } from '../model/generated.ts';
import { groupBy } from '../model/group-by.ts';
import { hashOf } from '../model/hashed-folder.ts';
import { type FileState, stateOf } from './header.ts';
import { sharedFolder } from './layout.ts';

/** A content or a set: a folder that is named by its bytes. */
const hashed = new RegExp(
  `^(${sharedFolder}/(?:applications/[^/]+/[^/]+|namespaces/[^/]+/[^/]+|sets/[^/]+)/([0-9a-f]{12}))/(.+)$`,
);

/** Whether a file lies in a folder that is named by its bytes. */
export function isHashed(path: string): boolean {
  return hashed.test(path);
}

/** The folder named by its bytes that a file lies in; undefined: in none. */
export function hashedFolderOf(path: string): string | undefined {
  return hashed.exec(path)?.[1];
}

/**
 * Tells of some files that are there whether they are as resedge wrote them: one alone by its header, those in a folder
 * that is named by its bytes by all that is in it. Of a folder that nobody wants, what is left of a run that was broken
 * off is as it wrote it.
 */
export async function ownership(
  tree: GeneratedTree,
  paths: readonly string[],
  isWanted: (folder: string) => boolean,
): Promise<(path: string) => FileState> {
  const folders = new Set(paths.flatMap((path) => hashedFolderOf(path) ?? []));
  const inside = folders.size === 0 ? [] : tree.paths.filter((path) => folders.has(hashedFolderOf(path) ?? ''));
  const bytes = await tree.read([...new Set([...paths, ...inside])]);
  const decoder = new TextDecoder();
  const stateOfFile = (path: string) => stateOf(decoder.decode(bytes.get(path)));
  const states = new Map<string, FileState>();
  for (const [folder, files] of groupBy(inside, (path) => hashedFolderOf(path) ?? '')) {
    const content = files.map((path) => ({
      path: path.slice(folder.length + 1),
      content: bytes.get(path) ?? new Uint8Array(),
    }));
    const isWhole = folder.endsWith(`/${hashOf(content)}`);
    const isLeftOver = () => !isWanted(folder) && files.every((path) => stateOfFile(path) !== 'edited');
    states.set(folder, isWhole || isLeftOver() ? 'generated' : 'edited');
  }
  return (path) => states.get(hashedFolderOf(path) ?? '') ?? stateOfFile(path);
}
