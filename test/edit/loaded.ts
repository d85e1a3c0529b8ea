import { parseYaml } from '../../src/load/parse-yaml.ts';
import type { LoadedFile } from '../../src/load/source-files.ts';
import { compareText } from '../../src/model/compare.ts';
import type { Files } from '../support/fleet.ts';

/** Files as they are loaded from a repository. */
export function load(files: Files): LoadedFile[] {
  const paths = Object.keys(files).sort(compareText);
  return paths.map((path) => ({ path, id: path, parsed: parseYaml(new TextEncoder().encode(files[path])) }));
}
