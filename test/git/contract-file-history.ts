import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRepository, runGit, temporaryFolder, writeFiles } from '../support/git.ts';
import { type Implementation, opened } from './implementation.ts';

/** Writes files and commits all that is there; more arguments of `git commit` may follow. */
function commit(folder: string, message: string, files: Readonly<Record<string, string>> = {}, ...args: string[]) {
  writeFiles(folder, files);
  runGit(folder, 'add', '--all');
  runGit(folder, 'commit', '--quiet', '--message', message, ...args);
}

export function describeFileHistory(implementation: Implementation): void {
  /** For each path the subjects of its commits, and what the file says from there on. */
  async function told(folder: string, paths: readonly string[]): Promise<Record<string, string[]>> {
    const git = await opened(implementation, folder);
    const found = await git.fileHistory(runGit(folder, 'rev-parse', 'HEAD'), paths);
    const lines = [...found].map(([path, versions]) => [
      path,
      versions.map((version) => {
        const subject = runGit(folder, 'log', '-1', '--format=%s', version.commit);
        return `${subject}: ${version.blob === undefined ? 'gone' : runGit(folder, 'cat-file', 'blob', version.blob)}`;
      }),
    ]);
    return Object.fromEntries(lines);
  }

  describe('fileHistory', () => {
    it('tells the commits of each file, newest first: changed, deleted, there again', async () => {
      const folder = createRepository({ 'a.txt': '1', 'in/b.txt': '1', 'in/c.txt': '1' });
      commit(folder, 'Second', { 'a.txt': '2', 'in/other.txt': 'o' });
      rmSync(join(folder, 'in/b.txt'));
      commit(folder, 'Third');
      runGit(folder, 'commit', '--quiet', '--allow-empty', '--message', 'Empty');
      commit(folder, 'Last', { 'in/b.txt': '2' });
      expect(await told(folder, ['a.txt', 'in/b.txt', 'in/c.txt', 'nowhere.txt', 'in', ''])).toEqual({
        'a.txt': ['Second: 2', 'First: 1'],
        'in/b.txt': ['Last: 2', 'Third: gone', 'First: 1'],
        'in/c.txt': ['First: 1'],
        'nowhere.txt': [],
        in: [],
        '': [],
      });
      expect(await told(folder, [])).toEqual({});
      expect(await told(folder, ['in/c.txt', 'in/c.txt'])).toEqual({ 'in/c.txt': ['First: 1'] });
    });

    it('tells who wrote it, and when, whoever committed it', async () => {
      const folder = createRepository();
      const date = '2026-11-23T10:00:00-0330';
      commit(folder, 'Author', { 'a.txt': 'a' }, '--author=Zoë Ünïcode <zoe@example.com>', `--date=${date}`);
      const git = await opened(implementation, folder);
      const [id, blob] = [runGit(folder, 'rev-parse', 'HEAD'), runGit(folder, 'rev-parse', 'HEAD:a.txt')];
      const author = { name: 'Zoë Ünïcode', email: 'zoe@example.com' };
      expect(await git.fileHistory(id, ['a.txt'])).toEqual(
        new Map([['a.txt', [{ commit: id, time: Date.parse(date) / 1000, author, blob }]]]),
      );
    });

    it('counts what a merge brings in at the merge, and not what it keeps', async () => {
      const folder = createRepository({ 'ours.txt': '1', 'theirs.txt': '1', 'both.txt': '1\n\n\n\n' });
      runGit(folder, 'switch', '--quiet', '--create', 'side');
      commit(folder, 'Side', { 'theirs.txt': '2', 'both.txt': '1\n\n\n\nside', 'new.txt': 'n' });
      runGit(folder, 'switch', '--quiet', 'main');
      commit(folder, 'Main', { 'ours.txt': '2', 'both.txt': 'main\n\n\n\n' });
      runGit(folder, 'merge', '--quiet', '--no-ff', '--message', 'Merge', 'side');
      runGit(folder, 'switch', '--quiet', '--create', 'twin');
      runGit(folder, 'switch', '--quiet', 'side');
      commit(folder, 'Side 2', { 'theirs.txt': '3' });
      runGit(folder, 'switch', '--quiet', 'twin');
      runGit(folder, 'merge', '--quiet', '--no-ff', '--message', 'All theirs', '--strategy=ours', 'side');
      expect(await told(folder, ['ours.txt', 'theirs.txt', 'both.txt', 'new.txt'])).toEqual({
        'ours.txt': ['Main: 2', 'First: 1'],
        'theirs.txt': ['Merge: 2', 'First: 1'],
        'both.txt': ['Merge: main\n\n\n\nside', 'Main: main\n\n\n', 'First: 1\n\n\n'],
        'new.txt': ['Merge: n'],
      });
    });

    it('takes names as they are: blanks, quotes, line ends, Unicode, patterns', async () => {
      const names = [
        'a b.txt',
        'é/\u{1F600} "q".txt',
        "it's.txt",
        'line\nend.txt',
        'cr.txt\r',
        '*.txt',
        ':(top)a',
        '-x',
      ];
      const folder = createRepository(Object.fromEntries(names.map((name) => [name, '1'])));
      commit(folder, 'Second', { 'é/\u{1F600} "q".txt': '2', 'line\nend.txt': '2', 'z.txt': 'z' });
      const two = ['Second: 2', 'First: 1'];
      const expected = Object.fromEntries(
        names.map((name) => [name, /[\n\u{1F600}]/u.test(name) ? two : ['First: 1']]),
      );
      expect(await told(folder, names)).toEqual(expected);
      for (const name of names) expect(await told(folder, [name])).toEqual({ [name]: expected[name] });
    });

    it('counts modes and links; where a folder or a submodule is in its place, there is no file', async () => {
      const folder = createRepository({ 'run.sh': '1', 'link.txt': 'link.txt', place: '1', sub: '1' });
      chmodSync(join(folder, 'run.sh'), 0o755);
      commit(folder, 'Mode');
      rmSync(join(folder, 'link.txt'));
      symlinkSync('link.txt', join(folder, 'link.txt'));
      commit(folder, 'Link');
      rmSync(join(folder, 'place'));
      commit(folder, 'Folder', { 'place/in.txt': '2' });
      commit(folder, 'In the folder', { 'place/in.txt': '3' });
      rmSync(join(folder, 'place'), { recursive: true });
      commit(folder, 'File', { place: '4' });
      for (const name of ['HEAD', 'HEAD~2']) {
        runGit(folder, 'update-index', '--cacheinfo', `160000,${runGit(folder, 'rev-parse', name)},sub`);
        runGit(folder, 'commit', '--quiet', '--message', `Submodule at ${name}`);
      }
      expect(await told(folder, ['run.sh', 'link.txt', 'place', 'sub'])).toEqual({
        'run.sh': ['Mode: 1', 'First: 1'],
        'link.txt': ['Link: link.txt', 'First: link.txt'],
        place: ['File: 4', 'Folder: gone', 'First: 1'],
        sub: ['Submodule at HEAD: gone', 'First: 1'],
      });
    });

    it('begins where a shallow clone begins', async () => {
      const source = createRepository({ 'a.txt': '1', 'b.txt': '1' });
      commit(source, 'Second', { 'a.txt': '2' });
      commit(source, 'Third', { 'a.txt': '3' });
      const folder = join(temporaryFolder(), 'clone');
      mkdirSync(folder);
      runGit(folder, 'clone', '--quiet', '--depth', '2', `file://${source}`, '.');
      expect(await told(folder, ['a.txt', 'b.txt'])).toEqual({
        'a.txt': ['Third: 3', 'Second: 2'],
        'b.txt': ['Second: 1'],
      });
    });

    it('finds many files in many folders, packed or not', async () => {
      const paths = Array.from({ length: 1000 }, (_, i) => `teams/${i % 40}/${'long '.repeat(40)}${i}.yaml`);
      const folder = createRepository(Object.fromEntries(paths.map((path) => [path, '1'])));
      runGit(folder, 'gc', '--quiet');
      const changed = paths.filter((_, i) => i % 400 === 0);
      commit(folder, 'Second', Object.fromEntries(changed.map((path) => [path, '2'])));
      const git = await opened(implementation, folder);
      const found = await git.fileHistory(runGit(folder, 'rev-parse', 'HEAD'), paths);
      expect([...found.keys()]).toEqual(paths);
      const twice = [...found].filter(([, versions]) => versions.length === 2).map(([path]) => path);
      expect(twice).toEqual(changed);
      expect([...found.values()].every(({ length }) => length > 0)).toBe(true);
    });

    it('says the same whatever the user has set for what people read', async () => {
      const folder = createRepository({ 'a.txt': 'some words that stay' });
      runGit(folder, 'mv', 'a.txt', 'b.txt');
      commit(folder, 'Moved');
      const settings = {
        'log.follow': 'true',
        'log.showRoot': 'false',
        'log.showSignature': 'true',
        'log.diffMerges': 'combined',
        'log.decorate': 'full',
        'color.ui': 'always',
        'diff.renames': 'copies',
        'core.abbrev': '5',
        'format.pretty': 'full',
      };
      for (const [key, value] of Object.entries(settings)) runGit(folder, 'config', key, value);
      const git = await opened(implementation, folder);
      const [tip, root] = [runGit(folder, 'rev-parse', 'HEAD'), runGit(folder, 'rev-parse', 'HEAD~1')];
      const found = await git.fileHistory(tip, ['a.txt', 'b.txt']);
      const ids = [...found.values()].map((versions) => versions.map(({ commit: id }) => id));
      expect(ids).toEqual([[tip, root], [tip]]);
      const moved = (await git.fileHistory(tip, ['b.txt'])).get('b.txt');
      expect(moved?.map(({ commit: id }) => id)).toEqual([tip]);
    });
  });
}
