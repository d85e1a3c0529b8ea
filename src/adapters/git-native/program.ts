import { spawn } from 'node:child_process';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../../model/errors.ts';
import type { Environment } from '../git-common/environment.ts';
import { maskCredentials } from '../git-common/remotes.ts';
import { type ObjectReader, objectReader } from './object-reader.ts';

export interface RunOptions {
  /** What the program reads from its standard input. */
  readonly input?: string | Iterable<string | Uint8Array>;
  /** Variables that differ from those of the repository. */
  readonly env?: Environment;
  /** In milliseconds: then it is ended. */
  readonly limit?: number;
  /** The Ctrl-C of a terminal does not reach it. */
  readonly apart?: boolean;
}

export interface RunResult {
  readonly code: number;
  readonly output: Buffer;
  /** What it printed to standard error. */
  readonly errors: string;
}

/** The `git` program in one folder. */
export interface Program {
  /** Runs it to its end, whatever its exit code. */
  run(args: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** Runs it; what it printed. An exit code other than 0 is a UserError with the last lines of its errors. */
  output(args: readonly string[], options?: RunOptions): Promise<Buffer>;
  /** Reads one object, by a process that goes on. */
  readonly object: ObjectReader;
}

/** Messages are parsed, so they must not be translated; nothing may ask at a terminal that may not be there. */
const fixed: Environment = { LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', GIT_EDITOR: ':' };

const reading = ['cat-file', '--batch'];

/** glibc hands memory back to the system after each object without this: five times slower for many small ones. */
export const manyObjects: Environment = { MALLOC_TOP_PAD_: '33554432', MALLOC_TRIM_THRESHOLD_: '67108864' };

/** `path` is that of the program: by its name alone the system could find another in the folder, which is somebody's repository. */
export function gitProgram(path: string, folder: string, env: Environment): Program {
  const start = (args: readonly string[], options: RunOptions = {}) =>
    spawn(path, args, {
      cwd: folder,
      env: { ...env, ...fixed, ...options.env },
      windowsHide: true,
      detached: options.apart ?? false,
      ...(options.limit === undefined ? {} : { timeout: options.limit }),
    });
  async function run(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
    const child = start(args, options);
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    const ended = new Promise<number>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve(code ?? 128));
    });
    try {
      const [code] = await Promise.all([ended, feed(child.stdin, options.input ?? '')]);
      return { code, output: Buffer.concat(output), errors: Buffer.concat(errors).toString('utf8') };
    } catch (error) {
      child.kill();
      await Promise.allSettled([ended]);
      throw error;
    }
  }
  return {
    run,
    object: objectReader(
      () => start(reading),
      (errors) => failed(reading, { code: 0, errors }),
    ),
    async output(args, options) {
      const result = await run(args, options);
      if (result.code !== 0) throw failed(args, result);
      return result.output;
    },
  };
}

/** The entries of an output in which each ends with a NUL. */
export function splitNul(output: Buffer): string[] {
  const entries = output.toString('utf8').split('\0');
  entries.pop();
  return entries;
}

/** A text with NUL after each entry. */
export function joinNul(entries: Iterable<string>): string {
  return Array.from(entries, (entry) => `${entry}\0`).join('');
}

/** A failure of Git that has no better words than its own. */
export function failed(args: readonly string[], result: Pick<RunResult, 'code' | 'errors'>): UserError {
  const name = args.find((arg) => /^[a-z]/.test(arg)) ?? '';
  return new UserError(`git ${name} failed: ${lastLines(result.errors) || `exit code ${result.code}`}`);
}

/** The last lines of an error output that say something, without credentials. */
export function lastLines(errors: string, count = 3): string {
  const lines = errors
    .split(/[\r\n]+/)
    .filter((line) => !/^(\s*|hint:.*|Please make sure.*|and the repo.*)$/.test(line));
  return maskCredentials(lines.slice(-count).join('\n'));
}

/** Writes the input in larger pieces. A program that ends before it has read all says why by itself. */
async function feed(stdin: Writable, input: string | Iterable<string | Uint8Array>): Promise<void> {
  let failure: { readonly error: unknown } | undefined;
  function* guarded(): Generator<Uint8Array> {
    try {
      yield* inPieces(typeof input === 'string' ? [input] : input);
    } catch (error) {
      failure = { error };
      throw error;
    }
  }
  try {
    await pipeline(guarded, stdin);
  } catch {
    if (failure !== undefined) throw failure.error;
  }
}

const pieceSize = 1 << 16;

function* inPieces(input: Iterable<string | Uint8Array>): Generator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  for (const part of input) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part;
    waiting.push(bytes);
    size += bytes.length;
    if (size < pieceSize) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(waiting);
}
