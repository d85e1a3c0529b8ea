import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { describeSkipped } from './skipped.ts';

const run = promisify(execFile);
const timeout = 60_000;
const missing = 'Kustomize 5.5 or later is not on the PATH, neither as kustomize nor in kubectl';

/** The real Kustomize, to hold our output against. */
export interface Kustomize {
  /** Such as `5.5.0`. */
  readonly version: string;
  /** The manifests of a folder. Rejects with what Kustomize says where it refuses the folder. */
  build(folder: string): Promise<string>;
  /** The manifests of many folders, in their order, built by so many processes at once. */
  buildAll(folders: readonly string[], parallel?: number): Promise<string[]>;
}

/** A program that can build, and how. */
interface Program {
  readonly name: string;
  readonly versionArguments: readonly string[];
  readonly buildArguments: readonly string[];
}

const programs: readonly Program[] = [
  { name: 'kustomize', versionArguments: ['version'], buildArguments: ['build'] },
  { name: 'kubectl', versionArguments: ['version', '--client'], buildArguments: ['kustomize'] },
];

/** The version that `kustomize version` or `kubectl version --client` prints. Undefined where it is older than 5.5. */
export function readVersion(text: string): string | undefined {
  const [, version, major, minor] = /^(?:Kustomize Version: )?v((\d+)\.(\d+)\.\d+)/m.exec(text) ?? [];
  return Number(major) > 5 || (Number(major) === 5 && Number(minor) >= 5) ? version : undefined;
}

let found: { readonly kustomize: Kustomize | undefined } | undefined;

/** A Kustomize of version 5.5 or later on the PATH. Looked for once. */
export function findKustomize(): Kustomize | undefined {
  found ??= { kustomize: lookForKustomize() };
  return found.kustomize;
}

function lookForKustomize(): Kustomize | undefined {
  for (const program of programs) {
    const { stdout } = spawnSync(program.name, program.versionArguments, { encoding: 'utf8', timeout });
    const version = readVersion(stdout ?? '');
    if (version !== undefined) return kustomizeOf(program, version);
  }
  return undefined;
}

function kustomizeOf(program: Program, version: string): Kustomize {
  async function build(folder: string): Promise<string> {
    const { stdout } = await run(program.name, [...program.buildArguments, folder], {
      timeout,
      maxBuffer: 256 * 1024 * 1024,
    });
    return stdout;
  }

  async function buildAll(folders: readonly string[], parallel = 2): Promise<string[]> {
    const results: string[] = [];
    const waiting = folders.entries();
    async function work(): Promise<void> {
      for (const [index, folder] of waiting) results[index] = await build(folder);
    }
    await Promise.all(Array.from({ length: parallel }, work));
    return results;
  }

  return { version, build, buildAll };
}

/**
 * A block of tests that need Kustomize. Where there is none they are skipped, with a line that says so; with
 * RESEDGE_REQUIRE_KUSTOMIZE=1 they fail.
 */
export function describeWithKustomize(name: string, tests: (kustomize: Kustomize) => void): void {
  const kustomize = findKustomize();
  if (kustomize) {
    describe(name, () => tests(kustomize));
  } else if (process.env['RESEDGE_REQUIRE_KUSTOMIZE'] === '1') {
    describe(name, () => it('has Kustomize', () => expect.fail(missing)));
  } else {
    describeSkipped(name, missing);
  }
}
