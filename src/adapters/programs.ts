import { execFile } from 'node:child_process';
import type { ProgramResult, Programs } from '../ports/programs.ts';
import { findProgram } from './find-program.ts';

type Environment = Readonly<Record<string, string | undefined>>;

interface Limits {
  /** For one run, in milliseconds. */
  readonly timeout: number;
}

const largestOutput = 64 * 1024 * 1024;

/** The programs on the PATH of an environment, run in that environment. */
export function machinePrograms(env: Environment, limits: Limits = { timeout: 120_000 }): Programs {
  return {
    has: (name) => findProgram(name, env) !== undefined,
    async run(name, args, input = '') {
      const path = findProgram(name, env);
      if (path === undefined) throw new Error(`there is no program ${name}`);
      return run(path, args, input, env, limits);
    },
  };
}

function run(
  path: string,
  args: readonly string[],
  input: string,
  env: Environment,
  { timeout }: Limits,
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const options = { env: { ...env }, timeout, killSignal: 'SIGKILL', maxBuffer: largestOutput } as const;
    const child = execFile(path, args, options, (error, out, err) => {
      if (!error) resolve({ code: 0, out, err });
      else if (error.killed) resolve({ code: 1, out, err: `did not finish within ${timeout / 1000} seconds` });
      else resolve({ code: typeof error.code === 'number' ? error.code : 1, out, err: err || error.message });
    });
    // A program that ends before it has read all says by its exit code how it went.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}
