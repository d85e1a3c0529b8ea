import { spawn } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { cluster } from '../commands/support.ts';
import { gitEnv, runGit, writeFiles } from '../support/git.ts';
import { describeSkipped } from '../support/skipped.ts';
import { clustersOn, publish, stateOf, tipOf } from './support.ts';

const bin = fileURLToPath(new URL('../../bin/resedge.js', import.meta.url));
const isBuilt = existsSync(new URL('../../dist/main.js', import.meta.url));

const people = ['a', 'b', 'c', 'd', 'e'];

/** The clusters that a person opens. */
function openedBy(person: string): string[] {
  return Array.from({ length: 5 }, (_, number) => `${person}-${number}`);
}

/** Runs the program to its end, with nobody to ask. */
function deployIn(clone: string, message: string): Promise<{ code: number | null; err: string }> {
  const words = [bin, 'deploy', '-m', message, '--yes', '--quiet'];
  const child = spawn(process.execPath, words, { cwd: clone, env: gitEnv, stdio: ['ignore', 'ignore', 'pipe'] });
  let err = '';
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, err })));
}

const title = 'five clones that deploy five new clusters each at the same time all get through by themselves';

if (isBuilt) {
  it(title, async () => {
    const { remote, ann } = publish();
    const clones = people.map((person) => ({ person, clone: join(dirname(ann), person) }));
    for (const { clone } of clones) cpSync(ann, clone, { recursive: true });
    for (const { person, clone } of clones)
      for (const name of openedBy(person)) writeFiles(clone, cluster(name, 'stores/east'));
    const ends = await Promise.all(clones.map(({ person, clone }) => deployIn(clone, `The stores of ${person}`)));
    expect(ends).toEqual(people.map(() => ({ code: 0, err: '' })));
    expect(await clustersOn(remote)).toEqual([...people.flatMap(openedBy), 'e1', 'e2', 'w1', 'w2'].sort());
    const messages = runGit(remote, 'log', '--format=%s', 'main').split('\n');
    expect(messages.sort()).toEqual(['First', ...people.map((person) => `The stores of ${person}`)]);
    for (const { clone } of clones) {
      expect(stateOf(clone).status).toBe('');
      runGit(remote, 'merge-base', '--is-ancestor', tipOf(clone), 'main');
    }
  }, 120_000);
} else {
  describeSkipped(title, 'it is not built: npm run build');
}
