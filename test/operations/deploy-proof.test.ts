import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/operations/deliver/deploy.ts';
import type { Git } from '../../src/ports/git.ts';
import { cluster, clusterPath } from '../commands/support.ts';
import type { MemoryRepository } from '../support/memory-repository.ts';
import { workingCopyOf } from '../support/working-copy.ts';
import { deployedFleet, deployIn, hostOf } from './support.ts';

const till = (value: string) => cluster('e1', 'stores/east', `, values: {till: "${value}"}`);

/** Calls of Git, before each of which somebody may do something. */
const calls = ['head', 'conflicts', 'snapshot', 'withheld', 'fetch', 'tree', 'writeTree', 'commit', 'push'] as const;

/** A repository in which something happens just before the n-th call of Git, counted from 1. */
function before(fleet: MemoryRepository, call: number, act: () => void): { machine: object; count: () => number } {
  let count = 0;
  const git = new Proxy(fleet.git, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function' || !calls.some((one) => one === name)) return value;
      return (...args: unknown[]) => {
        count += 1;
        if (count === call) act();
        return Reflect.apply(value, target, args);
      };
    },
  });
  return { machine: { git: async (): Promise<Git> => git }, count: () => count };
}

describe('a file that somebody saves while deploy runs', () => {
  it('is in what is pushed as a whole, with what follows from it, or not at all', async () => {
    let last = 1;
    for (let call = 1; call <= last; call++) {
      const fleet = await deployedFleet();
      fleet.write(till('1'));
      const { machine, count } = before(fleet, call, () =>
        fleet.write({ ...till('2'), ...cluster('w9', 'stores/west') }),
      );
      const host = hostOf(fleet, machine);
      await deploy(await workingCopyOf(host), {
        message: 'A change',
        allow: undefined,
        push: true,
        createBranch: false,
        dryRun: false,
        asks: false,
        confirm: async () => true,
      });
      last = count();
      const texts = await fleet.textsAt(fleet.remote.tip);
      const value = texts['clusters/e1/kustomization.yaml']?.match(/cluster_till=..(\d)/)?.[1];
      expect([call, texts[clusterPath('e1')]]).toEqual([call, till(value ?? '')[clusterPath('e1')]]);
      expect('clusters/w9/kustomization.yaml' in texts).toBe(clusterPath('w9') in texts);
      expect(fleet.texts()).toMatchObject(till('2'));
    }
    expect(last).toBeGreaterThan(8);
  });

  it('waits for the next deploy', async () => {
    const fleet = await deployedFleet();
    fleet.write(till('1'));
    await deployIn(fleet, {
      async confirm() {
        fleet.write(till('2'));
        return true;
      },
    });
    expect((await fleet.textsAt(fleet.remote.tip))[clusterPath('e1')]).toContain('till: "1"');
    expect(await fleet.git.changes([''])).toEqual([{ path: clusterPath('e1'), change: 'modified' }]);
    await deployIn(fleet);
    expect((await fleet.textsAt(fleet.remote.tip))[clusterPath('e1')]).toContain('till: "2"');
  });
});

describe('generated files', () => {
  it('are committed although Git ignores them', async () => {
    const fleet = await deployedFleet();
    fleet.write({ '.gitignore': '/clusters/\n/fleet/\n', ...cluster('e3', 'stores/east') });
    await deployIn(fleet);
    expect(Object.keys(await fleet.textsAt(fleet.remote.tip))).toContain('clusters/e3/kustomization.yaml');
    expect(await deployIn(fleet)).toMatchObject({ pushed: false });
  });

  it('that were removed by hand are there again, and those that people put beside them stay out', async () => {
    const fleet = await deployedFleet();
    fleet.write({ 'clusters/e1/kustomization.yaml': undefined, 'clusters/notes.txt': 'mine\n' });
    expect(await deployIn(fleet)).toMatchObject({ pushed: false, generate: { created: 1 } });
    expect(await fleet.git.changes([''])).toEqual([{ path: 'clusters/notes.txt', change: 'added' }]);
  });

  it('that were committed by hand are put right, if the disk has them right', async () => {
    const fleet = await deployedFleet();
    const path = 'clusters/e1/kustomization.yaml';
    const right = fleet.texts()[path];
    fleet.write({ [path]: `${right}# by hand\n` });
    await fleet.commit('By hand');
    fleet.write({ [path]: right });
    expect(await deployIn(fleet)).toMatchObject({ pushed: true });
    expect((await fleet.textsAt(fleet.remote.tip))[path]).toBe(right);
  });
});
