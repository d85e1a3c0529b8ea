import { by } from '../../model/compare.ts';
import { UserError } from '../../model/errors.ts';

/** The id of the tree without files; Git knows it without having it. */
export const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** Folders without a slash at the end; the root is `''`. */
export function withoutSlashes(folders: readonly string[]): string[] {
  return folders.map((folder) => folder.replace(/\/+$/, '')).map((folder) => (folder === '.' ? '' : folder));
}

/** Folders as the arguments that Git takes: none for the root, which is all. */
export function toPathspecs(folders: readonly string[]): string[] {
  const paths = withoutSlashes(folders);
  return paths.includes('') ? [] : paths;
}

/** Things sorted by path, in the order of all output. */
export function sortByPath<T extends { readonly path: string }>(items: Iterable<T>): T[] {
  return [...items].sort(by((item) => item.path));
}

/** Throws UserError for a path that Git must never have in a tree: whoever made such a tree wants files to be written elsewhere. */
export function assertTreePath(path: string): void {
  if (!/(^|\/)(\.{0,2}|\.git)(\/|$)|\0/i.test(path)) return;
  throw new UserError(
    `there is an entry ${JSON.stringify(path)} in a tree of Git, which no file can have`,
    'Git makes no such trees: do not take over this commit. To see which it is: git fsck',
  );
}
