import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRepository, runGit, writeFiles } from '../support/git.ts';
import { commitFiles, type Implementation, opened } from './implementation.ts';

export function describeLocks(implementation: Implementation): void {
  describe('the index that another process holds', () => {
    it('stops commits and moves before they begin', async () => {
      const folder = createRepository({ 'a.txt': '1' });
      const parent = runGit(folder, 'rev-parse', 'HEAD');
      const git = await opened(implementation, folder);
      const other = await git.writeCommit({ parent, changes: [{ path: 'a.txt', content: '2' }], message: 'Two' });
      writeFiles(folder, { 'b.txt': 'b', '.git/index.lock': '' });
      const hint = expect.stringMatching(/remove the file .*index\.lock/);
      const [committed, moved] = await Promise.allSettled([commitFiles(git, ['b.txt'], 'B'), git.moveTo(other)]);
      expect(committed).toMatchObject({ reason: { hint } });
      expect(moved).toMatchObject({ reason: { hint } });
      expect(runGit(folder, 'rev-parse', 'HEAD')).toBe(parent);
      expect(runGit(folder, 'status', '--porcelain')).toBe('?? b.txt');
    });

    it('is waited for, since an editor holds it for a moment', async () => {
      const folder = createRepository({ 'a.txt': '1' });
      const git = await opened(implementation, folder);
      writeFiles(folder, { 'b.txt': 'b', '.git/index.lock': '' });
      setTimeout(() => rmSync(join(folder, '.git/index.lock')), 150);
      const id = await commitFiles(git, ['b.txt'], 'B');
      expect(runGit(folder, 'rev-parse', 'HEAD')).toBe(id);
      expect(runGit(folder, 'status', '--porcelain')).toBe('');
    });
  });
}
