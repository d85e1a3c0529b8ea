import { describe, expect, it } from 'vitest';
import { knownTip } from '../../src/deliver/fleet-branch.ts';
import { memoryRepository } from '../support/memory-repository.ts';

const files = { 'README.md': 'ours' };
const main = { branch: 'main', home: 'main' };
const live = { branch: 'live', home: 'main' };

describe('the tip of a branch', () => {
  it('is the one that was last fetched', async () => {
    const { git, remote } = await memoryRepository(files);
    const first = remote.tip;
    const theirs = await remote.receive({ 'README.md': 'theirs' });
    expect(await knownTip(git, main)).toEqual({ commit: first, ref: 'origin/main', remote: 'origin' });
    await git.fetch('origin', 'main');
    expect(await knownTip(git, main)).toEqual({ commit: theirs, ref: 'origin/main', remote: 'origin' });
  });

  it('is that of the branch here if the remote has none, or there is no remote', async () => {
    const { git, remote } = await memoryRepository(files);
    expect(await knownTip(git, live)).toBeUndefined();
    await git.switchHere('live');
    expect(await knownTip(git, live)).toEqual({ commit: remote.tip, ref: 'live' });
    expect(await knownTip({ ...git, remote: async () => undefined }, main)).toEqual({
      commit: remote.tip,
      ref: 'main',
    });
  });

  it('is looked for on the remote of the branch that people work on', async () => {
    const { git, remote } = await memoryRepository(files);
    const asked: string[] = [];
    const upstream = async (branch: string) => {
      asked.push(branch);
      return { name: 'upstream', url: '' };
    };
    const tips = async (name: string) => (name === 'upstream' ? remote.tip : undefined);
    const known = await knownTip({ ...git, remote: upstream, remoteTip: tips }, live);
    expect(known).toEqual({ commit: remote.tip, ref: 'upstream/live', remote: 'upstream' });
    expect(asked).toEqual(['main']);
  });
});
