/** The folder in a content below which copies of people's files lie, at the paths that they have in the fleet. */
export const copiesFolder = 'files';

/** Where the copy of a file or a folder lies, counted from the content. */
export function copyOf(path: string): string {
  return `${copiesFolder}/${path}`;
}
