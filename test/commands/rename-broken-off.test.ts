import { describe, expect, it } from 'vitest';
import type { FileSystem } from '../../src/ports/file-system.ts';
import { hostOf } from '../operations/support.ts';
import { type MemoryRepository, memoryRepository } from '../support/memory-repository.ts';
import { cluster, object, quietFleet } from './support.ts';

const fleet = {
  ...quietFleet,
  'inventory/groups.yaml': object('Group', 'stores'),
  'inventory/east.yaml': object('Group', 'stores/east'),
  'inventory/a-north.yaml': object('Group', 'stores/east/north'),
  'inventory/west.yaml': object('Group', 'stores/west'),
  ...cluster('e2', 'stores/east/north'),
  'inventory/shop.yaml': object(
    'Namespace',
    'shop',
    '{clusters: /g/stores/east, applications: [till], quota: {pods: 50}}',
  ),
};
const renaming = ['rename', 'group/stores/east', 'stores/far-east', '--yes'];

/** The machine goes off before a move, counted from 0: what was done stays, and nothing is taken back. */
function goesOffAt(fs: FileSystem, count: number): FileSystem {
  let left = count;
  const tick = () => {
    if (left-- <= 0) throw new Error('the machine went off');
  };
  return {
    ...fs,
    prepare(path, content, root) {
      if (left < 0) tick();
      const { put, drop } = fs.prepare(path, content, root);
      const inFleet = !path.includes('/.git/');
      return {
        put: () => {
          if (inFleet) tick();
          put();
        },
        drop: () => {
          if (left < 0) tick();
          drop();
        },
      };
    },
  };
}

async function brokenOffAt(count: number): Promise<MemoryRepository> {
  const repository = await memoryRepository(fleet);
  const fs = goesOffAt(hostOf(repository).fs, count);
  await repository.run(renaming, { fs });
  return repository;
}

describe('a renaming that is broken off', () => {
  it('is finished by the same command, wherever it was', async () => {
    const whole = await memoryRepository(fleet);
    expect(await whole.run(renaming)).toMatchObject({ code: 0 });
    const moves = Object.entries(whole.texts()).filter(
      ([path, text]) => text !== Object.entries(fleet).find(([other]) => other === path)?.[1],
    );
    expect(moves.length).toBe(5);
    for (const [count] of moves.entries()) {
      const repository = await brokenOffAt(count);
      expect(await repository.run(renaming)).toMatchObject({ code: 0 });
      const texts = Object.entries(repository.texts()).filter(([path]) => !path.endsWith('.resedge-tmp'));
      expect(Object.fromEntries(texts)).toEqual(whole.texts());
    }
  });

  it('says so', async () => {
    const repository = await brokenOffAt(2);
    const { err } = await repository.run(renaming);
    expect(err).toContain('2 files named stores/far-east before it was there: a renaming was broken off');
  });

  it('has begun only once all new contents are on the disk', async () => {
    const repository = await memoryRepository(fleet);
    const fs = hostOf(repository).fs;
    let prepared = 0;
    const full: FileSystem = {
      ...fs,
      prepare(path, content, root) {
        if (!path.includes('/.git/') && ++prepared === 5) throw new Error('the disk is full');
        return fs.prepare(path, content, root);
      },
    };
    expect(await repository.run(renaming, { fs: full })).toMatchObject({ code: 2 });
    expect(repository.texts()).toEqual(fleet);
  });
});
