import { describe, it } from 'vitest';

/** Stands in for a block of tests that cannot run here: says why on stderr, and counts as one skipped test. */
export function describeSkipped(name: string, reason: string): void {
  process.stderr.write(`skipped: ${name}: ${reason}\n`);
  describe(name, () => it.skip(reason));
}
