import fs, { mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, freemem, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { UserError } from '../model/errors.ts';
import type { BuildResult, Kustomize, Workspace } from '../ports/kustomize.ts';
import { findProgram } from './find-program.ts';
import { type Guest, type GuestLimits, type GuestResult, runGuest, type Walls, wallsOf } from './guest.ts';
import { kustomizeMessage } from './kustomize-message.ts';
import { placeBelow } from './place-below.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A program that can build, and how. */
interface Program {
  readonly path: string;
  readonly versionArguments: readonly string[];
  readonly buildArguments: readonly string[];
}

/** A program that was tried, and what it is run by. */
interface Chosen {
  readonly program: Program;
  readonly walls: Walls;
}

/** An ordinary build takes 50 ms and 60 MB, of a thousand large objects some seconds and 500 MB. */
const buildLimits: GuestLimits = { processor: 60, time: 600, memory: 2048 };

/** What a build may take before fewer of them run at a time than there are processors, in bytes. */
const buildMemory = 512 * 1024 * 1024;

const programs = [
  { name: 'kustomize', versionArguments: ['version'], buildArguments: ['build'] },
  { name: 'kubectl', versionArguments: ['version', '--client'], buildArguments: ['kustomize'] },
] as const;

/** The `kustomize` or `kubectl` on the PATH. Neither is run before there is something to build. */
export function findKustomize(env: Environment, limits: GuestLimits = buildLimits): Kustomize | undefined {
  const found = programs.flatMap(({ name, ...how }): Program[] => {
    const path = findProgram(name, env);
    return path === undefined ? [] : [{ path, ...how }];
  });
  if (found.length === 0) return undefined;
  let chosen: Promise<Chosen> | undefined;
  return {
    identity: found.map(({ path }) => identityOf(path)).join('\n'),
    async open({ fetches = false } = {}) {
      chosen ??= chooseProgram(found, env);
      const { program, walls } = await chosen;
      const by = fetches ? walls.withUs : [...walls.offline, ...walls.withUs];
      return createWorkspace(program, { env: guestEnvironment(env, fetches), limits, by });
    },
  };
}

function identityOf(path: string): string {
  const { size, mtimeMs } = statSync(path);
  return `${path} ${size} ${mtimeMs}`;
}

/** Where programs, their settings and temporary files are. */
const places = ['PATH', 'Path', 'HOME', 'USERPROFILE', 'SystemRoot', 'TMPDIR', 'TEMP'];

/** What Git is told of how to reach servers. */
const network = /^(SSH_AUTH_SOCK|GIT_.*|(https?|no|all)_proxy)$/i;

/**
 * What the program is told of ours: no variable that could hold a secret, but for those of Git if it fetches. Go tidies
 * its memory up when it has taken some, which an ordinary build never does: a tenth less time.
 */
function guestEnvironment(env: Environment, fetches = false): Environment {
  const isKept = (name: string) => places.includes(name) || (fetches && network.test(name));
  const kept = Object.entries(env).filter(([name]) => isKept(name));
  return { ...Object.fromEntries(kept), GIT_TERMINAL_PROMPT: '0', GOGC: 'off', GOMEMLIMIT: '512MiB' };
}

async function chooseProgram(found: readonly Program[], env: Environment): Promise<Chosen> {
  const seen: string[] = [];
  for (const program of found) {
    const { version, walls } = await tryProgram(program, env);
    const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
    if (major > 5 || (major === 5 && minor >= 5)) return { program, walls };
    seen.push(`${program.path} ${version === undefined ? 'tells no version' : `has ${version}`}`);
  }
  throw new UserError(
    `Kustomize 5.5 or later is needed: ${seen.join(', ')}`,
    'Install a newer one (https://kubectl.docs.kubernetes.io/installation/kustomize/), or go without where --no-render is offered.',
  );
}

/** The version of a program, and the best walls that it can be run behind. */
async function tryProgram({ path, versionArguments }: Program, env: Environment) {
  for (const walls of wallsOf(env)) {
    const guest = { path, args: versionArguments, folder: tmpdir(), env: guestEnvironment(env), limits: buildLimits };
    const { text } = await runGuest({ ...guest, by: [...walls.offline, ...walls.withUs] });
    const version = /^(?:Kustomize Version: )?v(\d+\.\d+\.\d+)/m.exec(text)?.[1];
    if (version !== undefined) return { version, walls };
  }
  return { version: undefined, walls: { offline: [], withUs: [] } };
}

/** As many builds run at a time as there are processors, since each keeps one busy, and memory for. */
function createWorkspace(program: Program, how: Pick<Guest, 'env' | 'limits' | 'by'>): Workspace {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'resedge-')));
  const remove = () => rmSync(root, { recursive: true, force: true });
  const waiting: (() => void)[] = [];
  let free = Math.max(1, Math.min(availableParallelism(), Math.floor(freemem() / buildMemory)));
  process.once('exit', remove);

  async function build(folder: string): Promise<BuildResult> {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      const { path, buildArguments } = program;
      const inside = join(root, folder);
      mkdirSync(inside, { recursive: true });
      const result = await runGuest({ path, args: [...buildArguments, '.'], folder: inside, ...how });
      return result.ok ? { ok: true, text: result.text } : { ok: false, message: failure(result) };
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  }

  function failure({ exceeded, errors }: GuestResult): string {
    if (exceeded !== undefined) return excess(exceeded, how.limits);
    return kustomizeMessage(errors, root) || `${program.path} failed without a message`;
  }

  return {
    build,
    write(files) {
      for (const { path, content } of files) {
        const place = placeBelow(fs, join(root, path), root);
        mkdirSync(dirname(place), { recursive: true });
        writeFileSync(place, content);
      }
    },
    close() {
      process.off('exit', remove);
      remove();
    },
  };
}

function excess(what: NonNullable<GuestResult['exceeded']>, { processor, time, memory }: GuestLimits): string {
  switch (what) {
    case 'processor':
      return `Kustomize did not finish within ${processor} seconds of processor time`;
    case 'time':
      return `Kustomize did not finish within ${time} seconds`;
    case 'memory':
      return `Kustomize needs more than ${memory} MiB of memory for it`;
    case 'output':
      return 'what Kustomize makes of it is larger than 256 MiB';
  }
}
