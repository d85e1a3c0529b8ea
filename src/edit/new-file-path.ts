import type { KindName } from '../model/inventory.ts';
import { kindWordsOf } from '../model/kind-names.ts';

/**
 * Where a new object is written: clusters below the path of their first group, groups by their path, all else by kind
 * and name. A file that is there already is left alone: the name then gets a number.
 */
export function newFilePath(
  kind: Exclude<KindName, 'Fleet'>,
  name: string,
  options: { readonly home?: string | undefined; isTaken(path: string): boolean },
): string {
  const stem = stemOf(kind, name, options.home);
  for (let number = 1; ; number++) {
    const path = number === 1 ? `${stem}.yaml` : `${stem}-${number}.yaml`;
    if (!options.isTaken(path)) return path;
  }
}

function stemOf(kind: KindName, name: string, home: string | undefined): string {
  if (kind === 'Expectation') return `expectations/${name}`;
  const folder = `inventory/${kindWordsOf(kind).plural}`;
  return kind === 'Cluster' && home !== undefined ? `${folder}/${home}/${name}` : `${folder}/${name}`;
}
