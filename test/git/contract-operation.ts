import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Git } from '../../src/ports/git.ts';
import { createRepository, runGit, writeFiles } from '../support/git.ts';
import { type Implementation, opened } from './implementation.ts';

/** A repository on `main` in which `a.txt` and `out.txt` differ from branch `other`, which also removed `gone.txt`. */
export function diverged(): string {
  const folder = createRepository({ 'a.txt': 'a\n', 'gone.txt': 'g\n', 'out.txt': 'o\n' });
  runGit(folder, 'switch', '--quiet', '--create', 'other');
  writeFiles(folder, { 'a.txt': 'theirs\n', 'out.txt': 'theirs\n' });
  runGit(folder, 'rm', '--quiet', 'gone.txt');
  runGit(folder, 'commit', '--quiet', '--all', '--message', 'Theirs');
  runGit(folder, 'switch', '--quiet', 'main');
  writeFiles(folder, { 'gone.txt': 'ours\n', 'out.txt': 'ours\n', 'new.txt': 'n\n' });
  runGit(folder, 'add', '--all');
  runGit(folder, 'commit', '--quiet', '--message', 'Ours');
  return folder;
}

/** Runs Git, which stops. */
export function stop(folder: string, ...args: string[]): void {
  expect(() => runGit(folder, ...args)).toThrow();
}

async function state(git: Git): Promise<[string | undefined, readonly string[]]> {
  return [await git.operation(), await git.conflicts()];
}

export function describeOperation(implementation: Implementation): void {
  describe('operation', () => {
    it('is none in a repository at rest', async () => {
      expect(await state(await opened(implementation, diverged()))).toEqual([undefined, []]);
    });

    it.each([
      ['merge', ['merge', 'other']],
      ['rebase', ['rebase', 'other']],
      ['cherry-pick', ['cherry-pick', 'other']],
      ['revert', ['revert', '--no-edit', 'main~1', 'other']],
    ])('is the %s that stopped, with its conflicts', async (name, args) => {
      const folder = diverged();
      stop(folder, ...args);
      const git = await opened(implementation, folder);
      expect(await git.operation()).toBe(name);
      expect(await git.conflicts()).toEqual(runGit(folder, 'diff', '--name-only', '--diff-filter=U').split('\n'));
    });

    it('is in progress between two steps, too', async () => {
      const folder = diverged();
      stop(folder, 'revert', '--no-edit', 'other', 'main');
      writeFiles(folder, { 'out.txt': 'mended\n', 'a.txt': 'mended\n' });
      runGit(folder, 'add', '--all');
      runGit(folder, 'commit', '--quiet', '--message', 'By hand');
      expect(await state(await opened(implementation, folder))).toEqual(['revert', []]);
    });
  });

  describe('isPaused', () => {
    async function isPaused(...args: string[]): Promise<boolean> {
      const folder = diverged();
      runGit(folder, 'switch', '--quiet', 'other');
      try {
        runGit(folder, ...args);
      } catch {}
      return (await opened(implementation, folder)).isPaused();
    }
    const told = (todo: string, onto: string) => ['-c', `sequence.editor=${todo}`, 'rebase', '--interactive', onto];

    it.each([
      ['edit', told('sed -i 1s/pick/edit/', 'other~1')],
      ['break', told('sed -i 1ibreak', 'main')],
      ['exec', told('sed -i 1iexec\\ false', 'main')],
    ])('is a rebase that was told to stop: %s', async (_, args) => {
      expect(await isPaused(...args)).toBe(true);
    });

    it.each([
      ['a rebase at a conflict', ['rebase', 'main']],
      ['one that applies patches', ['rebase', '--apply', 'main']],
      ['a merge', ['merge', 'main']],
      ['nothing in progress', ['status']],
    ])('is not %s', async (_, args) => {
      expect(await isPaused(...args)).toBe(false);
    });
  });

  describe('proceed', () => {
    it('takes files in conflict as HEAD has them, where nothing is in progress', async () => {
      const folder = diverged();
      writeFiles(folder, { 'a.txt': 'kept\n' });
      runGit(folder, 'add', 'a.txt');
      const entries = ['1', '2', '3'].map((stage) => `100644 ${runGit(folder, 'rev-parse', 'main:a.txt')} ${stage}`);
      const input = entries.flatMap((entry) => [`${entry}\tout.txt`, `${entry}\tnew/file.txt`]);
      writeFiles(folder, {
        '.git/input': `${input.join('\n')}\n`,
        'out.txt': '<<<<<<<\n',
        'new/file.txt': '<<<<<<<\n',
      });
      runGit(folder, 'rm', '--quiet', '--cached', 'out.txt');
      runGit(folder, '-c', 'alias.info=!git update-index --index-info < .git/input', 'info');
      const git = await opened(implementation, folder);
      expect(await state(git)).toEqual([undefined, ['new/file.txt', 'out.txt']]);
      await git.proceed(await git.conflicts());
      expect(await state(git)).toEqual([undefined, []]);
      expect(runGit(folder, 'status', '--porcelain')).toBe('M  a.txt');
      expect(readFileSync(join(folder, 'out.txt'), 'utf8')).toBe('ours\n');
    });
  });
}
