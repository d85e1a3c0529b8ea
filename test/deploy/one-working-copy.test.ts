import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/adapters/clock.ts';
import { main } from '../../src/main.ts';
import { cluster, onDisk, runIn } from '../commands/support.ts';
import { runGit, writeFiles } from '../support/git.ts';
import { type FakeMachine, fakeHost } from '../support/host.ts';
import { clustersOn, deploy, publish, stateOf, tipOf } from './support.ts';

/** One of several processes that are all there, on a clock that goes. */
function running(pid: number): FakeMachine {
  return {
    clock: systemClock,
    processes: { self: { pid, machine: 'here', started: 0 }, isRunning: () => true },
  };
}

/** A host whose person at the terminal does something before they say yes. */
function personWho(acts: () => Promise<unknown>, folder: string) {
  const host = fakeHost(onDisk(folder, { ...running(1), tty: true, answers: [true] }));
  return {
    host: {
      ...host,
      async prompt() {
        await acts();
        return host.prompt();
      },
    },
    said: () => host.err,
  };
}

describe('several at once in one working copy', () => {
  it('deploy, deploy and generate one after another: all get through', async () => {
    const { remote, ann } = publish();
    writeFiles(ann, cluster('e3', 'stores/east'));
    const runs = await Promise.all([
      deploy(ann, [], running(1)),
      deploy(ann, [], running(2)),
      runIn(ann, ['generate'], running(3)),
    ]);
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(await clustersOn(remote)).toEqual(['e1', 'e2', 'e3', 'w1', 'w2']);
    expect(stateOf(ann)).toEqual({ tip: tipOf(remote), status: '' });
    expect(runGit(remote, 'rev-list', '--count', 'main')).toBe('2');
    expect(readdirSync(join(ann, '.git/resedge')).filter((name) => name.startsWith('lock'))).toEqual([]);
  });

  it('deploy keeps nobody waiting while it asks, and does nothing where files were changed by the time of the answer', async () => {
    const { remote, ann } = publish();
    writeFiles(ann, cluster('e3', 'stores/east'));
    const tip = tipOf(remote);
    const person = personWho(async () => {
      expect(existsSync(join(ann, '.git/resedge/lock'))).toBe(false);
      writeFiles(ann, cluster('e4', 'stores/east'));
      expect(await runIn(ann, ['generate'], running(2))).toMatchObject({ code: 0 });
    }, ann);
    expect(await main(['deploy', '-m', 'Open e3'], person.host)).toBe(2);
    expect(person.said()).toContain(
      'error: files were changed in the meantime\nhint: Nothing was done: deploy again.\n',
    );
    expect([tipOf(ann), tipOf(remote)]).toEqual([tip, tip]);
  });

  it('deploy does nothing where somebody else has deployed by the time of the answer', async () => {
    const { remote, ann } = publish();
    writeFiles(ann, cluster('e3', 'stores/east'));
    const person = personWho(async () => expect(await deploy(ann, [], running(2))).toMatchObject({ code: 0 }), ann);
    expect(await main(['deploy', '-m', 'Open e3'], person.host)).toBe(2);
    expect(person.said()).toContain('error: files were changed in the meantime\n');
    expect(runGit(remote, 'log', '--format=%s', 'main')).toBe('A change\nFirst');
  });

  it('deploy gives up where another one does not end', async () => {
    const { ann } = publish();
    const lock = { pid: 8, machine: 'here', started: 0, what: 'import clusters', since: '2026-11-02T08:59:30.000Z' };
    writeFiles(ann, { ...cluster('e3', 'stores/east'), '.git/resedge/lock': JSON.stringify(lock) });
    const before = stateOf(ann);
    const { processes } = running(7);
    const { code, out, err } = await deploy(ann, [], processes ? { processes } : {});
    expect({ code, out, err }).toEqual({
      code: 2,
      out: '',
      err: [
        'waiting for another resedge (pid 8: import clusters)',
        'error: another resedge is at work in this working copy: import clusters, process 8 on here, since 2026-11-02T08:59:30.000Z',
        `hint: Wait until it has ended. If there is none, delete the file ${join(ann, '.git/resedge/lock')}\n`,
      ].join('\n'),
    });
    expect(stateOf(ann)).toEqual(before);
  });
});
