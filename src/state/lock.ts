import { dirname, join } from 'node:path';
import { UserError } from '../model/errors.ts';
import { sha256 } from '../model/hash.ts';
import type { FileSystem } from '../ports/file-system.ts';
import type { Host } from '../ports/host.ts';
import { type Holder, holderText, readHolder } from './lock-holder.ts';
import { removeLeftovers } from './remove-leftovers.ts';
import type { Repository } from './repository.ts';

/** Milliseconds. */
const [patience, silence, shortestPause, longestPause] = [10_000, 500, 20, 500];

/** An unreadable lock may be half-written; after this many milliseconds its writer counts as dead. */
const unreadableFor = 2_000;

/** Processes of another machine cannot be seen; after this many milliseconds they count as dead. */
const oldestElsewhere = 3_600_000;

/**
 * Does something while no other resedge writes in this work tree. Waits for another one, and gives up with UserError
 * after ten seconds. Locks of dead processes are taken over, and what they were writing is removed. Not re-entrant. Without a Git repository, or
 * if its folder may not be written, there is no lock.
 */
export async function withLock<T>(
  host: Host,
  repository: Repository,
  what: string,
  action: () => T | Promise<T>,
): Promise<T> {
  const path = lockPath(repository);
  const text = holderText(host, what);
  const held = path === undefined ? 'not allowed' : await acquire(host, path, text);
  try {
    if (held === 'taken over') removeLeftovers(host.fs, repository.root);
    return await action();
  } finally {
    if (path !== undefined && held !== 'not allowed') removeIf(host.fs, path, text);
  }
}

/** Each work tree has a lock of its own. */
function lockPath({ git }: Repository): string | undefined {
  if (!git) return undefined;
  const isMain = dirname(git.folder) === git.root;
  return join(git.folder, 'resedge', isMain ? 'lock' : `lock-${sha256(git.root).slice(0, 16)}`);
}

/** `taken over`: from a process that is gone. `not allowed`: the folder of the lock may not be written. */
async function acquire(host: Host, path: string, text: string): Promise<'made' | 'taken over' | 'not allowed'> {
  let [waited, said, isAfterOther] = [0, false, false];
  for (let pause = shortestPause; ; pause = Math.min(pause * 1.5, longestPause)) {
    const made = create(host.fs, path, text);
    if (made !== 'is there') return made === 'made' && isAfterOther ? 'taken over' : made;
    const there = readText(host.fs, path);
    if (there === undefined) continue;
    if (clearIfGone(host, path, there, text, waited)) {
      isAfterOther = true;
      continue;
    }
    const holder = readHolder(there);
    if (waited >= patience) throw held(path, holder);
    if (!said && waited >= silence) {
      said = true;
      host.terminal.err(`waiting for another resedge${holder ? ` (pid ${holder.pid}: ${holder.what})` : ''}\n`);
    }
    const length = pause * (0.5 + host.random());
    await host.clock.sleep(length);
    waited += length;
  }
}

function create(fs: FileSystem, path: string, text: string): 'made' | 'is there' | 'not allowed' {
  try {
    return fs.createExclusive(path, text) ? 'made' : 'is there';
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EROFS'))
      return 'not allowed';
    throw error;
  }
}

/**
 * Removes a lock whose holder is gone; false if it is not gone, or if others are removing it. Removing
 * has a lock of its own, so that nobody removes a lock that another has made since.
 */
function clearIfGone(host: Host, path: string, stale: string, text: string, waited: number): boolean {
  const holder = readHolder(stale);
  if (holder ? !isGone(host, holder) : waited < unreadableFor) return false;
  const guard = `${path}.clearing`;
  if (!host.fs.createExclusive(guard, text)) {
    const there = readText(host.fs, guard);
    return there === undefined || clearIfGone(host, guard, there, text, waited);
  }
  try {
    removeIf(host.fs, path, stale);
    if (holder && host.processes.isRunning(holder) === undefined)
      host.terminal.err(`took over a lock that is older than an hour: ${words(holder)}\n`);
    return true;
  } finally {
    removeIf(host.fs, guard, text);
  }
}

function isGone({ clock, processes }: Host, holder: Holder): boolean {
  const isRunning = processes.isRunning(holder);
  return isRunning === undefined ? clock.now().getTime() - holder.since > oldestElsewhere : !isRunning;
}

function removeIf(fs: FileSystem, path: string, text: string): void {
  if (readText(fs, path) === text) fs.remove(path, dirname(path));
}

function readText(fs: FileSystem, path: string): string | undefined {
  try {
    return new TextDecoder().decode(fs.read(path));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function held(path: string, holder: Holder | undefined): UserError {
  return new UserError(
    `another resedge is at work in this working copy${holder ? `: ${words(holder)}` : ''}`,
    `Wait until it has ended. If there is none, delete the file ${path}`,
  );
}

function words({ what, pid, machine, since }: Holder): string {
  return `${what}, process ${pid} on ${machine}, since ${new Date(since).toISOString()}`;
}
