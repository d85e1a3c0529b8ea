import { by } from '../../model/compare.ts';

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

/** Throws for a path that Git must never have in a tree. */
export function assertTreePath(path: string): void {
  const forbidden = ['', '.', '..', '.git'];
  if (path.split('/').some((name) => forbidden.includes(name.toLowerCase())) || path.includes('\0')) {
    throw new Error(`not a path of a tree: ${JSON.stringify(path)}`);
  }
}
