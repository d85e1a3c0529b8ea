import type { GeneratedTree, KeptFile } from '../model/generated.ts';
import { blobId } from '../model/hash.ts';
import type { Git } from '../ports/git.ts';

/** Generated folders that Git has. They are compared by the ids of blobs, so that only what differs is read. */
export function generatedInGit(git: Git, files: readonly KeptFile[]): GeneratedTree {
  const ids = new Map(files.map(({ path, id }) => [path, id]));
  return {
    paths: [...ids.keys()],
    same: (file) => ids.get(file.path) === ('id' in file ? file.id : blobId(Buffer.from(file.content))),
    async read(paths) {
      const wanted = paths.flatMap((path) => ids.get(path) ?? []);
      const blobs = await git.blobs([...new Set(wanted)]);
      const found = new Map<string, Uint8Array>();
      for (const path of paths) {
        const bytes = blobs.get(ids.get(path) ?? '');
        if (bytes) found.set(path, bytes);
      }
      return found;
    },
  };
}
