import { existsSync, statfsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Where Linux keeps files in memory. Containers often have 64 MB there, which is too little for what tests write. */
const memory = '/dev/shm';
const needed = 2 ** 31;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/scratch.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // No test replaces a module, so what is imported can serve all files: half of the time went into importing.
    isolate: false,
    // Tests write and delete tens of thousands of small files, which keeps a disk busy for a third of their time.
    env: holds(memory, needed) ? { TMPDIR: memory } : {},
  },
});

function holds(folder: string, bytes: number): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > bytes;
}
