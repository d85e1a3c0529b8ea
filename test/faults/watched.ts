import { expect } from 'vitest';
import type { FileSystem } from '../../src/ports/file-system.ts';
import { hostOf } from '../operations/support.ts';
import type { Run } from '../support/host.ts';
import { memoryKustomize } from '../support/memory-kustomize.ts';
import type { MemoryRepository } from '../support/memory-repository.ts';

/** What changes something on a disk; the path is the first argument of each. */
const effects = ['write', 'prepare', 'createExclusive', 'remove', 'makeFolder', 'setExecutable'];

/** The longest that one command may take on inputs of some kilobytes, in milliseconds of the processor: a hang takes for ever. */
const longest = 5_000;

/** Runs a command line in the middle of inputs that nobody should write, and holds what is promised of every one. */
export async function runWatched(
  repository: MemoryRepository,
  words: readonly string[],
  input: string | Uint8Array = '',
): Promise<Run> {
  const touched: string[] = [];
  const fs = new Proxy<FileSystem>(hostOf(repository).fs, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function' || !effects.includes(String(name))) return value;
      return (...args: unknown[]) => {
        touched.push(String(args[0]));
        return Reflect.apply(value, target, args);
      };
    },
  });
  const before = process.cpuUsage();
  const run = await repository.run(words, { fs, input, kustomize: memoryKustomize() });
  const { user, system } = process.cpuUsage(before);
  const said = words.join(' ').slice(0, 200);
  expect(run.err, said).not.toMatch(/^bug:|\n {4}at /m);
  expect([0, 1, 2], `${said}\n${run.err}`).toContain(run.code);
  expect((user + system) / 1000, said).toBeLessThan(longest);
  expect(
    touched.filter((path) => !path.startsWith('/fleet/')),
    said,
  ).toEqual([]);
  return run;
}
