import { fileURLToPath } from 'node:url';

/** A file or folder of the package, by its path there: `src/`, and `dist/` where it is built, are folders of it. */
export function packageFile(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}
