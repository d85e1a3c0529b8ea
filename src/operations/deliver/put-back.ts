import { join } from 'node:path';
import { generatedFolders } from '../../generate/layout.ts';
import { blobId } from '../../model/hash.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import { fromGitRoot, gitOf, type Repository } from '../../state/repository.ts';
import type { PlannedOutput } from './committed-output.ts';
import { attributesFile } from './generate.ts';

/** Files as they were before a commit was tried. */
export interface Remembered {
  /** Generated files are as they were; those that a hook changed, counted from the root of the Git work tree. */
  putBackGenerated(): Promise<readonly string[]>;
  /** Files of people that a hook changed in a commit are as they were in `judged`, unless somebody wrote in them since. */
  putBackPeoples(judged: string, commit: string): Promise<void>;
}

/** What is needed of what is about to be written. */
interface Planned {
  /** Undefined: nothing generated is. */
  readonly output: PlannedOutput | undefined;
  /** Files that people changed, counted from the root of the Git work tree. */
  readonly intent: readonly string[];
}

/** Remembers what is about to be written over, and what people changed. */
export function remember(fs: FileSystem, repository: Repository, { output, intent }: Planned): Remembered {
  const { root, prefix } = repository;
  const git = gitOf(repository);
  const read = (path: string) => fs.readBelow(join(git.root, path), git.root);
  const put = (path: string, content: Uint8Array | string | undefined) => {
    if (content === undefined) fs.remove(join(git.root, path), root);
    else fs.write(join(git.root, path), content, git.root);
  };
  const mine = output ? fromGitRoot(repository, writtenPaths(output)) : [];
  const before = new Map(mine.map((path) => [path, read(path)]));
  const peoples = new Map(intent.map((path) => [path, read(path)]));
  const made = output?.inCommit.written.flatMap((file) => ('id' in file ? [] : [file])) ?? [];
  const texts = new Map(made.map(({ path, content }) => [`${prefix}${path}`, Buffer.from(content)]));

  return {
    async putBackGenerated() {
      const { commit: head } = await git.head();
      const changed = (await git.changes(fromGitRoot(repository, generatedFolders))).map(({ path }) => path);
      const kept = changed.filter((path) => output?.inCommit.isKept(path.slice(prefix.length)));
      const stored = new Map((head === undefined ? [] : await git.tree(head, kept)).map(({ path, id }) => [path, id]));
      const blobs = await git.blobs([...stored.values()]);
      const wanted = (path: string) => texts.get(path) ?? blobs.get(stored.get(path) ?? '');
      const touched = changed.filter((path) => {
        const content = wanted(path);
        return content !== undefined && !isSame(read(path), content);
      });
      for (const [path, content] of before) if (!isSame(read(path), content)) put(path, content);
      for (const path of touched) if (!before.has(path)) put(path, wanted(path));
      return touched;
    },
    async putBackPeoples(judged, commit) {
      const entries = async (tree: string) => new Map((await git.tree(tree, [''])).map(({ path, id }) => [path, id]));
      const [was, is] = [await entries(judged), await entries(commit)];
      const changed = [...is].filter(([path, id]) => was.has(path) && was.get(path) !== id && !before.has(path));
      const blobs = await git.blobs(changed.flatMap(([path]) => was.get(path) ?? []));
      for (const [path, id] of changed) {
        const content = read(path);
        if (content && blobId(content) === id && !texts.has(path))
          put(path, peoples.get(path) ?? blobs.get(was.get(path) ?? ''));
      }
    },
  };
}

function writtenPaths({ onDisk }: PlannedOutput): string[] {
  const files = [...onDisk.created, ...onDisk.updated].map(({ path }) => path);
  return [...files, ...onDisk.deleted, attributesFile];
}

function isSame(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a === undefined || b === undefined ? a === b : Buffer.compare(a, b) === 0;
}
