import { describe, expect, it } from 'vitest';
import type { TreeChange } from '../../src/ports/git.ts';
import { createRepository, runGit, writeFiles } from '../support/git.ts';
import { type Implementation, opened } from './implementation.ts';

/** All of a repository that must not move: branches, index, work tree. */
function state(folder: string): string {
  const parts = [['for-each-ref'], ['ls-files', '--stage'], ['status', '--porcelain'], ['symbolic-ref', 'HEAD']];
  return parts.map((args) => runGit(folder, ...args)).join('\n');
}

export function describeWriteCommit(implementation: Implementation): void {
  describe('writeCommit', () => {
    it("writes the parent's files with the changes, and moves nothing", async () => {
      const folder = createRepository({
        'a.txt': 'a',
        'b/c/d.txt': 'd',
        'b/keep.txt': 'k',
        'e/only.txt': 'o',
        file: 'f',
        'folder/x.txt': 'x',
      });
      const parent = runGit(folder, 'rev-parse', 'HEAD');
      writeFiles(folder, { 'a.txt': 'dirty', 'staged.txt': 's' });
      runGit(folder, 'add', 'staged.txt');
      const before = state(folder);
      const git = await opened(implementation, folder);
      const id = await git.writeCommit({
        parent,
        changes: [
          { path: 'a.txt', content: 'new\n' },
          { path: 'b/c/d.txt', deleted: true },
          { path: 'b/copy.txt', id: runGit(folder, 'rev-parse', 'HEAD:b/keep.txt'), mode: '100644' },
          { path: 'e/only.txt', deleted: true },
          { path: 'folder', content: 'now a file' },
          { path: 'folder/x.txt', deleted: true },
          { path: 'file/inside.txt', content: 'now a folder' },
          { path: 'file', deleted: true },
          { path: 'é "q"\\\n.txt', content: new Uint8Array([0, 255, 10]) },
          { path: 'nowhere/x.txt', deleted: true },
        ],
        message: 'Generated\n\nBy a tool',
      });
      expect(runGit(folder, 'ls-tree', '-r', '-z', '--name-only', id).split('\0')).toEqual([
        'a.txt',
        'b/copy.txt',
        'b/keep.txt',
        'file/inside.txt',
        'folder',
        'é "q"\\\n.txt',
        '',
      ]);
      expect(runGit(folder, 'show', `${id}:a.txt`)).toBe('new');
      expect(runGit(folder, 'log', '-1', '--format=%P %an %cn%n%B', id)).toBe(
        `${parent} Ann Example Ann Example\nGenerated\n\nBy a tool\n`,
      );
      expect(state(folder)).toBe(before);
      expect(runGit(folder, 'fsck', '--strict', '--no-dangling')).toBe('');
    });

    it('keeps what is executable executable, and takes modes with objects', async () => {
      const folder = createRepository({ 'run.sh': 'true', 'plain.sh': 'true' });
      runGit(folder, 'update-index', '--chmod=+x', 'run.sh');
      runGit(folder, 'commit', '--quiet', '--message', 'Run');
      const parent = runGit(folder, 'rev-parse', 'HEAD');
      const id = runGit(folder, 'rev-parse', 'HEAD:run.sh');
      const git = await opened(implementation, folder);
      const commit = await git.writeCommit({
        parent,
        changes: [
          { path: 'run.sh', content: 'false' },
          { path: 'plain.sh', content: 'false' },
          { path: 'link', id, mode: '120000' },
          { path: 'sub', id: parent, mode: '160000' },
        ],
        message: 'Modes',
      });
      expect((await git.tree(commit, [''])).map(({ path, mode }) => `${mode} ${path}`)).toEqual([
        '120000 link',
        '100644 plain.sh',
        '100755 run.sh',
        '160000 sub',
      ]);
    });

    it('begins a history of its own without a parent', async () => {
      const folder = createRepository({ 'a.txt': 'a' });
      const before = state(folder);
      const git = await opened(implementation, folder);
      const id = await git.writeCommit({
        parent: undefined,
        changes: [{ path: 'clusters/x/kustomization.yaml', content: 'x' }],
        message: 'First',
      });
      expect(runGit(folder, 'log', '--format=%P|%s', id)).toBe('|First');
      expect(runGit(folder, 'ls-tree', '-r', '--name-only', id)).toBe('clusters/x/kustomization.yaml');
      expect(state(folder)).toBe(before);
    });

    it('takes another author', async () => {
      const folder = createRepository({ 'a.txt': 'a' });
      const parent = runGit(folder, 'rev-parse', 'HEAD');
      const author = { name: 'Bob Ünal', email: 'bob@example.com', time: 1_700_000_000, offset: -210 };
      const git = await opened(implementation, folder);
      const id = await git.writeCommit({ parent, changes: [], message: 'Rebased', author });
      expect((await git.commitInfo(id)).author).toEqual(author);
      expect(runGit(folder, 'log', '-1', '--format=%an %ad %cn %T', '--date=raw', id)).toBe(
        `Bob Ünal 1700000000 -0330 Ann Example ${runGit(folder, 'rev-parse', 'HEAD^{tree}')}`,
      );
    });

    it('takes thousands of changes as they come', async () => {
      const folder = createRepository({ 'keep.txt': 'k', 'clusters/0/c-0/kustomization.yaml': 'old' });
      const parent = runGit(folder, 'rev-parse', 'HEAD');
      function* changes(): Generator<TreeChange> {
        for (let i = 0; i < 3000; i += 1) {
          yield { path: `clusters/${i % 10}/c-${i}/kustomization.yaml`, content: `# ${i}\n` };
        }
      }
      const git = await opened(implementation, folder);
      const id = await git.writeCommit({ parent, changes: changes(), message: 'Many' });
      expect(await git.tree(id, [''])).toHaveLength(3001);
      expect(runGit(folder, 'show', `${id}:clusters/9/c-2999/kustomization.yaml`)).toBe('# 2999');
      expect(runGit(folder, 'fsck', '--strict', '--no-dangling')).toBe('');
    });

    it('writes nothing that counts where the changes end with an error, or name what must not be', async () => {
      const folder = createRepository({ 'a.txt': 'a' });
      const parent = runGit(folder, 'rev-parse', 'HEAD');
      const before = state(folder);
      function* broken(): Generator<TreeChange> {
        yield { path: 'b.txt', content: 'b' };
        throw new Error('broken off');
      }
      const git = await opened(implementation, folder);
      await expect(git.writeCommit({ parent, changes: broken(), message: 'x' })).rejects.toThrow('broken off');
      for (const path of ['../x', '.git/hooks/pre-commit', '/etc/passwd', 'a//b', '']) {
        const changes = [{ path, content: 'x' }];
        await expect(git.writeCommit({ parent, changes, message: 'x' })).rejects.toThrow(/there is an entry/);
      }
      expect(state(folder)).toBe(before);
    });
  });
}
