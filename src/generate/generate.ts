import type { GeneratedFile } from '../model/generated.ts';
import type { Resolution } from '../model/resolution.ts';
import { fluxFiles } from './engines/flux/engine.ts';

/**
 * All files that should be below `clusters/` and `fleet/`, made one by one. `prefix` is the way from the root of the
 * Git repository to the fleet root: empty, or with a slash at the end.
 */
export function generate(resolution: Resolution, prefix: string): Iterable<GeneratedFile> {
  return fluxFiles(resolution, prefix);
}
