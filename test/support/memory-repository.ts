import disk from 'node:fs';
import { createFsFromVolume, type IFs, Volume } from 'memfs';
import { createRepository, openEmbeddedGit } from '../../src/adapters/git-embedded/embedded-git.ts';
import { nodeFileSystem } from '../../src/adapters/node-fs.ts';
import { mustGet } from '../../src/model/at.ts';
import type { FileSystem } from '../../src/ports/file-system.ts';
import type { Git } from '../../src/ports/git.ts';
import { assetFolder } from '../../src/state/assets.ts';
import type { Files } from './fleet.ts';
import { type FakeMachine, type Run, run } from './host.ts';

/** Texts of files by their paths; undefined: there is no such file any more. */
export type FileChanges = Readonly<Record<string, string | undefined>>;

/** A repository in memory, with a remote that holds its first commit. */
export interface MemoryRepository {
  readonly git: Git;
  /** What a fake machine works in. */
  readonly machine: FakeMachine;
  readonly remote: MemoryRemote;
  /** Runs a command line in it. */
  run(words: readonly string[], machine?: FakeMachine): Promise<Run>;
  write(files: FileChanges): void;
  /** Commits all that differs; the id. */
  commit(message: string): Promise<string>;
  /** The files of the work tree, without those of Git. */
  texts(): Files;
  /** The files of a commit. */
  textsAt(commit: string): Promise<Files>;
}

/** `origin`. It shares the objects of the clone, so what others push need only be fetched by name. */
export interface MemoryRemote {
  /** The commit of `main`; empty if there is no such branch. */
  readonly tip: string;
  /** The commits of its branches by name. */
  readonly branches: ReadonlyMap<string, string>;
  /** Somebody else pushes a commit; its id. */
  receive(files: FileChanges, message?: string, branch?: string): Promise<string>;
  /** Somebody else moves `main` by force; undefined deletes it. `others`: branches that are made beside it. */
  force(commit: string | undefined, others?: readonly string[]): void;
}

const root = '/fleet';
const user = '[user]\n\tname = Ann Example\n\temail = ann@example.com\n';

/** A repository on branch `main` that holds these files in one commit; `url` is the address of its remote. */
export async function memoryRepository(
  files: Files,
  url = 'https://git.example.com/contoso/fleet.git',
): Promise<MemoryRepository> {
  const volume = Volume.fromJSON({ ...files }, root);
  const memory = replacing(createFsFromVolume(volume));
  createRepository(memory, root, 'main');
  memory.appendFileSync(`${root}/.git/config`, user);
  const local = await openEmbeddedGit(memory, root, {});
  if (!local) throw new Error('no repository');
  const fs = withAssets(nodeFileSystem(memory));
  const first = await commitAll(local, 'First');
  const origin: Origin = { branches: new Map([['main', first]]), seen: new Map([['main', [first]]]) };
  const git = withRemote(local, origin, url);
  const machine: FakeMachine = { fs, git: async () => git };
  return {
    git,
    machine,
    remote: {
      get tip() {
        return origin.branches.get('main') ?? '';
      },
      branches: origin.branches,
      async receive(changes, message = 'Theirs', branch = 'main') {
        const parent = mustGet(origin.branches, branch);
        const id = await local.writeCommit({ parent, changes: treeChanges(changes), message });
        origin.branches.set(branch, id);
        return id;
      },
      force(commit, others = []) {
        if (commit === undefined) origin.branches.delete('main');
        else origin.branches.set('main', commit);
        for (const branch of others) origin.branches.set(branch, first);
      },
    },
    run: (words, more = {}) => run(words, { ...machine, ...more }),
    write(changes) {
      for (const [path, text] of Object.entries(changes)) {
        if (text === undefined) fs.remove(`${root}/${path}`, root);
        // What belongs to Git is written by Git, or by somebody else.
        else if (/(^|\/)\.git\//.test(`${path}/`)) volume.fromJSON({ [path]: String(text) }, root);
        else fs.write(`${root}/${path}`, text, root);
      }
    },
    commit: (message) => commitAll(git, message),
    texts() {
      const all = Object.entries(volume.toJSON(root, undefined, true)).filter(([path]) => !path.startsWith('.git/'));
      return Object.fromEntries(all.flatMap(([path, text]) => (text === null ? [] : [[path, String(text)]])));
    },
    async textsAt(commit) {
      const entries = await git.tree(commit, ['']);
      const blobs = await git.blobs(entries.map(({ id }) => id));
      return Object.fromEntries(entries.map(({ path, id }) => [path, new TextDecoder().decode(blobs.get(id))]));
    },
  };
}

/** Without this, memfs counts a file that is renamed to the name of another one twice, and never lets its folder go. */
function replacing(memory: IFs): IFs {
  const { renameSync } = memory;
  memory.renameSync = (from, to) => {
    if (memory.existsSync(to)) memory.unlinkSync(to);
    renameSync(from, to);
  };
  return memory;
}

async function commitAll(git: Git, message: string): Promise<string> {
  return git.commit({ tree: (await git.snapshot([''])).tree, message });
}

function treeChanges(files: FileChanges) {
  return Object.entries(files).map(([path, content]) =>
    content === undefined ? { path, deleted: true as const } : { path, content },
  );
}

interface Origin {
  readonly branches: Map<string, string>;
  /** What the clone saw of each branch, the last at the end. */
  readonly seen: Map<string, string[]>;
}

/** The same repository with a remote that needs no network. */
function withRemote(git: Git, { branches, seen }: Origin, url: string): Git {
  const look = (branch: string) => {
    const tip = branches.get(branch);
    if (tip !== undefined && seen.get(branch)?.at(-1) !== tip) seen.set(branch, [...(seen.get(branch) ?? []), tip]);
    return tip;
  };
  return {
    ...git,
    remote: async () => ({ name: 'origin', url }),
    remoteBranches: async () => [...branches.keys()].sort(),
    remoteTip: async (_, branch) => seen.get(branch)?.at(-1),
    formerTips: async (_, branch) => seen.get(branch) ?? [],
    fetch: async (_, branch) => look(branch),
    async push(_, commit, branch, last) {
      const tip = branches.get(branch);
      if (last && last.tip !== tip) return { outcome: 'moved' };
      if (tip !== undefined && (await git.mergeBase(tip, commit)) !== tip) return { outcome: 'moved' };
      branches.set(branch, commit);
      look(branch);
      return { outcome: 'pushed' };
    },
  };
}

/** What comes with the program is read from the disk. */
function withAssets(memory: FileSystem): FileSystem {
  const assets = nodeFileSystem(disk);
  const folders = [assetFolder('schemas'), assetFolder('templates'), assetFolder('examples')];
  const of = (path: string) => (folders.some((folder) => path.startsWith(folder)) ? assets : memory);
  return {
    ...memory,
    read: (path) => of(path).read(path),
    list: (path) => of(path).list(path),
    stat: (path) => of(path).stat(path),
  };
}
