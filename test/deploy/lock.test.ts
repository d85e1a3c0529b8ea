import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/adapters/clock.ts';
import { machineProcesses } from '../../src/adapters/processes.ts';
import { UserError } from '../../src/model/errors.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Processes } from '../../src/ports/processes.ts';
import { withLock } from '../../src/state/lock.ts';
import { openRepository, type Repository } from '../../src/state/repository.ts';
import { onDisk, smallFleet } from '../commands/support.ts';
import { createRepository, runGit, temporaryFolder, writeFiles } from '../support/git.ts';
import { type FakeHost, type FakeMachine, fakeHost } from '../support/host.ts';

/** A process of the machine `here`, on which those with these numbers run. */
function processOf(pid: number, running: readonly number[]): Processes {
  return {
    self: { pid, machine: 'here', started: 0 },
    isRunning: ({ pid: other, machine, started }) =>
      machine === 'here' ? running.includes(other) && started === 0 : undefined,
  };
}

interface WorkingCopy {
  readonly host: FakeHost;
  readonly repository: Repository;
  readonly lock: string;
}

async function open(folder: string, machine: FakeMachine = {}): Promise<WorkingCopy> {
  const host = fakeHost({ ...onDisk(folder), processes: processOf(7, [7, 8]), ...machine });
  const repository = await openRepository(host, '.');
  return { host, repository, lock: join(folder, '.git/resedge/lock') };
}

/** A working copy in which a lock file lies that another process has left. */
async function lockedBy(holder: object | string, machine: FakeMachine = {}): Promise<WorkingCopy> {
  const copy = await open(createRepository(smallFleet), machine);
  mkdirSync(join(copy.lock, '..'), { recursive: true });
  writeFileSync(copy.lock, typeof holder === 'string' ? holder : JSON.stringify(holder));
  return copy;
}

const other = { pid: 8, machine: 'here', started: 0, what: 'deploy', since: '2026-11-02T08:59:30.000Z' };

/** What the lock file says while something is done; it is gone afterwards. */
async function heldText({ host, repository, lock }: WorkingCopy): Promise<unknown> {
  const text = await withLock(host, repository, 'set cluster/e1', () => readFileSync(lock, 'utf8'));
  expect(readdirSync(join(lock, '..'))).toEqual([]);
  return JSON.parse(text);
}

/** A clock on which nobody waits; it does something at each full second. */
function clockThat(act: (second: number) => unknown): Clock {
  let time = 0;
  return {
    now: () => new Date(time),
    async sleep(milliseconds) {
      const before = Math.floor(time / 1_000);
      time += milliseconds;
      if (Math.floor(time / 1_000) > before) act(Math.floor(time / 1_000));
    },
  };
}

const mine = { pid: 7, machine: 'here', started: 0, what: 'set cluster/e1' };

describe('the lock of a working copy', () => {
  it('says who holds it, and is gone afterwards', async () => {
    const copy = await open(createRepository(smallFleet));
    expect(await heldText(copy)).toEqual({ ...mine, since: '2026-11-02T09:00:00.000Z' });
    expect(copy.host.err).toBe('');
  });

  it('is gone after an error, too', async () => {
    const { host, repository, lock } = await open(createRepository(smallFleet));
    const failing = withLock(host, repository, 'deploy', () => {
      expect(existsSync(lock)).toBe(true);
      return Promise.reject(new UserError('no'));
    });
    await expect(failing).rejects.toThrow('no');
    expect(existsSync(lock)).toBe(false);
  });

  it('lets in one at a time', async () => {
    const folder = createRepository(smallFleet);
    let inside = 0;
    let most = 0;
    let count = 0;
    async function enter(): Promise<void> {
      const seen = count;
      most = Math.max(most, ++inside);
      await systemClock.sleep(2);
      count = seen + 1;
      inside--;
    }
    const pids = [1, 2, 3, 4, 5, 6];
    const copies = await Promise.all(
      pids.map((pid) => open(folder, { clock: systemClock, processes: processOf(pid, pids) })),
    );
    await Promise.all(copies.map(({ host, repository }) => withLock(host, repository, 'deploy', enter)));
    expect({ most, count }).toEqual({ most: 1, count: 6 });
  });

  it('lets in one at a time where all see the lock of a process that was killed', async () => {
    const { repository, lock } = await lockedBy({ ...other, pid: 99 });
    const pids = [1, 2, 3, 4, 5, 6];
    let inside = 0;
    const seen = await Promise.all(
      pids.map(async (pid) => {
        const host = fakeHost({ ...onDisk(repository.root), clock: systemClock, processes: processOf(pid, pids) });
        return withLock(host, repository, 'deploy', async () => {
          const together = ++inside;
          await systemClock.sleep(2);
          inside--;
          return together;
        });
      }),
    );
    expect(seen).toEqual([1, 1, 1, 1, 1, 1]);
    expect(readdirSync(join(lock, '..'))).toEqual([]);
  });

  it('is cleaned up behind a process that was killed: what it was writing goes, and nothing else', async () => {
    const { host, repository } = await lockedBy({ ...other, pid: 99 });
    const halves = ['.x1-0.resedge-tmp', 'inventory/clusters/.x1-1.resedge-tmp', 'clusters/e1/.x1-2.resedge-tmp'];
    writeFiles(
      repository.root,
      Object.fromEntries([...halves, 'inventory/own.tmp', 'node_modules/x'].map((name) => [name, ''])),
    );
    await withLock(host, repository, 'deploy', () => {
      expect(halves.filter((name) => existsSync(join(repository.root, name)))).toEqual([]);
    });
    expect(runGit(repository.root, 'status', '--porcelain')).toBe('?? inventory/own.tmp\n?? node_modules/');
  });

  it('waits for another one, and says so', async () => {
    const clock = clockThat((now) => now === 3 && rmSync(copy.lock));
    const copy = await lockedBy(other, { clock });
    expect(await heldText(copy)).toMatchObject(mine);
    expect(copy.host.err).toBe('waiting for another resedge (pid 8: deploy)\n');
  });

  it('gives up after ten seconds', async () => {
    const { host, repository, lock } = await lockedBy(other);
    await expect(withLock(host, repository, 'deploy', () => 'done')).rejects.toMatchObject({
      message:
        'another resedge is at work in this working copy: deploy, process 8 on here, since 2026-11-02T08:59:30.000Z',
      hint: `Wait until it has ended. If there is none, delete the file ${lock}`,
    });
    expect(host.clock.now().getTime() - Date.parse('2026-11-02T09:00:10Z')).toBeLessThan(1_000);
    expect(JSON.parse(readFileSync(lock, 'utf8'))).toEqual(other);
  });

  it.each([
    { title: 'a process that is not there any more', holder: { ...other, pid: 99 }, err: '' },
    { title: 'a process whose number this one has now', holder: { ...other, pid: 7, started: -5 }, err: '' },
    {
      title: 'another machine, more than an hour ago',
      holder: { ...other, machine: 'there', since: '2026-11-02T07:59:59Z' },
      err: 'took over a lock that is older than an hour: deploy, process 8 on there, since 2026-11-02T07:59:59.000Z\n',
    },
    { title: 'a process that was killed as it wrote', holder: '{"pid": 8', err: 'waiting for another resedge\n' },
    { title: 'something else', holder: '{"pid": "8"}', err: 'waiting for another resedge\n' },
  ])('takes over from $title', async ({ holder, err }) => {
    const copy = await lockedBy(holder);
    expect(await heldText(copy)).toMatchObject(mine);
    expect(copy.host.err).toBe(err);
  });

  it('does not take over from another machine within the hour', async () => {
    const { host, repository } = await lockedBy({ ...other, machine: 'there', since: '2026-11-02T08:30:00Z' });
    await expect(withLock(host, repository, 'deploy', () => 'done')).rejects.toThrow('process 8 on there, since');
  });

  it('takes over where a process was killed as it took over', async () => {
    const copy = await lockedBy({ ...other, pid: 99 });
    writeFileSync(`${copy.lock}.clearing`, JSON.stringify({ ...other, pid: 98 }));
    expect(await heldText(copy)).toMatchObject(mine);
    expect(copy.host.err).toBe('');
  });

  it('is another one in another work tree', async () => {
    const first = createRepository(smallFleet);
    const second = join(temporaryFolder(), 'second');
    runGit(first, 'worktree', 'add', '--quiet', '-b', 'topic', second);
    const [one, two] = [await open(first), await open(second)];
    const names = await withLock(one.host, one.repository, 'deploy', () =>
      withLock(two.host, two.repository, 'deploy', () => readdirSync(join(one.lock, '..'))),
    );
    expect(names).toEqual(['lock', expect.stringMatching(/^lock-[0-9a-f]{16}$/)]);
  });

  it('is none where there is no Git repository, or where its folder may not be written', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, smallFleet);
    const { host, repository } = await open(folder);
    expect(await withLock(host, repository, 'deploy', () => 'done')).toBe('done');
    const copy = await open(createRepository(smallFleet));
    const fs = {
      ...copy.host.fs,
      createExclusive() {
        throw Object.assign(new Error('read-only file system'), { code: 'EROFS' });
      },
    };
    expect(await withLock({ ...copy.host, fs }, copy.repository, 'deploy', () => 'done')).toBe('done');
  });
});

describe('the processes of the machine', () => {
  const { self, isRunning } = machineProcesses();

  it('knows itself, and what is there', () => {
    expect(self).toMatchObject({ pid: process.pid, started: expect.any(Number) });
    expect(isRunning(self)).toBe(true);
    expect(isRunning({ ...self, started: self.started - 1 })).toBe(false);
    expect(isRunning({ ...self, pid: process.ppid })).toBe(true);
    expect(isRunning({ ...self, machine: 'elsewhere' })).toBeUndefined();
  });

  it('knows that a process has ended', () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    expect(isRunning({ ...self, pid })).toBe(false);
  });
});
