import { expect } from 'vitest';
import { emptyKustomize } from '../deploy/support.ts';
import type { MemoryRepository } from '../support/memory-repository.ts';

/** Deploys at a time, which has to succeed: what `-o json` prints, and standard error. */
export async function deployAt(fleet: MemoryRepository, words: readonly string[], now: string) {
  const run = ['deploy', '--yes', '-o', 'json', ...words];
  const { code, out, err } = await fleet.run(run, { now, kustomize: emptyKustomize });
  expect(code, err).toBe(0);
  return { ...JSON.parse(out), err };
}
