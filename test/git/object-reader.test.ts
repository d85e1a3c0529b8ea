import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answers, objectReader } from '../../src/adapters/git-native/object-reader.ts';
import { createRepository, gitEnv, runGit, temporaryFolder } from '../support/git.ts';

describe('one process that reads objects', () => {
  it('answers what was asked at once, in the order of the questions, again and again', async () => {
    const { folder, read, started } = readerOf(createRepository({ a: 'first\n', empty: '' }));
    const objects = await Promise.all(['HEAD:a', 'HEAD:nowhere', 'HEAD:empty', 'HEAD:a'].map(read));
    expect(objects.map((object) => object?.content.toString())).toEqual(['first\n', undefined, '', 'first\n']);
    writeFileSync(join(folder, 'b'), 'second\n');
    const id = runGit(folder, 'hash-object', '-w', 'b');
    expect((await read(id))?.content.toString()).toBe('second\n');
    expect(started()).toBe(1);
  });

  it('begins anew after a pause', async () => {
    const { read, started } = readerOf(createRepository({ a: 'first\n' }));
    await read('HEAD');
    await after(700);
    expect((await read('HEAD:a'))?.content.toString()).toBe('first\n');
    expect(started()).toBe(2);
  });

  it('says why it ended without an answer', async () => {
    const { read } = readerOf(temporaryFolder());
    await expect(Promise.all([read('HEAD'), read('HEAD')])).rejects.toThrow(/not a git repository/);
  });
});

it('cuts answers that come in any pieces', () => {
  const contents = fc.array(fc.option(fc.uint8Array({ maxLength: 40 })), { minLength: 1 });
  fc.assert(
    fc.property(contents, fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (objects, sizes) => {
      const id = 'a'.repeat(40);
      const stream = Buffer.concat(
        objects.flatMap((content) =>
          content === null
            ? [Buffer.from('HEAD:x missing\n')]
            : [Buffer.from(`${id} blob ${content.length}\n`), content, Buffer.from('\n')],
        ),
      );
      const found: (string | undefined)[] = [];
      const read = answers((object) => found.push(object?.content.toString('hex')));
      for (let from = 0, turn = 0; from < stream.length; turn += 1) {
        const size = sizes[turn % sizes.length] ?? 1;
        read(stream.subarray(from, from + size));
        from += size;
      }
      expect(found).toEqual(
        objects.map((content) => (content === null ? undefined : Buffer.from(content).toString('hex'))),
      );
    }),
  );
});

function readerOf(folder: string) {
  let count = 0;
  const read = objectReader(
    () => {
      count += 1;
      return spawn('git', ['cat-file', '--batch'], { cwd: folder, env: { ...gitEnv } });
    },
    (errors) => new Error(errors),
  );
  return { folder, read, started: () => count };
}
