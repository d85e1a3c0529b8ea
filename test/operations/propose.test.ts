import { describe, expect, it } from 'vitest';
import { branchFor, firstLine, restOf } from '../../src/operations/propose/branch-for.ts';
import { type Proposed, type ProposeOptions, propose } from '../../src/operations/propose/propose.ts';
import { cluster, clusterPath, object } from '../commands/support.ts';
import type { MemoryRepository } from '../support/memory-repository.ts';
import { workingCopyOf } from '../support/working-copy.ts';
import { deployedFleet, hostOf } from './support.ts';

const e3 = cluster('e3', 'stores/east');

async function proposeIn(
  fleet: MemoryRepository,
  options: Partial<ProposeOptions> = {},
): Promise<Proposed | undefined> {
  return propose(await workingCopyOf(hostOf(fleet)), {
    message: 'Open e3',
    branch: undefined,
    title: undefined,
    describe: () => 'the plan',
    confirm: async () => true,
    ...options,
  });
}

describe('a proposal', () => {
  it('puts intent alone on a branch of its own, and leaves the work tree as it is', async () => {
    const fleet = await deployedFleet();
    fleet.write({ ...e3, 'notes.txt': 'mine', 'clusters/e1/kustomization.yaml': 'changed\n' });
    const before = fleet.texts();
    const proposed = await proposeIn(fleet);
    expect(proposed?.result).toMatchObject({ branch: 'resedge/open-e3', base: 'main', committed: true, pushed: true });
    expect(proposed?.proposal).toMatchObject({
      intent: [clusterPath('e3')],
      generated: ['clusters/e1/kustomization.yaml'],
      isNewHere: true,
    });
    expect(fleet.texts()).toEqual(before);
    expect(await fleet.git.head()).toEqual({ branch: 'resedge/open-e3', commit: proposed?.result.commit });
    expect(fleet.remote.branches.get('resedge/open-e3')).toBe(proposed?.result.commit);
    const [parent] = (await fleet.git.commitInfo(proposed?.result.commit ?? '')).parents;
    expect(parent).toBe(fleet.remote.tip);
  });

  it('goes on with the branch that it is on', async () => {
    const fleet = await deployedFleet();
    fleet.write(e3);
    const first = await proposeIn(fleet);
    fleet.write(cluster('e4', 'stores/east'));
    const second = await proposeIn(fleet, { message: 'And e4' });
    expect(second?.result.branch).toBe('resedge/open-e3');
    expect((await fleet.git.commitInfo(second?.result.commit ?? '')).parents).toEqual([first?.result.commit]);
    const third = await proposeIn(fleet, { message: 'And e4' });
    expect(third?.result).toMatchObject({ committed: false, pushed: false, commit: second?.result.commit });
  });

  it('writes nothing if the answer is no', async () => {
    const fleet = await deployedFleet();
    fleet.write(e3);
    expect(await proposeIn(fleet, { confirm: async () => false })).toBeUndefined();
    expect((await fleet.git.head()).branch).toBe('main');
    expect(fleet.remote.branches.size).toBe(1);
  });

  it('is not written if files were changed while it was asked', async () => {
    const fleet = await deployedFleet();
    fleet.write(e3);
    const confirm = async () => {
      fleet.write(cluster('e4', 'stores/east'));
      return true;
    };
    await expect(proposeIn(fleet, { confirm })).rejects.toThrow(/changed/);
    expect((await fleet.git.head()).branch).toBe('main');
  });

  it('is not for the branch that clusters read, nor for a name that is none', async () => {
    const fleet = await deployedFleet();
    fleet.write(e3);
    await expect(proposeIn(fleet, { branch: 'main' })).rejects.toThrow('clusters read main');
    await expect(proposeIn(fleet, { branch: 'a..b' })).rejects.toThrow('Git gives no branch the name "a..b"');
  });

  it('does not take a branch that is there with other commits, here or there', async () => {
    const fleet = await deployedFleet();
    fleet.write(e3);
    await proposeIn(fleet, { branch: 'mine' });
    await fleet.remote.receive({ 'apps/a.txt': 'a' }, 'Theirs', 'mine');
    fleet.write(cluster('e4', 'stores/east'));
    await expect(proposeIn(fleet)).rejects.toThrow("the remote's mine has commits that are not here");
  });

  it('needs something to propose, and an inventory without errors', async () => {
    const fleet = await deployedFleet();
    await expect(proposeIn(fleet)).rejects.toThrow('there is nothing to propose');
    fleet.write({ [clusterPath('e1')]: object('Cluster', 'e1', '{groups: [nowhere]}') });
    await expect(proposeIn(fleet)).rejects.toThrow('the inventory has errors, so nothing was proposed');
  });

  it.each([
    ['ignores', '.gitignore', '*.yaml\n', clusterPath('e3'), 'Git ignores it'],
    ['filters', '.gitattributes', '*.yaml filter=lfs\n', clusterPath('e1'), 'Git keeps what the filter lfs makes'],
  ])('is none of files that Git %s', async (_, name, text, path, why) => {
    const fleet = await deployedFleet();
    fleet.write({ [name]: text, [path]: object('Cluster', path.slice(-7, -5), '{groups: [stores/east]}') });
    await expect(proposeIn(fleet)).rejects.toThrow(`${path}: ${why}`);
    expect((await fleet.git.head()).branch).toBe('main');
  });

  it('needs a remote', async () => {
    const fleet = await deployedFleet();
    fleet.write(e3);
    const git = { ...fleet.git, remote: async () => undefined };
    const alone = { ...fleet, machine: { ...fleet.machine, git: async () => git } };
    await expect(proposeIn(alone)).rejects.toThrow('there is no remote to push to');
  });
});

describe('the branch of a message', () => {
  it.each([
    ['Open store 3901', 'resedge/open-store-3901'],
    ['Öffne Köln\n\nmore', 'resedge/offne-koln'],
    ['a '.repeat(60), `resedge/${'a-'.repeat(24)}a`],
    ['開店', expect.stringMatching(/^resedge\/change-[0-9a-f]{8}$/)],
  ])('%s is %s', (message, branch) => {
    expect(branchFor(message)).toEqual(branch);
  });

  it('is divided into a first line and the rest', () => {
    expect([firstLine('\n one \r\ntwo\n'), restOf('one\n\ntwo\nthree\n'), restOf('one')]).toEqual([
      'one ',
      'two\nthree',
      '',
    ]);
  });
});
