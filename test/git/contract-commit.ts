import { chmodSync, readdirSync, rmSync, symlinkSync, unlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRepository, runGit, writeFiles } from '../support/git.ts';
import { commitFiles, type Implementation, opened } from './implementation.ts';

/** The files that a commit changed, as `git diff` shows them. */
function inCommit(folder: string, id: string): string[] {
  return runGit(folder, 'show', '--pretty=', '--name-status', '--no-renames', '-z', id).split('\0').filter(Boolean);
}

export function describeCommit(implementation: Implementation): void {
  describe('commit', () => {
    it('takes the paths as they are in the work tree, and leaves the index clean', async () => {
      const folder = createRepository({ 'a b.txt': '1', 'del.txt': '1', 'same.txt': '1', 'del/deep.txt': '1' });
      const parent = runGit(folder, 'rev-parse', 'HEAD');
      writeFiles(folder, {
        'a b.txt': '2',
        'new/é "q"\n.txt': 'n',
        'clusters/x/kustomization.yaml': 'resources: []\n',
      });
      unlinkSync(join(folder, 'del.txt'));
      rmSync(join(folder, 'del'), { recursive: true });
      const paths = [
        'a b.txt',
        'clusters/x/kustomization.yaml',
        'del.txt',
        'del/deep.txt',
        'new/é "q"\n.txt',
        'same.txt',
      ];
      const git = await opened(implementation, folder);
      const id = await commitFiles(git, paths, 'Subject\n\n# Body');
      expect(runGit(folder, 'log', '-1', '--format=%H %P %an %ce%n%B')).toBe(
        `${id} ${parent} Ann Example ann@example.com\nSubject\n\n# Body\n`,
      );
      expect(inCommit(folder, id).sort()).toEqual(['A', 'A', 'D', 'D', 'M', ...paths.slice(0, 5)].sort());
      expect(runGit(folder, 'symbolic-ref', 'HEAD')).toBe('refs/heads/main');
      expect(runGit(folder, 'status', '--porcelain')).toBe('');
      expect(runGit(folder, 'fsck', '--strict')).toBe('');
      expect(await git.changes([''])).toEqual([]);
    });

    it('takes nothing else: what is staged stays staged, what is dirty stays dirty', async () => {
      const folder = createRepository({ 'a.txt': '1', 'dirty.txt': '1', 'staged.txt': '1', 'removed.txt': '1' });
      writeFiles(folder, { 'a.txt': '2', 'dirty.txt': '2', 'staged.txt': '2', 'added.txt': 'n', 'untracked.txt': 'n' });
      runGit(folder, 'add', 'staged.txt', 'added.txt');
      runGit(folder, 'rm', '--quiet', '--cached', 'removed.txt');
      runGit(folder, 'add', 'a.txt');
      writeFiles(folder, { 'a.txt': '3' });
      const git = await opened(implementation, folder);
      const id = await commitFiles(git, ['a.txt'], 'One');
      expect(inCommit(folder, id)).toEqual(['M', 'a.txt']);
      expect(runGit(folder, 'show', 'HEAD:a.txt')).toBe('3');
      expect(runGit(folder, 'status', '--porcelain').split('\n').sort()).toEqual([
        ' M dirty.txt',
        '?? removed.txt',
        '?? untracked.txt',
        'A  added.txt',
        'D  removed.txt',
        'M  staged.txt',
      ]);
    });

    it('does not hide from Git a change in the moment in which the index was written', async () => {
      const folder = createRepository({ 'a.txt': '1', 'b.txt': '1' });
      runGit(folder, 'config', 'core.trustctime', 'false');
      const moment = new Date('2026-01-01T00:00:00Z');
      const files = [join(folder, 'a.txt'), join(folder, '.git/index')];
      utimesSync(join(folder, 'a.txt'), moment, moment);
      runGit(folder, 'update-index', '--refresh');
      writeFiles(folder, { 'a.txt': '2', 'b.txt': '2' });
      for (const file of files) utimesSync(file, moment, moment);
      await commitFiles(await opened(implementation, folder), ['b.txt'], 'B');
      expect(runGit(folder, 'status', '--porcelain')).toBe(' M a.txt');
    });

    it('keeps modes: links, files that may be run, and files in the place of folders', async () => {
      const folder = createRepository({ 'run.sh': 'true', 'd/e.txt': 'e', f: 'f', 'g/h.txt': 'h' });
      chmodSync(join(folder, 'run.sh'), 0o755);
      symlinkSync('über/nowhere', join(folder, 'link'));
      rmSync(join(folder, 'd'), { recursive: true });
      rmSync(join(folder, 'f'));
      rmSync(join(folder, 'g'), { recursive: true });
      symlinkSync('f', join(folder, 'g'));
      writeFiles(folder, { d: 'now a file', 'f/h.txt': 'now a folder' });
      const git = await opened(implementation, folder);
      const paths = (await git.changes([''])).map(({ path }) => path);
      await commitFiles(git, paths, 'Modes');
      expect(runGit(folder, 'ls-tree', '-r', '--format=%(objectmode) %(path)', 'HEAD').split('\n')).toEqual([
        '100644 d',
        '100644 f/h.txt',
        '120000 g',
        '120000 link',
        '100755 run.sh',
      ]);
      expect(runGit(folder, 'show', 'HEAD:link')).toBe('über/nowhere');
      expect(runGit(folder, 'status', '--porcelain')).toBe('');
      expect(runGit(folder, 'fsck', '--strict')).toBe('');
    });

    it('lets a file take the place of a folder that was staged only, and the other way round', async () => {
      const folder = createRepository({ 'a.txt': 'a' });
      writeFiles(folder, { 'd/staged.txt': 's', f: 's' });
      runGit(folder, 'add', '--all');
      rmSync(join(folder, 'd'), { recursive: true });
      unlinkSync(join(folder, 'f'));
      writeFiles(folder, { d: 'now a file', 'f/g.txt': 'now a folder' });
      await commitFiles(await opened(implementation, folder), ['d', 'f/g.txt'], 'Places');
      expect(runGit(folder, 'status', '--porcelain')).toBe('');
      expect(runGit(folder, 'ls-files')).toBe('a.txt\nd\nf/g.txt');
    });

    it('takes a tree, whatever the work tree and the index hold, and leaves what is ignored in it', async () => {
      const folder = createRepository({ '.gitignore': '*.log\n', 'a.txt': '1', 'b.txt': '1' });
      writeFiles(folder, { 'a.txt': 'on disk', 'b.txt': 'staged' });
      runGit(folder, 'add', 'b.txt');
      const git = await opened(implementation, folder);
      const tree = await git.writeTree(runGit(folder, 'rev-parse', 'HEAD'), [
        { path: 'a.txt', content: '2' },
        { path: 'x.log', content: 'x' },
      ]);
      const id = await git.commit({ tree, message: 'Tree' });
      expect(runGit(folder, 'rev-parse', `${id}^{tree}`)).toBe(tree);
      expect(runGit(folder, 'status', '--porcelain').split('\n').sort()).toEqual([' D x.log', ' M a.txt', 'M  b.txt']);
    });

    it('is taken back where it is not what it should be: HEAD and index are as they were', async () => {
      for (const files of [{ 'a.txt': '1', 'b.txt': '1' }, {}]) {
        const folder = createRepository(files);
        writeFiles(folder, { 'a.txt': '2', 'b.txt': '2' });
        runGit(folder, 'add', 'b.txt');
        const state = () => [
          runGit(folder, 'for-each-ref'),
          runGit(folder, 'ls-files', '--stage', '--debug'),
          runGit(folder, 'status', '--porcelain'),
        ];
        const before = state();
        const git = await opened(implementation, folder);
        const { tree } = await git.snapshot(['a.txt']);
        const prove = async (commit: string) => {
          throw new Error(`not ${commit}`);
        };
        await expect(git.commit({ tree, message: 'Wrong', prove })).rejects.toThrow(/^not [0-9a-f]{40}$/);
        expect(state()).toEqual(before);
      }
    });

    it('keeps what Git was told about files on the disk', async () => {
      const folder = createRepository({ 'a.txt': '1', 'b.txt': '1', 'c.txt': '1' });
      runGit(folder, 'update-index', '--skip-worktree', 'a.txt');
      runGit(folder, 'update-index', '--assume-unchanged', 'b.txt');
      unlinkSync(join(folder, 'a.txt'));
      const git = await opened(implementation, folder);
      const changes = ['a.txt', 'b.txt', 'c.txt'].map((path) => ({ path, content: '2' }));
      const tree = await git.writeTree(runGit(folder, 'rev-parse', 'HEAD'), changes);
      await git.commit({ tree, message: 'Flags' });
      expect(runGit(folder, 'ls-files', '-v')).toBe('S a.txt\nh b.txt\nH c.txt');
      expect(runGit(folder, 'status', '--porcelain')).toBe(' M c.txt');
    });

    it('makes the first commit', async () => {
      const folder = createRepository();
      writeFiles(folder, { 'a.txt': 'a', 'b/c.txt': 'c', 'later.txt': 'l' });
      runGit(folder, 'add', 'later.txt');
      const git = await opened(implementation, folder);
      const id = await commitFiles(git, ['a.txt', 'b/c.txt'], 'First');
      expect(await git.head()).toEqual({ branch: 'main', commit: id });
      expect((await git.commitInfo(id)).parents).toEqual([]);
      expect(runGit(folder, 'ls-tree', '-r', '--name-only', id)).toBe('a.txt\nb/c.txt');
      expect(runGit(folder, 'status', '--porcelain')).toBe('A  later.txt');
      expect(runGit(folder, 'fsck', '--strict')).toBe('');
    });

    it('moves a detached HEAD, and no branch', async () => {
      const folder = createRepository({ 'a.txt': 'a' });
      const main = runGit(folder, 'rev-parse', 'main');
      runGit(folder, 'switch', '--quiet', '--detach');
      writeFiles(folder, { 'a.txt': 'b' });
      const git = await opened(implementation, folder);
      const id = await commitFiles(git, ['a.txt'], 'Detached');
      expect(await git.head()).toEqual({ branch: undefined, commit: id });
      expect(runGit(folder, 'rev-parse', 'main')).toBe(main);
    });

    it('commits many files at once', async () => {
      const folder = createRepository({ 'a.txt': 'a' });
      const files = Object.fromEntries(
        Array.from({ length: 1500 }, (_, i) => [`clusters/${i % 7}/c-${i}/kustomization.yaml`, `# ${i}\n`]),
      );
      writeFiles(folder, files);
      const git = await opened(implementation, folder);
      await commitFiles(git, Object.keys(files), 'Many');
      expect(runGit(folder, 'status', '--porcelain')).toBe('');
      expect(runGit(folder, 'fsck', '--strict', '--no-dangling')).toBe('');
      expect(runGit(folder, 'ls-files').split('\n')).toHaveLength(1501);
    });

    it('refuses where nothing differs', async () => {
      const folder = createRepository({ 'a.txt': 'a', 'b.txt': 'b' });
      writeFiles(folder, { 'b.txt': 'staged' });
      runGit(folder, 'add', 'b.txt');
      const git = await opened(implementation, folder);
      await expect(commitFiles(git, ['a.txt', 'nowhere.txt'], 'Nothing')).rejects.toThrow(/nothing to commit/);
      await expect(commitFiles(git, [], 'Nothing')).rejects.toThrow(/nothing to commit/);
      expect(runGit(folder, 'status', '--porcelain')).toBe('M  b.txt');
    });

    it('refuses where Git does not know who commits, and says what to type', async () => {
      const folder = createRepository({ 'a.txt': 'a' });
      const [parent, before] = [runGit(folder, 'rev-parse', 'HEAD'), runGit(folder, 'ls-files', '--stage', '--debug')];
      runGit(folder, 'config', '--unset', 'user.name');
      runGit(folder, 'config', '--unset', 'user.email');
      runGit(folder, 'config', 'user.useConfigOnly', 'true');
      writeFiles(folder, { 'a.txt': 'b' });
      const git = await opened(implementation, folder);
      const hint = expect.stringMatching(
        /git config user\.name "Your Name" && git config user\.email you@example\.com/,
      );
      await expect(commitFiles(git, ['a.txt'], 'Who')).rejects.toMatchObject({ hint });
      await expect(git.writeCommit({ parent, changes: [], message: 'Who' })).rejects.toMatchObject({ hint });
      expect(runGit(folder, 'rev-parse', 'HEAD')).toBe(parent);
      expect(runGit(folder, 'ls-files', '--stage', '--debug')).toBe(before);
    });

    it('takes the people of the environment first', async () => {
      const folder = createRepository({ 'a.txt': 'a' });
      writeFiles(folder, { 'a.txt': 'b' });
      const git = await opened(implementation, folder, {
        GIT_AUTHOR_NAME: 'Robot',
        GIT_AUTHOR_EMAIL: 'robot@example.com',
        GIT_COMMITTER_EMAIL: 'ci@example.com',
      });
      await commitFiles(git, ['a.txt'], 'People');
      expect(runGit(folder, 'log', '-1', '--format=%an %ae %cn %ce')).toBe(
        'Robot robot@example.com Ann Example ci@example.com',
      );
    });

    it('refuses in the middle of a merge', async () => {
      const folder = createRepository({ 'a.txt': 'a\n', 'b.txt': 'b\n' });
      runGit(folder, 'switch', '--quiet', '--create', 'other');
      writeFiles(folder, { 'a.txt': 'theirs\n' });
      runGit(folder, 'commit', '--quiet', '--all', '--message', 'Theirs');
      runGit(folder, 'switch', '--quiet', 'main');
      runGit(folder, 'merge', '--quiet', '--no-ff', '--no-commit', 'other');
      writeFiles(folder, { 'b.txt': 'mine\n' });
      const git = await opened(implementation, folder);
      await expect(commitFiles(git, ['b.txt'], 'Mine')).rejects.toThrow(/A merge is in progress/);
    });

    it('leaves nothing behind in the Git folder', async () => {
      const folder = createRepository({ 'a.txt': 'a' });
      writeFiles(folder, { 'a.txt': 'b' });
      await commitFiles(await opened(implementation, folder), ['a.txt'], 'Tidy');
      const left = readdirSync(join(folder, '.git'), { recursive: true, encoding: 'utf8' });
      expect(left.filter((path) => /lock|resedge.|tmp/.test(path))).toEqual([]);
    });
  });
}
