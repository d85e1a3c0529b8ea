import fs, { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { nodeFileSystem } from '../../src/adapters/node-fs.ts';
import { type Run, run } from '../support/host.ts';

/** The example as it is committed. */
export const exampleFolder = fileURLToPath(new URL('../../examples/retail', import.meta.url));

/** What `generate` writes in it. */
export const generatedPaths: readonly string[] = ['.gitattributes', 'clusters', 'fleet'];

/** Runs a command line in a fleet on disk that is in no Git repository, so that its root is where paths count from. */
export function runInFleet(folder: string, ...argv: string[]): Promise<Run> {
  return run(argv, { fs: nodeFileSystem(fs), cwd: folder });
}

/** A copy of the example that is gone after the test, without the paths that `leaveOut` names. */
export function copyExample(leaveOut: readonly string[] = []): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'resedge-example-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(exampleFolder, folder, { recursive: true });
  for (const path of leaveOut) rmSync(join(folder, path), { recursive: true });
  return folder;
}

/** The bytes of all files below some paths of a folder, by their path in it. */
export function readTree(folder: string, paths: readonly string[]): Record<string, string> {
  const below = (path: string): string[] =>
    statSync(join(folder, path)).isDirectory()
      ? readdirSync(join(folder, path)).flatMap((name) => below(`${path}/${name}`))
      : [path];
  const files = paths.flatMap(below).sort();
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, path), 'latin1')]));
}
