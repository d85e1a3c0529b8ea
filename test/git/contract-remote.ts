import { describe, expect, it } from 'vitest';
import type { Git } from '../../src/ports/git.ts';
import {
  createBareRepository,
  createRepository,
  runGit,
  temporaryFolder,
  writeFiles,
  writeHook,
} from '../support/git.ts';
import { commitFiles, type Implementation, opened } from './implementation.ts';

/** A repository with one commit that is pushed to `origin`. */
async function prepare(implementation: Implementation): Promise<{ folder: string; bare: string; first: string }> {
  const bare = createBareRepository();
  const folder = createRepository({ 'a.txt': 'a' });
  runGit(folder, 'push', '--quiet', bare, 'main');
  runGit(folder, 'remote', 'add', 'origin', await implementation.address(bare));
  const first = runGit(folder, 'rev-parse', 'HEAD');
  runGit(folder, 'update-ref', 'refs/remotes/origin/main', first);
  return { folder, bare, first };
}

async function commitFile(git: Git, path: string, text: string): Promise<string> {
  writeFiles(git.root, { [path]: text });
  return commitFiles(git, [path], `Write ${path}`);
}

/** Another person commits a file and pushes it. */
function pushAsAnother(bare: string, path: string, branch = 'main'): string {
  const other = temporaryFolder();
  runGit(other, 'clone', '--quiet', bare, '.');
  writeFiles(other, { [path]: 'from another' });
  runGit(other, 'add', '--all');
  runGit(other, '-c', 'user.name=Bob', '-c', 'user.email=bob@example.com', 'commit', '--quiet', '--message', 'Bob');
  runGit(other, 'push', '--quiet', 'origin', `HEAD:${branch}`);
  return runGit(other, 'rev-parse', 'HEAD');
}

export function describeRemote(implementation: Implementation): void {
  describe('remote', () => {
    it('is what the branch says, else origin, else the only one', async () => {
      const folder = createRepository({ 'a.txt': 'a' });
      const git = await opened(implementation, folder);
      expect(await git.remote('main')).toBeUndefined();
      runGit(folder, 'remote', 'add', 'upstream', 'https://ann:se%40cret@example.com/up.git');
      expect(await git.remote('main')).toEqual({ name: 'upstream', url: 'https://example.com/up.git' });
      runGit(folder, 'remote', 'add', 'fork', 'git@example.com:ann/fleet.git');
      expect(await git.remote('main')).toBeUndefined();
      runGit(folder, 'remote', 'add', 'origin', 'ssh://git@example.com/fleet.git');
      expect(await git.remote('main')).toEqual({ name: 'origin', url: 'ssh://git@example.com/fleet.git' });
      runGit(folder, 'config', 'branch.main.remote', 'fork');
      expect(await git.remote('main')).toEqual({ name: 'fork', url: 'git@example.com:ann/fleet.git' });
      expect(await git.remote('other')).toMatchObject({ name: 'origin' });
    });
  });

  describe('remoteBranches', () => {
    it('are those of the remote, which may have none', async () => {
      const { folder, bare } = await prepare(implementation);
      const git = await opened(implementation, folder);
      runGit(bare, 'branch', 'team/a', 'main');
      runGit(bare, 'tag', 'v1', 'main');
      expect(await git.remoteBranches('origin')).toEqual(['main', 'team/a']);
      runGit(folder, 'remote', 'add', 'empty', await implementation.address(createBareRepository()));
      expect(await git.remoteBranches('empty')).toEqual([]);
    });
  });

  describe('push', () => {
    it('moves the branch of the remote, and remembers its tip', async () => {
      const { folder, bare } = await prepare(implementation);
      const git = await opened(implementation, folder);
      const id = await commitFile(git, 'clusters/é/x.yaml', 'x');
      expect(await git.push('origin', id, 'main')).toEqual({ outcome: 'pushed' });
      expect(runGit(bare, 'rev-parse', 'main')).toBe(id);
      expect(await git.remoteTip('origin', 'main')).toBe(id);
      expect(runGit(bare, 'fsck', '--strict')).toBe('');
      expect(await git.push('origin', id, 'main')).toEqual({ outcome: 'pushed' });
    });

    it('makes a branch, with a commit that no branch here has', async () => {
      const { folder, bare, first } = await prepare(implementation);
      const git = await opened(implementation, folder);
      const changes = [{ path: 'b/c.txt', content: 'c' }];
      const id = await git.writeCommit({ parent: first, changes, message: 'Elsewhere' });
      expect(await git.remoteTip('origin', 'team/new')).toBeUndefined();
      expect(await git.push('origin', id, 'team/new')).toEqual({ outcome: 'pushed' });
      expect(runGit(bare, 'rev-parse', 'team/new')).toBe(id);
      expect(await git.remoteTip('origin', 'team/new')).toBe(id);
      expect(runGit(folder, 'rev-parse', 'main')).toBe(first);
      expect(runGit(bare, 'fsck', '--strict')).toBe('');
    });

    it('fills an empty remote', async () => {
      const bare = createBareRepository();
      const folder = createRepository({ 'a.txt': 'a', 'b/c.txt': 'c', 'b/d/e.txt': 'a' });
      runGit(folder, 'gc', '--quiet');
      runGit(folder, 'remote', 'add', 'origin', await implementation.address(bare));
      const git = await opened(implementation, folder);
      expect(await git.fetch('origin', 'main')).toBeUndefined();
      const id = await commitFile(git, 'f.txt', 'f');
      expect(await git.push('origin', id, 'main')).toEqual({ outcome: 'pushed' });
      expect(runGit(bare, 'log', '--format=%s', 'main')).toBe('Write f.txt\nFirst');
      expect(runGit(bare, 'fsck', '--strict')).toBe('');
    });

    it('works from a shallow clone', async () => {
      const { bare } = await prepare(implementation);
      pushAsAnother(bare, 'b.txt');
      const folder = temporaryFolder();
      runGit(folder, 'clone', '--quiet', '--depth', '1', `file://${bare}`, '.');
      runGit(folder, 'remote', 'set-url', 'origin', await implementation.address(bare));
      runGit(folder, 'config', 'user.name', 'Ann');
      runGit(folder, 'config', 'user.email', 'ann@example.com');
      const git = await opened(implementation, folder);
      const id = await commitFile(git, 'c.txt', 'c');
      expect(await git.push('origin', id, 'main')).toEqual({ outcome: 'pushed' });
      const theirs = pushAsAnother(bare, 'd.txt');
      expect(await git.fetch('origin', 'main')).toBe(theirs);
      expect((await git.history([id], theirs)).map(({ message }) => message)).toEqual(['Bob']);
      expect(await git.mergeBase(id, theirs)).toBe(id);
      expect(runGit(bare, 'fsck', '--strict')).toBe('');
    });

    it('says that the remote has moved, fetched or not; never forces', async () => {
      const { folder, bare } = await prepare(implementation);
      const git = await opened(implementation, folder);
      const mine = await commitFile(git, 'mine.txt', 'm');
      const theirs = pushAsAnother(bare, 'theirs.txt');
      expect(await git.push('origin', mine, 'main')).toEqual({ outcome: 'moved' });
      expect(await git.fetch('origin', 'main')).toBe(theirs);
      expect(await git.push('origin', mine, 'main')).toEqual({ outcome: 'moved' });
      expect(runGit(bare, 'rev-parse', 'main')).toBe(theirs);
      const changes = [{ path: 'mine.txt', content: 'm' }];
      const again = await git.writeCommit({ parent: theirs, changes, message: 'Again' });
      expect(await git.push('origin', again, 'main')).toEqual({ outcome: 'pushed' });
    });

    it('says that the branch is locked there, which is nobody who was faster', async () => {
      const { folder, bare, first } = await prepare(implementation);
      const git = await opened(implementation, folder);
      const mine = await commitFile(git, 'mine.txt', 'm');
      writeFiles(bare, { 'refs/heads/main.lock': '' });
      const message = expect.stringContaining('main.lock');
      expect(await git.push('origin', mine, 'main')).toEqual({ outcome: 'locked', message });
      expect(runGit(bare, 'rev-parse', 'main')).toBe(first);
    });

    it('says that the remote has moved where another is faster by a moment', async () => {
      const { folder, bare } = await prepare(implementation);
      const git = await opened(implementation, folder);
      const mine = await commitFile(git, 'mine.txt', 'm');
      const theirs = pushAsAnother(bare, 'theirs.txt', 'waiting');
      writeHook(bare, 'pre-receive', `env -u GIT_QUARANTINE_PATH git update-ref refs/heads/main ${theirs}`);
      expect(await git.push('origin', mine, 'main')).toEqual({ outcome: 'moved' });
      expect(runGit(bare, 'rev-parse', 'main')).toBe(theirs);
    });

    it('says that the remote has moved unless the branch is where it was seen, back to an older commit included', async () => {
      const { folder, bare, first } = await prepare(implementation);
      const git = await opened(implementation, folder);
      const second = await commitFile(git, 'b.txt', 'b');
      const third = await commitFile(git, 'c.txt', 'c');
      expect(await git.push('origin', second, 'main', { tip: undefined })).toEqual({ outcome: 'moved' });
      expect(await git.push('origin', second, 'main', { tip: first })).toEqual({ outcome: 'pushed' });
      runGit(bare, 'update-ref', 'refs/heads/main', first);
      expect(await git.push('origin', third, 'main', { tip: second })).toEqual({ outcome: 'moved' });
      runGit(bare, 'update-ref', '-d', 'refs/heads/main');
      expect(await git.push('origin', third, 'main', { tip: second })).toEqual({ outcome: 'moved' });
      expect(runGit(bare, 'for-each-ref')).toBe('');
      expect(await git.push('origin', third, 'main', { tip: undefined })).toEqual({ outcome: 'pushed' });
      expect(await git.push('origin', second, 'main', { tip: third })).toEqual({ outcome: 'moved' });
      expect(runGit(bare, 'rev-parse', 'main')).toBe(third);
    });

    it('hands on what a server says that refuses', async () => {
      const { folder, bare, first } = await prepare(implementation);
      writeHook(bare, 'pre-receive', 'echo "main is protected:" >&2; echo "use a pull request" >&2; exit 1');
      const git = await opened(implementation, folder);
      const id = await commitFile(git, 'mine.txt', 'm');
      expect(await git.push('origin', id, 'main')).toEqual({
        outcome: 'refused',
        message: 'main is protected:\nuse a pull request',
      });
      expect([runGit(bare, 'rev-parse', 'main'), await git.remoteTip('origin', 'main')]).toEqual([first, first]);
    });

    it('gives the reason of a server that says no more', async () => {
      const { folder, bare } = await prepare(implementation);
      writeHook(bare, 'update', 'exit 1');
      const git = await opened(implementation, folder);
      const id = await commitFile(git, 'mine.txt', 'm');
      expect(await git.push('origin', id, 'main')).toEqual({
        outcome: 'refused',
        message: expect.stringMatching(/hook declined/),
      });
    });
  });

  describe('fetch', () => {
    it('brings the commits of a branch, and moves no branch here', async () => {
      const { folder, bare, first } = await prepare(implementation);
      const git = await opened(implementation, folder);
      const theirs = pushAsAnother(bare, 'é/theirs.txt');
      expect(await git.remoteTip('origin', 'main')).toBe(first);
      expect(await git.fetch('origin', 'main')).toBe(theirs);
      expect(await git.remoteTip('origin', 'main')).toBe(theirs);
      expect((await git.tree(theirs, [''])).map(({ path }) => path)).toEqual(['a.txt', 'é/theirs.txt']);
      expect((await git.head()).commit).toBe(first);
      expect(await git.fetch('origin', 'main')).toBe(theirs);
      expect(runGit(folder, 'fsck', '--strict')).toBe('');
      expect(runGit(folder, 'status', '--porcelain')).toBe('');
    });

    it('remembers where the branch was, when others forced it elsewhere', async () => {
      const { folder, bare, first } = await prepare(implementation);
      const git = await opened(implementation, folder);
      expect(await git.formerTips('origin', 'main')).toEqual([first]);
      const bad = pushAsAnother(bare, 'bad.txt');
      expect(await git.fetch('origin', 'main')).toBe(bad);
      runGit(bare, 'update-ref', 'refs/heads/main', first);
      expect(await git.fetch('origin', 'main')).toBe(first);
      expect(await git.fetch('origin', 'main')).toBe(first);
      const good = pushAsAnother(bare, 'good.txt');
      expect(await git.fetch('origin', 'main')).toBe(good);
      expect((await git.formerTips('origin', 'main')).sort()).toEqual([bad, first, good].sort());
      expect(await git.formerTips('origin', 'other')).toEqual([]);
    });

    it('does not find a branch that is not there', async () => {
      const { folder } = await prepare(implementation);
      expect(await (await opened(implementation, folder)).fetch('origin', 'nothing')).toBeUndefined();
    });
  });
}
