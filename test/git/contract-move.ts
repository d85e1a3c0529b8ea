import {
  chmodSync,
  existsSync,
  lstatSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/model/errors.ts';
import { createRepository, runGit, writeFiles } from '../support/git.ts';
import { type Implementation, opened } from './implementation.ts';

/** A repository at its first commit, and the id of a second one that differs in many ways. */
function prepare(): { folder: string; first: string; second: string } {
  const folder = createRepository({
    'mod.txt': '1',
    'del/deep/del.txt': '1',
    'same.txt': '1',
    'run.sh': '1',
    'd/e.txt': '1',
    f: '1',
  });
  const first = runGit(folder, 'rev-parse', 'HEAD');
  writeFiles(folder, { 'mod.txt': '2', 'new/é.txt': '2' });
  rmSync(join(folder, 'del'), { recursive: true });
  rmSync(join(folder, 'd'), { recursive: true });
  unlinkSync(join(folder, 'f'));
  writeFiles(folder, { d: 'now a file', 'f/g.txt': 'now a folder' });
  chmodSync(join(folder, 'run.sh'), 0o755);
  symlinkSync('mod.txt', join(folder, 'link'));
  runGit(folder, 'add', '--all');
  runGit(folder, 'commit', '--quiet', '--message', 'Second');
  const second = runGit(folder, 'rev-parse', 'HEAD');
  runGit(folder, 'reset', '--quiet', '--hard', first);
  return { folder, first, second };
}

export function describeMoveTo(implementation: Implementation): void {
  describe('moveTo', () => {
    it('moves branch, index and work tree, there and back', async () => {
      const { folder, first, second } = prepare();
      const git = await opened(implementation, folder);
      utimesSync(join(folder, 'mod.txt'), 1, 1);
      await git.moveTo(second);
      expect(await git.head()).toEqual({ branch: 'main', commit: second });
      expect(runGit(folder, 'status', '--porcelain')).toBe('');
      expect(readFileSync(join(folder, 'new/é.txt'), 'utf8')).toBe('2');
      expect(existsSync(join(folder, 'del'))).toBe(false);
      expect(lstatSync(join(folder, 'run.sh')).mode & 0o777).toBe(0o755);
      expect(readlinkSync(join(folder, 'link'))).toBe('mod.txt');
      await git.moveTo(first);
      expect(runGit(folder, 'status', '--porcelain')).toBe('');
      expect(runGit(folder, 'rev-parse', 'main')).toBe(first);
      expect(existsSync(join(folder, 'new'))).toBe(false);
      expect(lstatSync(join(folder, 'run.sh')).mode & 0o111).toBe(0);
    });

    it('keeps what is dirty or staged in files that do not differ', async () => {
      const { folder, second } = prepare();
      writeFiles(folder, { 'same.txt': 'staged', 'untracked.txt': 'u' });
      runGit(folder, 'add', 'same.txt');
      writeFiles(folder, { 'same.txt': 'dirty' });
      await (await opened(implementation, folder)).moveTo(second);
      expect(runGit(folder, 'status', '--porcelain')).toBe('MM same.txt\n?? untracked.txt');
      expect(readFileSync(join(folder, 'same.txt'), 'utf8')).toBe('dirty');
    });

    const dirty: Record<string, (folder: string) => void> = {
      'a file that was changed': (folder) => writeFiles(folder, { 'mod.txt': 'mine' }),
      'a file that was changed and staged': (folder) => {
        writeFiles(folder, { 'mod.txt': 'mine' });
        runGit(folder, 'add', 'mod.txt');
      },
      'a file that would be deleted': (folder) => writeFiles(folder, { 'del/deep/del.txt': 'mine' }),
      'a file that is not in Git': (folder) => writeFiles(folder, { 'new/é.txt': 'mine' }),
      'a file in a folder that becomes a file': (folder) => writeFiles(folder, { 'd/mine.txt': 'mine' }),
      'a link in the place of a folder': (folder) => symlinkSync('.', join(folder, 'new')),
    };
    for (const [name, spoil] of Object.entries(dirty)) {
      it(`refuses to lose ${name}, and touches nothing`, async () => {
        const { folder, first, second } = prepare();
        spoil(folder);
        const before = runGit(folder, 'status', '--porcelain', '--untracked-files=all');
        const git = await opened(implementation, folder);
        const failure = await git.moveTo(second).catch((error: unknown) => error);
        expect(failure).toBeInstanceOf(UserError);
        expect(failure).toHaveProperty('message', expect.stringMatching(/would be lost: (mod|del|new|d)\b/));
        expect(runGit(folder, 'rev-parse', 'HEAD')).toBe(first);
        expect(runGit(folder, 'status', '--porcelain', '--untracked-files=all')).toBe(before);
      });
    }

    it('does nothing where it is already', async () => {
      const { folder, first } = prepare();
      writeFiles(folder, { 'mod.txt': 'mine' });
      await (await opened(implementation, folder)).moveTo(first);
      expect(runGit(folder, 'status', '--porcelain')).toBe(' M mod.txt');
    });

    it('gives a branch its first commit', async () => {
      const { folder, second } = prepare();
      runGit(folder, 'switch', '--quiet', '--orphan', 'fresh');
      const git = await opened(implementation, folder);
      await git.moveTo(second);
      expect(await git.head()).toEqual({ branch: 'fresh', commit: second });
      expect(runGit(folder, 'status', '--porcelain')).toBe('');
    });

    it('moves a detached HEAD, and no branch', async () => {
      const { folder, first, second } = prepare();
      runGit(folder, 'switch', '--quiet', '--detach');
      const git = await opened(implementation, folder);
      await git.moveTo(second);
      expect(await git.head()).toEqual({ branch: undefined, commit: second });
      expect(runGit(folder, 'rev-parse', 'main')).toBe(first);
    });
  });
}
