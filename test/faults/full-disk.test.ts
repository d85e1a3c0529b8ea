import { spawnSync } from 'node:child_process';
import { cpSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileSystem } from '../../src/ports/file-system.ts';
import { cluster, clusterPath, object, runIn, smallFleet } from '../commands/support.ts';
import { type DeployedFleet, inMemory } from '../deploy/in-memory.ts';
import { emptyKustomize, publish, stateOf, tipOf } from '../deploy/support.ts';
import { hostOf } from '../operations/support.ts';
import { runGit, temporaryFolder, writeFiles } from '../support/git.ts';
import { describeSkipped } from '../support/skipped.ts';

const fleet = { ...smallFleet, 'inventory/a-east.yaml': object('Group', 'stores/east/north') };
const names = Array.from({ length: 30 }, (_, at) => `n${at}`);
const table = `name,groups\n${names.map((name) => `${name},stores/west\n`).join('')}`;
const deploy = ['deploy', '-m', 'A change', '--yes'];
const commands: Readonly<Record<string, readonly string[]>> = {
  generate: ['generate'],
  set: ['set', 'cluster/e1', 'cluster/w1', 'cluster/w2', 'labels.tier=gold', '--yes'],
  import: ['import', 'clusters', '-', '--yes'],
  rename: ['rename', 'group/stores/east', 'stores/far-east', '--yes'],
  deploy,
};

type Refusal = (path: string, bytes: number) => string | undefined;

/** A disk that refuses to write some files, with the code of the system. */
function refusing(fs: FileSystem, refusal: Refusal): FileSystem {
  const check = (path: string, content: string | Uint8Array) => {
    const code = refusal(path, content.length);
    if (code !== undefined)
      throw Object.assign(new Error(`${path} cannot be written: ${code}`), { code, syscall: 'write' });
  };
  return {
    ...fs,
    write(path, content, root) {
      check(path, content);
      fs.write(path, content, root);
    },
    prepare(path, content, root) {
      check(path, content);
      return fs.prepare(path, content, root);
    },
    createExclusive(path, text) {
      check(path, text);
      return fs.createExclusive(path, text);
    },
  };
}

/** There is room for so many bytes. */
function roomFor(bytes: number): Refusal {
  let left = bytes;
  return (_path, length) => {
    left -= length;
    return left < 0 ? 'ENOSPC' : undefined;
  };
}

async function changed(): Promise<DeployedFleet> {
  const repository = await inMemory(fleet);
  repository.write(cluster('e3', 'stores/east'));
  return repository;
}

/** The texts of the files, but for what the next run clears away. */
function textsOf(repository: DeployedFleet) {
  const texts = Object.entries(repository.texts()).filter(([path]) => !path.endsWith('.resedge-tmp'));
  return Object.fromEntries(texts);
}

async function expectFinished(words: readonly string[], refusal: Refusal, wanted: unknown): Promise<void> {
  const repository = await changed();
  const machine = { kustomize: emptyKustomize, input: table };
  const fs = refusing(hostOf(repository).fs, refusal);
  const { code, err } = await repository.run(words, { ...machine, fs });
  expect([0, 2]).toContain(code);
  if (code === 2) expect(err).toMatch(/^error: \/fleet\/\S+ cannot be written: E[A-Z]+$/m);
  expect(textsOf(repository)[clusterPath('e3')]).toContain('{name: e3}');
  if (code === 2) expect(await repository.run(words, machine)).toMatchObject({ code: 0 });
  expect(textsOf(repository)).toEqual(wanted);
}

describe.each(Object.entries(commands))('%s', (_name, words) => {
  const wanted = changed().then(async (repository) => {
    await repository.run(words, { kustomize: emptyKustomize, input: table });
    return textsOf(repository);
  });

  it.each([0, 400, 1_500, 4_000])(
    'on a disk with room for %i bytes names the file, and the next one finishes',
    async (bytes) => {
      await expectFinished(words, roomFor(bytes), await wanted);
    },
  );

  it.each(['inventory', 'clusters'])('in a clone whose folder %s may not be written does, too', async (folder) => {
    const refusal = (path: string) => (path.startsWith(`/fleet/${folder}/`) ? 'EACCES' : undefined);
    await expectFinished(words, refusal, await wanted);
  });
});

const disk = temporaryFolder();

/** Puts a small disk in memory there; whether that is allowed. */
function mountDisk(): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'none', disk], { stdio: 'ignore' }).status === 0;
}

/** Takes it away, even if a process is not quite gone from it. */
function unmountDisk(): void {
  spawnSync('umount', ['--lazy', disk]);
}

const isAllowed = mountDisk();
if (isAllowed) unmountDisk();

if (isAllowed) {
  describe('a disk that is really full', () => {
    beforeAll(mountDisk);
    afterAll(unmountDisk);

    it.each([0, 8, 32, 128])('with %i kB left loses nothing, and the next deploy finishes', async (kilobytes) => {
      const { ann, remote } = publish(fleet);
      const clone = join(disk, 'clone');
      cpSync(ann, clone, { recursive: true });
      runGit(clone, 'remote', 'set-url', 'origin', remote);
      writeFiles(clone, cluster('e3', 'stores/east'));
      fill(kilobytes);
      const first = await runIn(clone, deploy, { kustomize: emptyKustomize });
      expect(kilobytes === 0 ? [2] : [0, 2]).toContain(first.code);
      expect(first.err).not.toMatch(/^bug:|\n {4}at /m);
      rmSync(join(disk, 'filler'));
      expect(runGit(clone, 'fsck', '--strict', '--no-dangling')).toBe('');
      expect(await runIn(clone, deploy, { kustomize: emptyKustomize })).toMatchObject({ code: 0 });
      expect(stateOf(clone)).toEqual({ tip: tipOf(remote), status: '' });
      expect(runGit(remote, 'ls-tree', '-r', '--name-only', 'main')).toContain('clusters/e3/');
      rmSync(clone, { recursive: true });
    });
  });
} else {
  describeSkipped('a disk that is really full', 'no tmpfs can be mounted here');
}

/** Fills the disk, but for so many kB. */
function fill(left: number): void {
  const filler = join(disk, 'filler');
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(filler, Buffer.alloc(Math.max(bavail * bsize - left * 1024, 0)));
}
