import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/model/errors.ts';
import { createRepository, runGit, writeFiles } from '../support/git.ts';
import { commitFiles, type Implementation, opened } from './implementation.ts';

export function describeSwitchHere(implementation: Implementation): void {
  describe('switchHere', () => {
    it('makes a branch, and leaves what is staged and what is dirty as it is', async () => {
      const folder = createRepository({ 'a.txt': '1', 'b.txt': '1' });
      const first = runGit(folder, 'rev-parse', 'HEAD');
      writeFiles(folder, { 'a.txt': '2', 'b.txt': '2', 'c.txt': 'new' });
      runGit(folder, 'add', 'a.txt');
      const git = await opened(implementation, folder);
      await git.switchHere('team/über');
      expect(await git.head()).toEqual({ branch: 'team/über', commit: first });
      expect(runGit(folder, 'status', '--porcelain')).toBe('M  a.txt\n M b.txt\n?? c.txt');
      const id = await commitFiles(git, ['b.txt'], 'On the branch');
      expect([runGit(folder, 'rev-parse', 'team/über'), runGit(folder, 'rev-parse', 'main')]).toEqual([id, first]);
      expect(runGit(folder, 'fsck', '--strict')).toBe('');
    });

    it('goes to a branch that is at the same commit, and back', async () => {
      const folder = createRepository({ 'a.txt': '1' });
      runGit(folder, 'branch', 'other');
      runGit(folder, 'pack-refs', '--all');
      const git = await opened(implementation, folder);
      await git.switchHere('other');
      expect((await git.head()).branch).toBe('other');
      await git.switchHere('main');
      expect((await git.head()).branch).toBe('main');
      await git.switchHere('main');
      expect(runGit(folder, 'branch', '--format=%(refname:short)')).toBe('main\nother');
    });

    it('takes a detached HEAD to a branch', async () => {
      const folder = createRepository({ 'a.txt': '1' });
      runGit(folder, 'switch', '--quiet', '--detach');
      const git = await opened(implementation, folder);
      await git.switchHere('mine');
      expect((await git.head()).branch).toBe('mine');
    });

    it('is not stopped by a folder that a deleted branch left behind', async () => {
      const folder = createRepository({ 'a.txt': '1' });
      mkdirSync(join(folder, '.git/refs/heads/team/old'), { recursive: true });
      const git = await opened(implementation, folder);
      await git.switchHere('team/old');
      expect(runGit(folder, 'rev-parse', '--abbrev-ref', 'HEAD')).toBe('team/old');
    });

    it('refuses a branch that is at another commit, and moves nothing', async () => {
      const folder = createRepository({ 'a.txt': '1' });
      runGit(folder, 'branch', 'other');
      runGit(folder, 'commit', '--quiet', '--allow-empty', '--message', 'Second');
      const other = runGit(folder, 'rev-parse', 'other');
      const git = await opened(implementation, folder);
      await expect(git.switchHere('other')).rejects.toThrow(/There is a branch other already/);
      expect((await git.head()).branch).toBe('main');
      expect(runGit(folder, 'rev-parse', 'other')).toBe(other);
    });

    it.each(['team', 'main/x', '-f', 'a b', 'a..b', 'a.lock', 'x/.y', 'HEAD', '@', 'a/', '/a', 'a~1', ''])(
      'refuses to make %j where main and team/a are',
      async (name) => {
        const folder = createRepository({ 'a.txt': '1' });
        runGit(folder, 'branch', 'team/a');
        const git = await opened(implementation, folder);
        await expect(git.switchHere(name)).rejects.toThrow(UserError);
        runGit(folder, 'pack-refs', '--all');
        await expect(git.switchHere(name)).rejects.toThrow(UserError);
        expect((await git.head()).branch).toBe('main');
        expect(runGit(folder, 'branch', '--format=%(refname:short)')).toBe('main\nteam/a');
      },
    );

    it('refuses where there is no commit yet', async () => {
      const git = await opened(implementation, createRepository());
      await expect(git.switchHere('mine')).rejects.toThrow(/no commit yet/);
    });
  });
}
