import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder for all that tests write to disk, which goes when they have run. */
    readonly scratch: string;
  }
}

/** Run once, before the first test. Files of tests share what they import, so none of them can clean up for the others. */
export function setup({ config, provide }: TestProject): () => void {
  const scratch = realpathSync(mkdtempSync(join(config.env.TMPDIR ?? tmpdir(), 'resedge-test-')));
  provide('scratch', scratch);
  return () => rmSync(scratch, { recursive: true, force: true });
}
