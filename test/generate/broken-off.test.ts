import { describe, expect, it } from 'vitest';
import type { FileSystem } from '../../src/ports/file-system.ts';
import { after, before, createDisk, root, run, wanted } from './disk.ts';

describe('a run that is broken off', () => {
  class Crash extends Error {}

  /** A disk that breaks off at a write or a removal, counted from 0; `half` leaves a file that is half written. */
  function crashAt(fs: FileSystem, count: number, half: boolean): FileSystem {
    let left = count;
    const tick = (path: string) => {
      if (left-- > 0) return;
      if (half) fs.write(`${path.replace(/[^/]*$/, '')}.half.x-0.resedge-tmp`, 'api', root);
      throw new Crash();
    };
    return {
      ...fs,
      write(path, content, above) {
        tick(path);
        fs.write(path, content, above);
      },
      remove(path, above) {
        tick(path);
        fs.remove(path, above);
      },
    };
  }

  it.each([false, true])(
    'leaves a tree that the next run completes, wherever it was; half a file left: %s',
    async (half) => {
      let crashes = 0;
      for (let count = 0; ; count++) {
        const { fs, texts } = createDisk();
        await run(fs, before);
        const done = await run(crashAt(fs, count, half), after).then(
          () => true,
          (error: unknown) => {
            if (!(error instanceof Crash)) throw error;
            return false;
          },
        );
        if (done) break;
        crashes++;
        expect(await run(fs, after)).toEqual([]);
        expect(texts()).toEqual(wanted(after));
      }
      expect(crashes).toBeGreaterThan(8);
    },
  );

  it('leaves one that the run of another state completes as well', async () => {
    for (let count = 0; count < 15; count++) {
      const { fs, texts } = createDisk();
      await expect(run(crashAt(fs, count, true), after)).rejects.toThrow(Crash);
      expect(await run(fs, before)).toEqual([]);
      expect(texts()).toEqual(wanted(before));
    }
  });
});
