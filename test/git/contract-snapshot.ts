import { unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Git } from '../../src/ports/git.ts';
import { createRepository, gitEnv, runGit, temporaryFolder, writeFiles } from '../support/git.ts';
import { type Implementation, opened } from './implementation.ts';

/** A snapshot as lines: each file with its content. */
async function filesIn(git: Git, ...folders: string[]): Promise<string[]> {
  const entries = await git.tree((await git.snapshot(folders)).tree, ['']);
  const blobs = await git.blobs(entries.map(({ id }) => id));
  return entries.map(({ path, id }) => `${path} ${Buffer.from(blobs.get(id) ?? []).toString()}`);
}

export function describeSnapshot(implementation: Implementation): void {
  describe('snapshot', () => {
    it('is HEAD with the files of the folders, and moves nothing', async () => {
      const folder = createRepository({ 'a/del.txt': '1', 'a/mod.txt': '1', 'b/mod.txt': '1', 'c.txt': '1' });
      writeFiles(folder, { 'a/mod.txt': '2', 'a/new "q".txt': 'n', 'b/mod.txt': '2', 'c.txt': '2' });
      unlinkSync(join(folder, 'a/del.txt'));
      runGit(folder, 'add', 'b/mod.txt');
      const state = () => [runGit(folder, 'rev-parse', 'HEAD'), runGit(folder, 'ls-files', '--stage', '--debug')];
      const before = state();
      const git = await opened(implementation, folder);
      expect(await filesIn(git, 'a', 'c.txt')).toEqual(['a/mod.txt 2', 'a/new "q".txt n', 'b/mod.txt 1', 'c.txt 2']);
      expect((await git.snapshot(['a'])).changes).toEqual([
        { path: 'a/del.txt', change: 'deleted' },
        { path: 'a/mod.txt', change: 'modified' },
        { path: 'a/new "q".txt', change: 'added' },
      ]);
      expect(state()).toEqual(before);
      expect(runGit(folder, 'fsck', '--strict', '--no-dangling')).toBe('');
    });

    it('is the same for the same files, and the tree of HEAD where nothing differs', async () => {
      const folder = createRepository({ 'a.txt': '1' });
      const git = await opened(implementation, folder);
      expect((await git.snapshot([''])).tree).toBe(runGit(folder, 'rev-parse', 'HEAD^{tree}'));
      writeFiles(folder, { 'a.txt': '2' });
      expect(await git.snapshot([''])).toEqual(await git.snapshot(['a.txt']));
    });

    it('is of the files alone before the first commit', async () => {
      const folder = createRepository();
      const git = await opened(implementation, folder);
      expect(await filesIn(git, '')).toEqual([]);
      writeFiles(folder, { 'a.txt': 'a', 'b.txt': 'b' });
      runGit(folder, 'add', 'b.txt');
      expect(await filesIn(git, 'a.txt')).toEqual(['a.txt a']);
    });

    it('leaves out what is ignored, and repositories inside', async () => {
      const folder = createRepository({ '.gitignore': '*.log\n' });
      writeFiles(folder, { 'a.txt': 'a', 'a.log': 'l', 'sub/b.txt': 'b' });
      runGit(join(folder, 'sub'), 'init', '--quiet');
      expect(await filesIn(await opened(implementation, folder), 'a.txt', 'a.log', 'sub')).toEqual([
        '.gitignore *.log\n',
        'a.txt a',
      ]);
    });

    it('has files as HEAD has them where Git was told not to look at them, and says which need not be there', async () => {
      const folder = createRepository({ 'a.txt': '1', 'b.txt': '1', 'c.txt': '1', 'd.txt': '1' });
      runGit(folder, 'update-index', '--skip-worktree', 'a.txt', 'b.txt');
      runGit(folder, 'update-index', '--assume-unchanged', 'c.txt');
      unlinkSync(join(folder, 'a.txt'));
      writeFiles(folder, { 'b.txt': '2', 'c.txt': '2', 'd.txt': '2' });
      const git = await opened(implementation, folder);
      expect(await filesIn(git, '')).toEqual(['a.txt 1', 'b.txt 1', 'c.txt 1', 'd.txt 2']);
      expect((await git.absent([''])).map(({ path }) => path)).toEqual(['a.txt', 'b.txt']);
      expect(await git.absent(['c.txt', 'b.txt'])).toEqual(await git.index(['b.txt']));
    });

    it('has what is staged of them, if that differs', async () => {
      const folder = createRepository({ 'a.txt': '1', 'b.txt': '1' });
      writeFiles(folder, { 'a.txt': '2', 'b.txt': '2' });
      runGit(folder, 'add', '--all');
      runGit(folder, 'update-index', '--skip-worktree', 'a.txt');
      runGit(folder, 'update-index', '--assume-unchanged', 'b.txt');
      unlinkSync(join(folder, 'a.txt'));
      writeFiles(folder, { 'b.txt': '3' });
      expect(await filesIn(await opened(implementation, folder), '')).toEqual(['a.txt 2', 'b.txt 2']);
    });
  });

  describe('withheld', () => {
    it('says which files do not get into commits as they are, and why', async () => {
      const folder = createRepository({
        '.gitattributes': '[attr]large filter=lfs\n*.bin large\nplain.bin -filter\n*.key filter=git-crypt\n',
        '.gitignore': '*.local.yaml\nlib/\n!keep.local.yaml\n',
        'deep/.gitattributes': '*.txt filter=own\n',
        'deep/.gitignore': 'only-here\n',
        'flagged.txt': '1',
        'skipped.txt': '1',
        'tracked.local.yaml': '1',
      });
      runGit(folder, 'add', '--force', 'tracked.local.yaml');
      runGit(folder, 'update-index', '--assume-unchanged', 'flagged.txt');
      runGit(folder, 'update-index', '--skip-worktree', 'skipped.txt');
      writeFiles(folder, {
        '.git/info/exclude': 'mine\n',
        '.git/info/attributes': '*.png filter=pictures\n',
        'sub/a.txt': 'a',
      });
      runGit(join(folder, 'sub'), 'init', '--quiet');
      const git = await opened(implementation, folder);
      const found = await git.withheld([
        ...['a.bin', 'plain.bin', 'b.key', 'c.png', 'new.txt', 'deep/d.txt', 'd.txt', 'flagged.txt', 'skipped.txt'],
        ...['x.local.yaml', 'keep.local.yaml', 'tracked.local.yaml', 'apps/lib/cm.yaml', 'deep/x/only-here', 'mine'],
        ...['only-here', 'sub/a.txt', 'sub/b/c.txt'],
      ]);
      expect(Object.fromEntries(found)).toEqual({
        'a.bin': { why: 'filter', filter: 'lfs' },
        'b.key': { why: 'filter', filter: 'git-crypt' },
        'c.png': { why: 'filter', filter: 'pictures' },
        'deep/d.txt': { why: 'filter', filter: 'own' },
        'flagged.txt': { why: 'assume-unchanged' },
        'skipped.txt': { why: 'skip-worktree' },
        'x.local.yaml': { why: 'ignored', by: '.gitignore:1: *.local.yaml' },
        'apps/lib/cm.yaml': { why: 'ignored', by: '.gitignore:2: lib/' },
        'deep/x/only-here': { why: 'ignored', by: 'deep/.gitignore:1: only-here' },
        mine: { why: 'ignored', by: '.git/info/exclude:1: mine' },
        'sub/a.txt': { why: 'repository', folder: 'sub' },
        'sub/b/c.txt': { why: 'repository', folder: 'sub' },
      });
      expect(await git.withheld([])).toEqual(new Map());
    });

    it('knows the files of the user, named by a setting or in the folder of their settings', async () => {
      const folder = createRepository({ 'a.txt': 'a' });
      const home = temporaryFolder();
      writeFiles(home, { '.config/git/ignore': '*.tmp\n', '.config/git/attributes': '*.zip filter=lfs\n' });
      const paths = ['a.tmp', 'a.zip', 'a.bak'];
      const mine = await (await opened(implementation, folder, { HOME: home })).withheld(paths);
      expect([...mine.keys()].sort()).toEqual(['a.tmp', 'a.zip']);
      writeFiles(folder, { '.git/own-ignore': '*.bak\n', '.git/own-attributes': '*.tmp filter=x\n' });
      runGit(folder, 'config', 'core.excludesFile', '.git/own-ignore');
      runGit(folder, 'config', 'core.attributesFile', '.git/own-attributes');
      const set = await (await opened(implementation, folder, { HOME: home })).withheld(paths);
      expect([...set].map(([path, { why }]) => `${path} ${why}`).sort()).toEqual(['a.bak ignored', 'a.tmp filter']);
    });

    it('knows the folder of a submodule that is not fetched', async () => {
      const folder = createRepository({ 'a.txt': 'a' });
      runGit(folder, 'update-index', '--add', '--cacheinfo', `160000,${runGit(folder, 'rev-parse', 'HEAD')},sub`);
      const git = await opened(implementation, folder, gitEnv);
      expect(await git.withheld(['sub/x.yaml'])).toEqual(
        new Map([['sub/x.yaml', { why: 'repository', folder: 'sub' }]]),
      );
    });
  });

  describe('writeTree', () => {
    it('writes the files of a commit or a tree with changes, and none but these', async () => {
      const folder = createRepository({ 'a.txt': '1', 'b/c.txt': '1', 'b/d.txt': '1' });
      const git = await opened(implementation, folder);
      const first = await git.writeTree(runGit(folder, 'rev-parse', 'HEAD'), [
        { path: 'a.txt', content: '2' },
        { path: 'b/c.txt', deleted: true },
      ]);
      const second = await git.writeTree(first, [{ path: 'b/e.txt', content: Buffer.from('e') }]);
      const list = (tree: string) => runGit(folder, 'ls-tree', '-r', '--name-only', tree).split('\n');
      expect([list(first), list(second)]).toEqual([
        ['a.txt', 'b/d.txt'],
        ['a.txt', 'b/d.txt', 'b/e.txt'],
      ]);
      expect(await git.writeTree(second, [])).toBe(second);
      const alone = await git.writeTree(undefined, [{ path: 'x/y.txt', content: 'y' }]);
      expect(await git.tree(alone, ['x'])).toMatchObject([{ path: 'x/y.txt', mode: '100644' }]);
    });
  });
}
