import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { UserError } from '../model/errors.ts';
import type { BuildResult, Kustomize, Workspace } from '../ports/kustomize.ts';
import { findProgram } from './find-program.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A program that can build, and how. */
interface Program {
  readonly path: string;
  readonly versionArguments: readonly string[];
  readonly buildArguments: readonly string[];
}

interface Limits {
  /** For one build, in milliseconds. */
  readonly timeout: number;
}

const programs = [
  { name: 'kustomize', versionArguments: ['version'], buildArguments: ['build'] },
  { name: 'kubectl', versionArguments: ['version', '--client'], buildArguments: ['kustomize'] },
] as const;

const largestOutput = 256 * 1024 * 1024;

/** The `kustomize` or `kubectl` on the PATH. Neither is run before there is something to build. */
export function findKustomize(env: Environment, limits: Limits = { timeout: 60_000 }): Kustomize | undefined {
  const found = programs.flatMap(({ name, ...how }): Program[] => {
    const path = findProgram(name, env);
    return path === undefined ? [] : [{ path, ...how }];
  });
  if (found.length === 0) return undefined;
  let chosen: Promise<Program> | undefined;
  return {
    identity: found.map(({ path }) => identityOf(path)).join('\n'),
    async open() {
      chosen ??= chooseProgram(found, env);
      return createWorkspace(await chosen, env, limits);
    },
  };
}

function identityOf(path: string): string {
  const { size, mtimeMs } = statSync(path);
  return `${path} ${size} ${mtimeMs}`;
}

async function chooseProgram(found: readonly Program[], env: Environment): Promise<Program> {
  const seen: string[] = [];
  for (const program of found) {
    const { text } = await run(program.path, program.versionArguments, env, 30_000);
    const [, version, major, minor] = /^(?:Kustomize Version: )?v((\d+)\.(\d+)\.\d+)/m.exec(text) ?? [];
    if (Number(major) > 5 || (Number(major) === 5 && Number(minor) >= 5)) return program;
    seen.push(`${program.path} ${version === undefined ? 'tells no version' : `has ${version}`}`);
  }
  throw new UserError(
    `Kustomize 5.5 or later is needed: ${seen.join(', ')}`,
    'Install a newer one (https://kubectl.docs.kubernetes.io/installation/kustomize/), or go without where --no-render is offered.',
  );
}

/** No more builds run at a time than there are processors, since each keeps one busy. */
function createWorkspace(program: Program, env: Environment, { timeout }: Limits): Workspace {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'resedge-')));
  const remove = () => rmSync(root, { recursive: true, force: true });
  const waiting: (() => void)[] = [];
  let free = availableParallelism();
  process.once('exit', remove);

  async function build(folder: string): Promise<BuildResult> {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      const result = await run(program.path, [...program.buildArguments, join(root, folder)], env, timeout);
      if (result.ok) return { ok: true, text: result.text };
      return { ok: false, message: buildMessage(result.errors, root) || `${program.path} failed without a message` };
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  }

  return {
    build,
    write(files) {
      for (const { path, content } of files) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), content);
      }
    },
    close() {
      process.off('exit', remove);
      remove();
    },
  };
}

interface RunResult {
  readonly ok: boolean;
  readonly text: string;
  readonly errors: string;
}

function run(path: string, args: readonly string[], env: Environment, timeout: number): Promise<RunResult> {
  return new Promise((resolve) => {
    const options = { env: { ...env }, timeout, killSignal: 'SIGKILL', maxBuffer: largestOutput } as const;
    const child = execFile(path, args, options, (error, stdout, stderr) => {
      const ownWords =
        error && 'killed' in error && error.killed ? `did not finish within ${timeout / 1000} seconds` : '';
      const errors = ownWords || stderr || (error ? error.message : '');
      resolve({ ok: error === null, text: stdout, errors });
    });
    child.stdin?.end();
  });
}

/** The program's own message, with paths that count from the workspace as from the fleet root. */
function buildMessage(errors: string, root: string): string {
  const lines = errors.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('# Warning'));
  return lines
    .join('\n')
    .replace(/^error: |^Error: /i, '')
    .replaceAll(`${root}${sep}`, '')
    .replaceAll(root, '.')
    .trim();
}
