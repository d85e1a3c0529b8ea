import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';
import { describeSkipped } from './skipped.ts';

const folder = fileURLToPath(new URL('../../../shared', import.meta.url));

/** The folder `shared` beside the project, with API definitions and real applications. Undefined where there is none. */
export const sharedFolder = existsSync(folder) ? folder : undefined;

/** A block of tests that need the folder `shared` beside the project; skipped, with a line that says so, without it. */
export function describeWithShared(name: string, tests: (shared: string) => void): void {
  if (sharedFolder === undefined) describeSkipped(name, 'there is no folder "shared" beside the project');
  else describe(name, () => tests(sharedFolder));
}
