import { describe, expect, it } from 'vitest';
import { planProposal } from '../../src/operations/propose/plan-proposal.ts';
import type { Git } from '../../src/ports/git.ts';
import { cluster, clusterPath, object, smallFleet } from '../commands/support.ts';
import type { MemoryRepository } from '../support/memory-repository.ts';
import { workingCopyOf } from '../support/working-copy.ts';
import { deployedFleet, deployIn, hostOf } from './support.ts';

/** All that looks at an earlier state is asked for: both guards, and who is protected. */
const guarded = {
  ...smallFleet,
  'resedge.yaml': object(
    'Fleet',
    'contoso',
    '{git: {url: https://git.example.com/contoso/fleet.git}, guards: {protected: /c/w1, maxClustersLosing: 3, maxClustersChanged: 90%}}',
  ),
};
const gone = { [clusterPath('e2')]: object('Cluster', 'e2', '{groups: [stores/east], state: retired}') };

/** The same repository, which notes each reading of the folders that people write in: the work tree, or a commit. */
function watched(fleet: MemoryRepository): { repository: MemoryRepository; reads: string[] } {
  const reads: string[] = [];
  const { fs } = fleet.machine;
  if (!fs) throw new Error('a repository in memory has files');
  const git: Git = {
    ...fleet.git,
    tree(commit, folders) {
      if (folders.includes('inventory')) reads.push(commit);
      return fleet.git.tree(commit, folders);
    },
  };
  const list: typeof fs.list = (path) => {
    if (path === '/fleet/inventory') reads.push('work tree');
    return fs.list(path);
  };
  const machine = { ...fleet.machine, fs: { ...fs, list }, git: async () => git };
  return { repository: { ...fleet, machine }, reads };
}

describe('each state is read once', () => {
  it('by deploy: the disk, what Git would commit of it, and what it compares with', async () => {
    const fleet = await deployedFleet(guarded);
    const base = fleet.remote.tip;
    const { repository, reads } = watched(fleet);
    repository.write(gone);
    expect(await deployIn(repository)).toMatchObject({ pushed: true, attempts: 1 });
    expect(reads).toEqual(expect.arrayContaining([base, 'work tree']));
    expect(reads).toHaveLength(3);
    expect(new Set(reads).size).toBe(3);
  });

  it('by deploy where others pushed: what comes out and what they pushed, besides', async () => {
    const fleet = await deployedFleet(guarded);
    const base = fleet.remote.tip;
    const { repository, reads } = watched(fleet);
    repository.write(gone);
    const confirm = async () => {
      await fleet.remote.receive(cluster('w3', 'stores/west'));
      return true;
    };
    expect(await deployIn(repository, { confirm })).toMatchObject({ pushed: true, attempts: 2 });
    expect(reads).toEqual(expect.arrayContaining([base, 'work tree']));
    expect(reads).toHaveLength(4);
    expect(new Set(reads).size).toBe(4);
  });

  it('by propose: the disk, what Git would commit of it, and what it compares with', async () => {
    const fleet = await deployedFleet(guarded);
    const base = fleet.remote.tip;
    const { repository, reads } = watched(fleet);
    repository.write(gone);
    const copy = await workingCopyOf(hostOf(repository));
    const proposal = await planProposal(copy, { message: 'Close e2', branch: undefined });
    expect(proposal.intent).toEqual([clusterPath('e2')]);
    expect(reads).toEqual(expect.arrayContaining([base, 'work tree']));
    expect(reads).toHaveLength(3);
    expect(new Set(reads).size).toBe(3);
  });
});
