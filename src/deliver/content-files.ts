import { mustGet } from '../model/at.ts';
import type { GeneratedFile } from '../model/generated.ts';
import type { Git } from '../ports/git.ts';
import type { Delivered } from './delivered.ts';

/** Reads the files below a content, whose paths count from the fleet root. None: the output has no such content. */
export type ReadContent = (content: string) => Promise<GeneratedFile[]>;

/** Reads contents of outputs as Git has them: what is in several is the same, as contents are named by their bytes. */
export function contentReader(git: Git, outputs: readonly Delivered[]): ReadContent {
  return async (content) => {
    for (const output of outputs) {
      const files = (await output.list()).filter(({ path }) => path.startsWith(`${content}/`));
      if (files.length === 0) continue;
      const blobs = await git.blobs(files.map(({ id }) => id));
      return files.map(({ path, id }) => ({ path, content: mustGet(blobs, id) }));
    }
    return [];
  };
}
