import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { findProgram } from './find-program.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What a guest may use before it is ended. */
export interface GuestLimits {
  /** Seconds of processor time: on a slow machine it takes longer, and is not ended earlier. */
  readonly processor: number;
  /** Seconds, whatever it does: it could wait for something that never comes. */
  readonly time: number;
  /** MiB of address space. */
  readonly memory: number;
}

/** A program that is given what others wrote. */
export interface Guest {
  readonly path: string;
  readonly args: readonly string[];
  /** Where it runs. */
  readonly folder: string;
  /** All of its environment. */
  readonly env: Environment;
  readonly limits: GuestLimits;
  /** What it is run by. */
  readonly by: readonly string[];
}

export interface GuestResult {
  readonly ok: boolean;
  readonly text: string;
  readonly errors: string;
  /** What it took too much of, if that ended it. */
  readonly exceeded: keyof GuestLimits | 'output' | undefined;
}

const largestOutput = 256 * 1024 * 1024;

/** A shell sets the limits of its process and then becomes the program; it never reads a text of others. */
const limited = 'ulimit -t "$1"; ulimit -v "$2" 2>/dev/null; shift 2; exec "$@"';

/** Commands that run a guest in their place. */
export interface Walls {
  /** Keeps it from the network. */
  readonly offline: readonly string[];
  /** Has the kernel end it when our process ends, in whatever way. */
  readonly withUs: readonly string[];
}

/**
 * The walls that this machine may have, the best first. The programs are part of util-linux, and not everybody may use
 * them everywhere: the last resort is none.
 */
export function wallsOf(env: Environment): readonly Walls[] {
  const [unshare, setpriv] = ['unshare', 'setpriv'].map((name) => findProgram(name, env));
  const offline = unshare === undefined ? [] : [unshare, '--net', '--map-root-user'];
  const withUs = setpriv === undefined ? [] : [setpriv, '--pdeathsig', 'KILL'];
  return [
    { offline, withUs },
    { offline: [], withUs },
    { offline: [], withUs: [] },
  ];
}

const groups = new Set<number>();

process.once('exit', () => {
  for (const group of groups) endGroup(group);
});

/** Runs a guest in a process group of its own, all of which ends with it, and with us. */
export function runGuest(guest: Guest): Promise<GuestResult> {
  return new Promise((resolve) => {
    const child = start(guest);
    const { pid: group } = child;
    if (group !== undefined) groups.add(group);
    let exceeded: GuestResult['exceeded'];
    const end = (what: GuestResult['exceeded']) => {
      exceeded ??= what;
      if (group !== undefined) endGroup(group);
    };
    const timer = setTimeout(() => end('time'), guest.limits.time * 1000);
    const text = collect(child.stdout, () => end('output'));
    const errors = collect(child.stderr, () => end('output'));
    let failure = '';
    child.on('error', ({ message }) => {
      failure = message;
    });
    // What it started could go on, and keep the pipes open.
    child.on('exit', () => end(undefined));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (group !== undefined) groups.delete(group);
      const said = errors() || failure;
      exceeded ??= exceededBy(signal, said);
      resolve({ ok: code === 0 && exceeded === undefined, text: text(), errors: said, exceeded });
    });
    child.stdin.on('error', () => {});
    child.stdin.end();
  });
}

function start({ path, args, folder, env, limits, by }: Guest): ChildProcessWithoutNullStreams {
  const options = { cwd: folder, env: { ...env }, windowsHide: true } as const;
  if (process.platform === 'win32') return spawn(path, args, options);
  const amounts = [limits.processor, limits.memory * 1024].map(String);
  return spawn('/bin/sh', ['-c', limited, 'sh', ...amounts, ...by, path, ...args], { ...options, detached: true });
}

/** Ends all processes of a group that are still there. */
function endGroup(group: number): void {
  try {
    process.kill(process.platform === 'win32' ? group : -group, 'SIGKILL');
  } catch {
    // There is none any more.
  }
}

function collect(from: NodeJS.ReadableStream, tooMuch: () => void): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  from.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > largestOutput) tooMuch();
    else chunks.push(chunk);
  });
  return () => Buffer.concat(chunks).toString('utf8');
}

/** The system kills what has used up its time, and gives no memory beyond the limit, which Go's runtime then says. */
function exceededBy(signal: NodeJS.Signals | null, errors: string): GuestResult['exceeded'] {
  if (signal === 'SIGKILL' || signal === 'SIGXCPU') return 'processor';
  return /^(fatal error|runtime): .*(memory|cannot allocate)/m.test(errors) ? 'memory' : undefined;
}
