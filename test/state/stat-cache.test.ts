import { describe, expect, it } from 'vitest';
import type { FileStat } from '../../src/ports/file-system.ts';
import { openStatCache, type StatCache } from '../../src/state/stat-cache.ts';
import { smallFleet } from '../commands/support.ts';
import { hostOf } from '../operations/support.ts';
import { memoryRepository } from '../support/memory-repository.ts';

/** A cache that was written at a time, with the file `a` as it was then. */
async function cacheWrittenAt(written: number, stat: FileStat): Promise<StatCache> {
  const repository = await memoryRepository(smallFleet);
  const { fs } = hostOf(repository);
  const place = { git: repository.git, root: '/fleet', prefix: '' };
  const first = openStatCache(fs, place);
  first?.set('a', stat, 'id-of-a');
  first?.save();
  const later = openStatCache(
    {
      ...fs,
      stat(path) {
        const found = fs.stat(path);
        return found && { ...found, changed: written };
      },
    },
    place,
  );
  if (!later) throw new Error('no cache');
  return later;
}

const stat: FileStat = { type: 'file', size: 7, changed: 1000, modified: 900, id: 5 };

describe('the cache of what files are', () => {
  it('knows a file that did not change since', async () => {
    const cache = await cacheWrittenAt(1001, stat);
    expect([cache.idOf('a', stat), cache.idOf('b', stat)]).toEqual(['id-of-a', undefined]);
  });

  it('does not trust one that changed in the tick of the clock in which it was written', async () => {
    expect((await cacheWrittenAt(1000, stat)).idOf('a', stat)).toBeUndefined();
    expect((await cacheWrittenAt(999, stat)).idOf('a', stat)).toBeUndefined();
  });

  it.each<Partial<FileStat>>([{ size: 8 }, { changed: 999 }, { modified: 901 }, { id: 6 }])(
    'does not know one with other %o',
    async (other) => {
      expect((await cacheWrittenAt(2000, stat)).idOf('a', { ...stat, ...other })).toBeUndefined();
    },
  );
});
