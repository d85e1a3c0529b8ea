import { chmodSync, mkdirSync, rmSync, symlinkSync, unlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Git } from '../../src/ports/git.ts';
import { createRepository, runGit, writeFiles } from '../support/git.ts';
import { type Implementation, opened } from './implementation.ts';

/** The changes as lines. */
async function changed(git: Git, ...folders: string[]): Promise<string[]> {
  return (await git.changes(folders)).map(({ path, change }) => `${change} ${path}`);
}

export function describeWorkTree(implementation: Implementation): void {
  describe('changes', () => {
    it('are none in a clean work tree, whatever the times of the files', async () => {
      const folder = createRepository({ 'a.txt': 'a', 'b/c.txt': 'c' });
      utimesSync(join(folder, 'a.txt'), 1, 1);
      expect(await changed(await opened(implementation, folder), '')).toEqual([]);
    });

    it('are what differs from HEAD, staged or not', async () => {
      const folder = createRepository({
        'del.txt': '1',
        'mod.txt': '1',
        'same.txt': '1',
        'staged.txt': '1',
        'rm.txt': '1',
      });
      writeFiles(folder, {
        'mod.txt': '2',
        'staged.txt': '2',
        'new.txt': 'n',
        'new staged.txt': 'n',
        'x/y/z "q".txt': 'n',
      });
      runGit(folder, 'add', 'staged.txt', 'new staged.txt');
      unlinkSync(join(folder, 'del.txt'));
      runGit(folder, 'rm', '--quiet', 'rm.txt');
      const git = await opened(implementation, folder);
      expect(await changed(git, '')).toEqual([
        'deleted del.txt',
        'modified mod.txt',
        'added new staged.txt',
        'added new.txt',
        'deleted rm.txt',
        'modified staged.txt',
        'added x/y/z "q".txt',
      ]);
    });

    it('do not depend on an index that differs from both', async () => {
      const folder = createRepository({ 'back.txt': '1', 'kept.txt': '1', 'other.txt': '1' });
      writeFiles(folder, { 'back.txt': '2', 'gone.txt': 'n' });
      runGit(folder, 'add', '--all');
      writeFiles(folder, { 'back.txt': '1', 'other.txt': '2' });
      unlinkSync(join(folder, 'gone.txt'));
      runGit(folder, 'rm', '--quiet', '--cached', 'kept.txt', 'other.txt');
      expect(await changed(await opened(implementation, folder), '')).toEqual(['modified other.txt']);
    });

    it('include modes, links, and files that take the place of folders', async () => {
      const folder = createRepository({ 'run.sh': 'true', 'to-link.txt': 'x', 'd/e.txt': 'e', f: 'f', 'g/h.txt': 'h' });
      chmodSync(join(folder, 'run.sh'), 0o755);
      unlinkSync(join(folder, 'to-link.txt'));
      symlinkSync('run.sh', join(folder, 'to-link.txt'));
      symlinkSync('nowhere', join(folder, 'new-link'));
      rmSync(join(folder, 'd'), { recursive: true });
      rmSync(join(folder, 'f'));
      rmSync(join(folder, 'g'), { recursive: true });
      symlinkSync('f', join(folder, 'g'));
      writeFiles(folder, { d: 'now a file', 'f/inside.txt': 'now a folder', 'f/h.txt': 'h' });
      expect(await changed(await opened(implementation, folder), '')).toEqual([
        'added d',
        'deleted d/e.txt',
        'deleted f',
        'added f/h.txt',
        'added f/inside.txt',
        'added g',
        'deleted g/h.txt',
        'added new-link',
        'modified run.sh',
        'modified to-link.txt',
      ]);
    });

    it('leave out what is ignored, unless Git has it', async () => {
      const folder = createRepository({
        '.gitignore': 'build/\n*.log\n!keep.log\n/root-only.txt\n',
        'sub/.gitignore': 'local.txt\n',
        'a.txt': 'a',
      });
      writeFiles(folder, { 'tracked.log': '1', 'forced.log': '1' });
      runGit(folder, 'add', '--force', 'tracked.log');
      runGit(folder, 'commit', '--quiet', '--message', 'Tracked');
      runGit(folder, 'add', '--force', 'forced.log');
      writeFiles(folder, {
        'build/x.txt': 'x',
        'deep/build/y.txt': 'y',
        'debug.log': 'x',
        'keep.log': 'x',
        'root-only.txt': 'x',
        'sub/root-only.txt': 'x',
        'sub/local.txt': 'x',
        'sub/deeper/local.txt': 'x',
        'tracked.log': '2',
        '.git/info/exclude': 'private/\n',
        'private/p.txt': 'p',
      });
      const git = await opened(implementation, folder);
      expect(await changed(git, '')).toEqual([
        'added forced.log',
        'added keep.log',
        'added sub/root-only.txt',
        'modified tracked.log',
      ]);
      expect(await changed(git, 'build', 'sub/local.txt')).toEqual([]);
    });

    it('are asked for folders or files', async () => {
      const folder = createRepository({ 'a/1.txt': '1', 'a-b/1.txt': '1', 'c.txt': '1', 'd.txt': '1' });
      writeFiles(folder, { 'a/1.txt': '2', 'a/2.txt': '2', 'a-b/1.txt': '2', 'c.txt': '2', 'd.txt': '2' });
      const git = await opened(implementation, folder);
      expect(await changed(git, 'a', 'c.txt', 'nowhere')).toEqual([
        'modified a/1.txt',
        'added a/2.txt',
        'modified c.txt',
      ]);
      expect(await changed(git, 'a/', 'a/2.txt')).toEqual(['modified a/1.txt', 'added a/2.txt']);
      expect(await changed(git)).toEqual([]);
    });

    it('are all files before the first commit', async () => {
      const folder = createRepository();
      writeFiles(folder, { 'a.txt': 'a', 'b/c.txt': 'c' });
      runGit(folder, 'add', 'a.txt');
      expect(await changed(await opened(implementation, folder), '')).toEqual(['added a.txt', 'added b/c.txt']);
    });

    it('stop at repositories inside', async () => {
      const folder = createRepository({ 'a.txt': 'a' });
      const id = runGit(folder, 'rev-parse', 'HEAD');
      mkdirSync(join(folder, 'sub'));
      runGit(folder, 'update-index', '--add', '--cacheinfo', `160000,${id},sub`);
      runGit(folder, 'commit', '--quiet', '--message', 'Submodule');
      for (const inner of ['sub', 'untracked']) {
        writeFiles(folder, { [`${inner}/x.txt`]: 'x' });
        runGit(join(folder, inner), 'init', '--quiet');
      }
      runGit(join(folder, 'sub'), 'fetch', '--quiet', folder, id);
      runGit(join(folder, 'sub'), 'update-ref', 'HEAD', id);
      expect(await changed(await opened(implementation, folder), '')).toEqual([]);
    });

    it('are whole while a merge is in conflict', async () => {
      const folder = createRepository({ 'a.txt': 'a\n', 'b.txt': 'b\n' });
      runGit(folder, 'switch', '--quiet', '--create', 'other');
      writeFiles(folder, { 'a.txt': 'theirs\n' });
      runGit(folder, 'commit', '--quiet', '--all', '--message', 'Theirs');
      runGit(folder, 'switch', '--quiet', 'main');
      writeFiles(folder, { 'a.txt': 'ours\n' });
      runGit(folder, 'commit', '--quiet', '--all', '--message', 'Ours');
      expect(() => runGit(folder, 'merge', 'other')).toThrow();
      expect(await changed(await opened(implementation, folder), '')).toEqual(['modified a.txt']);
    });
  });
}
