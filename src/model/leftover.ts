/** How the names of files end that are being written; each is then renamed to what it is to be. */
export const unfinished = '.resedge-tmp';

/** Whether a file was left behind by a run that was broken off. */
export function isLeftover(path: string): boolean {
  return path.endsWith(unfinished);
}
