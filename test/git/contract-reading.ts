import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/model/errors.ts';
import { createBareRepository, createRepository, gitEnv, runGit, temporaryFolder, writeFiles } from '../support/git.ts';
import { commitFiles, type Implementation, opened } from './implementation.ts';

/** Writes a tree that Git itself would not make; its id. */
function hashTree(folder: string, content: Buffer): string {
  const args = ['hash-object', '-t', 'tree', '-w', '--stdin', '--literally'];
  return execFileSync('git', args, { cwd: folder, input: content, env: gitEnv }).toString().trim();
}

export function describeReading(implementation: Implementation): void {
  describe('opening', () => {
    it('finds the repository from a folder in it', async () => {
      const folder = createRepository({ 'a/b/c.txt': 'c' });
      const git = await opened(implementation, join(folder, 'a/b'));
      expect([git.root, git.folder]).toEqual([folder, join(folder, '.git')]);
    });

    it('resolves links', async () => {
      const folder = createRepository({ 'a.txt': 'a' });
      const link = join(temporaryFolder(), 'link');
      symlinkSync(folder, link);
      expect((await opened(implementation, link)).root).toBe(folder);
    });

    it('finds none outside of repositories', async () => {
      expect(await implementation.open(temporaryFolder(), gitEnv)).toBeUndefined();
    });

    it.each(['..', '.', '.git', '.GIT'])('reads no tree with an entry %s, which would lead elsewhere', async (name) => {
      const folder = createRepository({ 'inventory/a.txt': 'a' });
      const inner = Buffer.from(runGit(folder, 'rev-parse', 'HEAD:inventory'), 'hex');
      const entry = Buffer.concat([Buffer.from(`40000 ${name}\0`), inner]);
      const tree = hashTree(folder, entry);
      const root = hashTree(folder, Buffer.concat([Buffer.from('40000 inventory\0'), Buffer.from(tree, 'hex')]));
      const commit = runGit(folder, 'commit-tree', root, '-m', 'Evil');
      const git = await opened(implementation, folder);
      await expect(git.tree(commit, ['inventory'])).rejects.toThrow(UserError);
      await expect(git.moveTo(commit)).rejects.toThrow(UserError);
      expect(runGit(folder, 'status', '--porcelain')).toBe('');
    });

    it('refuses a bare repository, and the Git folder of one that has files', async () => {
      await expect(implementation.open(createBareRepository(), gitEnv)).rejects.toThrow(UserError);
      await expect(implementation.open(join(createRepository(), '.git'), gitEnv)).rejects.toThrow(
        /no files to work on/,
      );
    });

    it('takes a second work tree: its own HEAD and index, the same Git folder', async () => {
      const main = createRepository({ 'a.txt': 'a' });
      const second = join(temporaryFolder(), 'second');
      runGit(main, 'worktree', 'add', '--quiet', '-b', 'feature', second);
      const git = await opened(implementation, second);
      expect([git.root, git.folder]).toEqual([second, join(main, '.git')]);
      expect((await git.head()).branch).toBe('feature');
      writeFiles(second, { 'b.txt': 'b' });
      const id = await commitFiles(git, ['b.txt'], 'In the second');
      expect(runGit(second, 'rev-parse', 'feature')).toBe(id);
      expect(runGit(second, 'status', '--porcelain')).toBe('');
      expect(runGit(main, 'status', '--porcelain')).toBe('');
    });
  });

  describe('head', () => {
    it('is a branch without a commit at first', async () => {
      const git = await opened(implementation, createRepository());
      expect(await git.head()).toEqual({ branch: 'main', commit: undefined });
    });

    it('is a branch and its commit', async () => {
      const folder = createRepository({ 'a.txt': 'a' });
      runGit(folder, 'switch', '--quiet', '--create', 'team/über');
      const git = await opened(implementation, folder);
      expect(await git.head()).toEqual({ branch: 'team/über', commit: runGit(folder, 'rev-parse', 'HEAD') });
    });

    it('has no branch where it is detached', async () => {
      const folder = createRepository({ 'a.txt': 'a' });
      runGit(folder, 'switch', '--quiet', '--detach');
      const git = await opened(implementation, folder);
      expect(await git.head()).toEqual({ branch: undefined, commit: runGit(folder, 'rev-parse', 'HEAD') });
    });
  });

  describe('config', () => {
    it('gives the last value, with its blanks and quotes', async () => {
      const folder = createRepository();
      runGit(folder, 'config', '--add', 'resedge.note', 'first');
      runGit(folder, 'config', '--add', 'resedge.note', ' a "b" \\ # c ');
      runGit(folder, 'config', 'branch.Release/1.x.description', 'one');
      const git = await opened(implementation, folder);
      expect(await git.config('resedge.note')).toBe(' a "b" \\ # c ');
      expect(await git.config('RESEDGE.Note')).toBe(' a "b" \\ # c ');
      expect(await git.config('branch.Release/1.x.description')).toBe('one');
      expect(await git.config('user.nickname')).toBeUndefined();
    });

    it('reads the settings of the user, which those of the repository override', async () => {
      const folder = createRepository();
      const home = temporaryFolder();
      writeFiles(home, { '.gitconfig': '[user]\n\tname = Home\n[core]\n\tpager = less\n' });
      const git = await opened(implementation, folder, { HOME: home, GIT_CONFIG_GLOBAL: undefined });
      expect([await git.config('user.name'), await git.config('core.pager')]).toEqual(['Ann Example', 'less']);
    });
  });

  describe('resolve', () => {
    it('finds the commit of branches, tags, remotes, ids, and of those before them', async () => {
      const folder = createRepository({ 'a.txt': 'a' });
      const first = runGit(folder, 'rev-parse', 'HEAD');
      runGit(folder, 'tag', '--annotate', 'v1', '--message', 'One');
      runGit(folder, 'commit', '--quiet', '--allow-empty', '--message', 'Second');
      runGit(folder, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
      runGit(folder, 'pack-refs', '--all');
      const second = runGit(folder, 'rev-parse', 'HEAD');
      const git = await opened(implementation, folder);
      for (const name of ['HEAD', '@', 'main', 'refs/heads/main', 'origin/main', second, second.slice(0, 10)]) {
        expect(await git.resolve(name), name).toBe(second);
      }
      for (const name of ['v1', 'HEAD~1', 'main^', 'v1~0', first]) expect(await git.resolve(name), name).toBe(first);
      for (const name of ['nothing', 'HEAD~2', '-h', '', 'a'.repeat(40)]) {
        expect(await git.resolve(name), name).toBeUndefined();
      }
    });
  });

  describe('the beginning of an id', () => {
    it('finds the commit in a file and in a pack', async () => {
      const folder = createRepository({ 'a.txt': 'a' });
      const first = runGit(folder, 'rev-parse', 'HEAD');
      runGit(folder, 'repack', '-q', '-a', '-d');
      runGit(folder, 'commit', '--quiet', '--allow-empty', '--message', 'Second');
      const second = runGit(folder, 'rev-parse', 'HEAD');
      const git = await opened(implementation, folder);
      for (const id of [first, second]) {
        expect([await git.resolve(id.slice(0, 8)), await git.resolve(id.slice(0, 39))]).toEqual([id, id]);
      }
      expect(await git.resolve(first.slice(0, 3))).toBeUndefined();
    });

    it('finds none if two begin so; what else begins so does not count', async () => {
      const folder = createRepository({ 'a.txt': 'a' });
      const id = runGit(folder, 'rev-parse', 'HEAD');
      const start = id.slice(0, 4);
      const git = await opened(implementation, folder);
      writeObject(folder, 'blob', 'text', start);
      expect(await git.resolve(start)).toBe(id);
      writeObject(folder, 'commit', `${runGit(folder, 'cat-file', 'commit', id)}\n`, start);
      expect(await git.resolve(start)).toBeUndefined();
    });
  });

  describe('tree and index', () => {
    const files = {
      'a.txt': 'a',
      'apps/é/\u{1F600} b.txt': 'smile',
      'apps/\uFFEE.txt': 'later in Unicode, earlier in Git',
      'apps/"quoted"\n.txt': 'quoted',
      'apps-x/c.txt': 'c',
      'fleet/d.txt': 'd',
      'run.sh': 'true',
    };

    function prepare(): string {
      const folder = createRepository(files);
      symlinkSync('a.txt', join(folder, 'link'));
      runGit(folder, 'add', 'link');
      runGit(folder, 'update-index', '--chmod=+x', 'run.sh');
      const sub = runGit(folder, 'rev-parse', 'HEAD');
      runGit(folder, 'update-index', '--add', '--cacheinfo', `160000,${sub},sub`);
      runGit(folder, 'commit', '--quiet', '--message', 'Modes');
      return folder;
    }

    it('list all files with their modes, by code unit', async () => {
      const folder = prepare();
      const git = await opened(implementation, folder);
      const entries = await git.tree(runGit(folder, 'rev-parse', 'HEAD'), ['']);
      expect(entries.map(({ path }) => path)).toEqual([...Object.keys(files), 'link', 'sub'].sort());
      const modes = Object.fromEntries(entries.map(({ path, mode }) => [path, mode]));
      expect(modes).toMatchObject({ 'a.txt': '100644', 'run.sh': '100755', link: '120000', sub: '160000' });
      expect(entries.find(({ path }) => path === 'a.txt')?.id).toBe(runGit(folder, 'rev-parse', 'HEAD:a.txt'));
      expect(await git.index([''])).toEqual(entries);
    });

    it('list the files below some folders, each once', async () => {
      const folder = prepare();
      const git = await opened(implementation, folder);
      const commit = runGit(folder, 'rev-parse', 'HEAD');
      for (const list of [git.index, (folders: string[]) => git.tree(commit, folders)]) {
        const paths = async (...folders: string[]) => (await list(folders)).map(({ path }) => path);
        expect(await paths('fleet', 'apps-x/', 'fleet')).toEqual(['apps-x/c.txt', 'fleet/d.txt']);
        expect(await paths('apps/é')).toEqual(['apps/é/\u{1F600} b.txt']);
        expect(await paths('a.txt', 'nowhere', 'ap*')).toEqual(['a.txt']);
        expect(await paths()).toEqual([]);
      }
    });

    it('leaves unmerged files out of the index', async () => {
      const folder = createRepository({ 'a.txt': 'a\n', 'b.txt': 'b\n' });
      runGit(folder, 'switch', '--quiet', '--create', 'other');
      writeFiles(folder, { 'a.txt': 'theirs\n' });
      runGit(folder, 'commit', '--quiet', '--all', '--message', 'Theirs');
      runGit(folder, 'switch', '--quiet', 'main');
      writeFiles(folder, { 'a.txt': 'ours\n' });
      runGit(folder, 'commit', '--quiet', '--all', '--message', 'Ours');
      expect(() => runGit(folder, 'merge', 'other')).toThrow();
      const git = await opened(implementation, folder);
      expect((await git.index([''])).map(({ path }) => path)).toEqual(['b.txt']);
    });
  });

  describe('blobs', () => {
    it('gives contents, loose and packed, bytes as they are', async () => {
      const folder = createRepository({ 'empty.txt': '', 'text.txt': 'line 1\nline 2\n' });
      runGit(folder, 'gc', '--quiet');
      writeFiles(folder, { 'loose.txt': 'über\n\0\n' });
      runGit(folder, 'add', '--all');
      const git = await opened(implementation, folder);
      const entries = await git.index(['']);
      const contents = await git.blobs([...entries, ...entries].map(({ id }) => id));
      const texts = entries.map(({ path, id }) => [path, Buffer.from(contents.get(id) ?? []).toString()]);
      expect(Object.fromEntries(texts)).toEqual({
        'empty.txt': '',
        'text.txt': 'line 1\nline 2\n',
        'loose.txt': 'über\n\0\n',
      });
      expect(await git.blobs([])).toEqual(new Map());
      await expect(git.blobs(['a'.repeat(40)])).rejects.toThrow(/a{40}/);
    });
  });

  describe('history', () => {
    it('reads a commit: message, people, parents', async () => {
      const folder = createRepository();
      runGit(folder, 'commit', '--quiet', '--allow-empty', '--message', 'First');
      const date = '2026-11-23T10:00:00-0330';
      const author = 'Zoë Ünïcode <zoe@example.com>';
      const message = 'Subject\n\nBody: # not a comment\n\nSigned-off-by: x';
      const args = ['--quiet', '--allow-empty', '--cleanup=verbatim', `--author=${author}`, `--date=${date}`];
      runGit(folder, 'commit', ...args, '--message', message);
      const git = await opened(implementation, folder);
      const id = runGit(folder, 'rev-parse', 'HEAD');
      expect(await git.commitInfo(id)).toEqual({
        id,
        parents: [runGit(folder, 'rev-parse', 'HEAD^')],
        tree: runGit(folder, 'rev-parse', 'HEAD^{tree}'),
        message,
        committed: Number(runGit(folder, 'log', '-1', '--format=%ct')),
        author: { name: 'Zoë Ünïcode', email: 'zoe@example.com', time: Date.parse(date) / 1000, offset: -210 },
      });
    });

    it('goes along first parents, to where another branch goes on', async () => {
      const folder = createRepository({ 'a.txt': 'a' });
      const commit = (message: string) => runGit(folder, 'commit', '--quiet', '--allow-empty', '--message', message);
      runGit(folder, 'switch', '--quiet', '--create', 'side');
      commit('Side');
      runGit(folder, 'switch', '--quiet', 'main');
      commit('Second');
      runGit(folder, 'merge', '--quiet', '--no-ff', '--message', 'Merge', 'side');
      commit('Last');
      const git = await opened(implementation, folder);
      const id = (name: string) => runGit(folder, 'rev-parse', name);
      const messages = async (bases: readonly string[], tip: string) =>
        (await git.history(bases.map(id), id(tip))).map(({ message }) => message);
      expect(await messages([], 'main')).toEqual(['First', 'Second', 'Merge', 'Last']);
      const newest = async (most: number) => (await git.ancestors(id('main'), most)).map(({ message }) => message);
      expect(await newest(2)).toEqual(['Last', 'Merge']);
      expect(await newest(9)).toEqual(['Last', 'Merge', 'Second', 'First']);
      expect(await messages(['main~2'], 'main')).toEqual(['Merge', 'Last']);
      expect(await messages(['side'], 'main')).toEqual(['Second', 'Merge', 'Last']);
      expect(await messages(['main'], 'side')).toEqual([]);
      expect(await messages(['side', 'main~1'], 'main')).toEqual(['Last']);
      expect((await git.history(['a'.repeat(40), id('main~1')], id('main'))).length).toBe(1);
      expect(await git.mergeBase(id('side'), id('main~2'))).toBe(id('main~3'));
      expect(await git.mergeBase(id('side'), id('main'))).toBe(id('side'));
    });

    it('leaves out commits that change nothing in some folders', async () => {
      const folder = createRepository({ 'a.txt': 'a', 'out/a.txt': 'a' });
      const commit = (files: Readonly<Record<string, string>>, message: string) => {
        writeFiles(folder, files);
        runGit(folder, 'add', '--all');
        runGit(folder, 'commit', '--quiet', '--message', message);
      };
      commit({ 'a.txt': 'b', 'out*/a.txt': 'a pattern is none' }, 'Beside it');
      runGit(folder, 'switch', '--quiet', '--create', 'side');
      commit({ 'out/a.txt': 'b' }, 'Side');
      commit({ 'out/a.txt': 'a' }, 'Side and back');
      commit({ 'more/deep/a.txt': 'a' }, 'Side again');
      runGit(folder, 'switch', '--quiet', 'main');
      commit({ 'a.txt': 'c' }, 'Beside it again');
      runGit(folder, 'merge', '--quiet', '--no-ff', '--message', 'Merge', 'side');
      runGit(folder, 'commit', '--quiet', '--allow-empty', '--message', 'Last');
      const git = await opened(implementation, folder);
      const tip = runGit(folder, 'rev-parse', 'main');
      const messages = async (folders: readonly string[], bases: readonly string[] = []) =>
        (await git.history(bases, tip, folders)).map(({ message }) => message);
      expect(await messages(['out'])).toEqual(['First']);
      expect(await messages(['out', 'more/deep'])).toEqual(['First', 'Merge']);
      expect(await messages(['out', 'more/deep'], [runGit(folder, 'rev-parse', 'main~2')])).toEqual(['Merge']);
      expect(await messages(['nothing'])).toEqual([]);
    });

    it('knows no merge base of histories that have nothing in common', async () => {
      const folder = createRepository({ 'a.txt': 'a' });
      runGit(folder, 'switch', '--quiet', '--orphan', 'other');
      runGit(folder, 'commit', '--quiet', '--allow-empty', '--message', 'Other');
      const git = await opened(implementation, folder);
      const [a, b] = [runGit(folder, 'rev-parse', 'main'), runGit(folder, 'rev-parse', 'other')];
      expect(await git.mergeBase(a, b)).toBeUndefined();
    });

    it('ends where a shallow clone ends', async () => {
      const source = createRepository({ 'a.txt': 'a' });
      runGit(source, 'commit', '--quiet', '--allow-empty', '--message', 'Second');
      const folder = join(temporaryFolder(), 'clone');
      mkdirSync(folder);
      runGit(folder, 'clone', '--quiet', '--depth', '1', `file://${source}`, '.');
      const git = await opened(implementation, folder);
      const tip = runGit(folder, 'rev-parse', 'HEAD');
      expect((await git.history([], tip)).map(({ message }) => message)).toEqual(['Second']);
      expect((await git.ancestors(tip, 9)).map(({ message }) => message)).toEqual(['Second']);
      expect((await git.history([], tip, ['a.txt'])).map(({ message }) => message)).toEqual(['Second']);
      expect(await git.history([], tip, ['b.txt'])).toEqual([]);
    });
  });
}

/** Writes an object whose id begins so: a text with a number behind it. */
function writeObject(folder: string, type: 'blob' | 'commit', text: string, start: string): void {
  let content: string;
  let number = 0;
  do content = `${text}${number++}\n`;
  while (!idOf(type, content).startsWith(start));
  writeFiles(folder, { object: content });
  runGit(folder, 'hash-object', '-t', type, '-w', 'object');
}

function idOf(type: string, content: string): string {
  return createHash('sha1')
    .update(`${type} ${Buffer.byteLength(content)}\0${content}`)
    .digest('hex');
}
