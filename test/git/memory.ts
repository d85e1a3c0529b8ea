import disk from 'node:fs';
import { dirname, join } from 'node:path';
import { createFsFromVolume, type IFs, Volume } from 'memfs';
import type { Environment } from '../../src/adapters/git-common/environment.ts';
import { openEmbeddedGit } from '../../src/adapters/git-embedded/embedded-git.ts';
import type { Git } from '../../src/ports/git.ts';
import { runGit } from '../support/git.ts';

/** A repository of the disk whose every call runs on a copy in memory, which is then copied back. */
export async function openInMemory(folder: string, env: Environment): Promise<Git | undefined> {
  const roots = copiedFolders(folder);
  const ofUser = ['.gitconfig', '.config/git/ignore', '.config/git/attributes'];
  const alsoRead = [folder, ...ofUser.map((name) => join(env['HOME'] ?? '', name))].filter(isFileOrLink);
  const first = await openEmbeddedGit(load([...roots, ...alsoRead]), folder, env);
  if (first === undefined) return undefined;
  async function run<T>(use: (git: Git) => Promise<T>): Promise<T> {
    const memory = load([...roots, ...alsoRead]);
    const git = await openEmbeddedGit(memory, folder, env);
    if (git === undefined) throw new Error('the repository has gone');
    try {
      return await use(git);
    } finally {
      for (const root of roots) store(memory, root);
    }
  }
  return {
    implementation: first.implementation,
    root: first.root,
    folder: first.folder,
    head: () => run((git) => git.head()),
    config: (key) => run((git) => git.config(key)),
    resolve: (ref) => run((git) => git.resolve(ref)),
    tree: (commit, folders) => run((git) => git.tree(commit, folders)),
    index: (folders) => run((git) => git.index(folders)),
    absent: (folders) => run((git) => git.absent(folders)),
    blobs: (ids) => run((git) => git.blobs(ids)),
    changes: (folders) => run((git) => git.changes(folders)),
    snapshot: (folders) => run((git) => git.snapshot(folders)),
    withheld: (paths) => run((git) => git.withheld(paths)),
    commit: (options) => run((git) => git.commit(options)),
    writeCommit: (options) => run((git) => git.writeCommit(options)),
    writeTree: (base, changes) => run((git) => git.writeTree(base, changes)),
    moveTo: (commit) => run((git) => git.moveTo(commit)),
    switchHere: (branch) => run((git) => git.switchHere(branch)),
    commitInfo: (id) => run((git) => git.commitInfo(id)),
    history: (bases, tip, folders) => run((git) => git.history(bases, tip, folders)),
    ancestors: (tip, most) => run((git) => git.ancestors(tip, most)),
    fileHistory: (tip, paths) => run((git) => git.fileHistory(tip, paths)),
    mergeBase: (a, b) => run((git) => git.mergeBase(a, b)),
    remote: (branch) => run((git) => git.remote(branch)),
    fetch: (remote, branch) => run((git) => git.fetch(remote, branch)),
    remoteTip: (remote, branch) => run((git) => git.remoteTip(remote, branch)),
    formerTips: (remote, branch) => run((git) => git.formerTips(remote, branch)),
    remoteBranches: (remote) => run((git) => git.remoteBranches(remote)),
    push: (remote, commit, branch, seen) => run((git) => git.push(remote, commit, branch, seen)),
    operation: () => run((git) => git.operation()),
    isPaused: () => run((git) => git.isPaused()),
    conflicts: () => run((git) => git.conflicts()),
    proceed: (paths) => run((git) => git.proceed(paths)),
  };
}

/** The work tree, and the repository that it belongs to. */
function copiedFolders(folder: string): string[] {
  try {
    const root = runGit(folder, 'rev-parse', '--show-toplevel');
    const main = dirname(runGit(root, 'rev-parse', '--path-format=absolute', '--git-common-dir'));
    return [...new Set([root, main])];
  } catch {
    return [folder];
  }
}

function isFileOrLink(path: string): boolean {
  return disk.lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === false;
}

function load(roots: readonly string[]): IFs {
  const memory = createFsFromVolume(new Volume());
  function copy(path: string): void {
    const stats = disk.lstatSync(path);
    memory.mkdirSync(dirname(path), { recursive: true });
    if (stats.isDirectory()) {
      memory.mkdirSync(path, { recursive: true });
      for (const name of disk.readdirSync(path)) copy(join(path, name));
    } else if (stats.isSymbolicLink()) memory.symlinkSync(disk.readlinkSync(path), path);
    else {
      memory.writeFileSync(path, disk.readFileSync(path));
      memory.chmodSync(path, stats.mode & 0o777);
      memory.utimesSync(path, stats.atime, stats.mtime);
    }
  }
  for (const root of roots) copy(root);
  return memory;
}

/** Makes a path of the disk what it is in memory, and touches nothing that is the same. */
function store(memory: IFs, path: string): void {
  const wanted = memory.lstatSync(path, { throwIfNoEntry: false });
  const stats = disk.lstatSync(path, { throwIfNoEntry: false });
  if (wanted?.isDirectory()) {
    if (!stats?.isDirectory()) disk.rmSync(path, { force: true });
    disk.mkdirSync(path, { recursive: true });
    const names = new Set([...disk.readdirSync(path), ...memory.readdirSync(path).map(String)]);
    for (const name of names) store(memory, join(path, name));
    return;
  }
  if (wanted === undefined || wanted.isSymbolicLink()) {
    disk.rmSync(path, { recursive: true, force: true });
    if (wanted !== undefined) disk.symlinkSync(String(memory.readlinkSync(path)), path);
    return;
  }
  const content = Buffer.from(memory.readFileSync(path));
  const mode = Number(wanted.mode) & 0o777;
  if (stats?.isFile() && (stats.mode & 0o777) === mode && disk.readFileSync(path).equals(content)) return;
  disk.rmSync(path, { recursive: true, force: true });
  disk.writeFileSync(path, content, { mode });
}
