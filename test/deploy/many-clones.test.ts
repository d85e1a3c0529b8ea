import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { cluster } from '../commands/support.ts';
import { runGit, writeFiles } from '../support/git.ts';
import { clustersOn, deployed, publish } from './support.ts';

const people = ['a', 'b', 'c', 'd', 'e', 'f'];

it('six clones that deploy three clusters each at the same time all get through, and nobody has to step in', async () => {
  const { remote, ann } = publish();
  const opened = people.flatMap((name) => [1, 2, 3].map((number) => `${name}-${number}`));
  const clones = people.map((name) => {
    const clone = join(dirname(ann), name);
    cpSync(ann, clone, { recursive: true });
    writeFiles(clone, Object.assign({}, ...[1, 2, 3].map((number) => cluster(`${name}-${number}`, 'stores'))));
    return clone;
  });
  await Promise.all(clones.map((clone) => deployed(clone)));
  expect(await clustersOn(remote)).toEqual([...opened, 'e1', 'e2', 'w1', 'w2'].sort());
  expect(runGit(remote, 'rev-list', '--count', '--no-merges', 'main')).toBe('7');
});
