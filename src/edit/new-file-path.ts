import type { KindName } from '../model/inventory.ts';
import { kinds } from '../model/kinds/index.ts';

/** Where a new object is written. A file that is there already is left alone: the name then gets a number. */
export function newFilePath(
  kind: KindName,
  name: string,
  options: { readonly home?: string | undefined; isTaken(path: string): boolean },
): string {
  const { files } = kinds[kind];
  if (typeof files === 'string') return files;
  const stem = files.newFile(name, options.home);
  for (let number = 1; ; number++) {
    const path = number === 1 ? `${stem}.yaml` : `${stem}-${number}.yaml`;
    if (!options.isTaken(path)) return path;
  }
}
