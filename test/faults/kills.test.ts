import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/adapters/clock.ts';
import { machineProcesses } from '../../src/adapters/processes.ts';
import { cluster, clusterPath, object, runIn, smallFleet } from '../commands/support.ts';
import { emptyKustomize, type Published, publish, stateOf, tipOf, treeOf } from '../deploy/support.ts';
import { gitEnv, runGit, writeFiles } from '../support/git.ts';
import { describeSkipped } from '../support/skipped.ts';

const bin = fileURLToPath(new URL('../../bin/resedge.js', import.meta.url));
const isBuilt = existsSync(new URL('../../dist/main.js', import.meta.url));

/** Kills in all. */
const kills = Number(process.env['RUNS'] ?? 15);

/** The longest that a command works, and so the latest that it is killed: milliseconds from its lock on. */
const latest = 600;

/** So many clusters that writing them takes a while. */
const many = Array.from({ length: 40 }, (_, at) => `n${at}`);
const fleet = {
  ...smallFleet,
  'inventory/many.yaml': many.map((name) => object('Cluster', name, '{groups: [stores/west]}')).join('---\n'),
  'inventory/a-east.yaml': object('Group', 'stores/east/north'),
  ...cluster('e2', 'stores/east/north'),
};

const table = `name,groups\n${many.map((name) => `new-${name},stores/east\n`).join('')}`;

/** Runs the program, and kills it with all that it started, so many milliseconds after it began to work. */
async function runKilled(cwd: string, words: readonly string[], after: number): Promise<void> {
  const child = spawn(process.execPath, [bin, ...words], { cwd, env: gitEnv, detached: true, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const lock = join(cwd, '.git/resedge/lock');
  while (!existsSync(lock) && child.exitCode === null) await setTimeout(1);
  await Promise.race([ended, setTimeout(after)]);
  try {
    process.kill(-(child.pid ?? 0), 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
  await ended;
}

/** What is said where the run that was killed had done all. */
const isRenamed = /^error: there is no group named stores\/east$/m;

/** Runs a command line to its end; it sees what runs on this machine. */
async function run(cwd: string, words: readonly string[]): Promise<void> {
  const machine = { processes: machineProcesses(), clock: systemClock, kustomize: emptyKustomize };
  const { code, err } = await runIn(cwd, words, machine);
  if (!isRenamed.test(err)) expect({ words, code, err }).toMatchObject({ code: 0 });
}

const deploy = ['deploy', '-m', 'A change', '--yes'];
const commands: Readonly<Record<string, readonly string[]>> = {
  generate: ['generate'],
  set: ['set', ...many.slice(0, 12).map((name) => `cluster/${name}`), 'labels.tier=gold', '--yes'],
  import: ['import', 'clusters', '.git/stores.csv', '--update', '--yes'],
  rename: ['rename', 'group/stores/east', 'stores/far-east', '--yes'],
  deploy,
};

/** A clone with an intent that nobody has committed. */
function prepare(): Published {
  const published = publish(fleet);
  writeFiles(published.ann, { ...cluster('e3', 'stores/east'), '.git/stores.csv': table });
  return published;
}

/** Git finds nothing wrong with a repository, and the change of prepare() is on the disk. */
function expectWhole({ ann, remote }: Published): void {
  for (const folder of [ann, remote]) expect(runGit(folder, 'fsck', '--strict', '--no-dangling')).toBe('');
  expect(readFileSync(join(ann, clusterPath('e3')), 'utf8')).toContain('{name: e3}');
}

if (isBuilt) {
  describe('the program, killed at any time: nothing is lost, and the same command goes on', () => {
    it.each(Object.entries(commands))('%s', async (_name, words) => {
      const whole = prepare();
      await run(whole.ann, words);
      await run(whole.ann, deploy);
      const property = fc.asyncProperty(fc.nat(latest), async (after) => {
        const published = prepare();
        const { ann, remote } = published;
        await runKilled(ann, words, after);
        expectWhole(published);
        await run(ann, words);
        await run(ann, deploy);
        expect(treeOf(remote)).toBe(treeOf(whole.remote));
        expect(stateOf(ann)).toEqual({ tip: tipOf(remote), status: '' });
      });
      await fc.assert(property, { numRuns: Math.ceil(kills / Object.keys(commands).length), endOnFailure: true });
    });
  });
} else {
  describeSkipped('the program, killed at any time', 'it is not built: npm run build');
}
