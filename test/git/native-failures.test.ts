import fs, { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openGit } from '../../src/adapters/open-git.ts';
import { UserError } from '../../src/model/errors.ts';
import type { Git } from '../../src/ports/git.ts';
import {
  createBareRepository,
  createRepository,
  gitEnv,
  runGit,
  serveRepository,
  temporaryFolder,
  writeFiles,
  writeHook,
} from '../support/git.ts';
import { diverged, stop } from './contract-operation.ts';
import { commitFiles } from './implementation.ts';

const native = { ...gitEnv, RESEDGE_GIT: 'native' };

async function open(folder: string): Promise<Git> {
  const git = await openGit(fs, folder, native);
  if (git === undefined) throw new Error(`no repository: ${folder}`);
  return git;
}

/** A program that Git takes for gpg: its signature says nothing. */
function fakeGpg(): string {
  const program = join(temporaryFolder(), 'gpg');
  const signature = '-----BEGIN PGP SIGNATURE-----\n\nxx\n-----END PGP SIGNATURE-----';
  writeFileSync(program, `#!/bin/sh\ncat > /dev/null\necho "[GNUPG:] SIG_CREATED " >&2\necho "${signature}"\n`);
  chmodSync(program, 0o755);
  return program;
}

describe('hooks', () => {
  it('run on what is committed alone, in the language of the user', async () => {
    const folder = createRepository({ 'a.txt': '1', 'staged.txt': '1' });
    writeHook(
      join(folder, '.git'),
      'pre-commit',
      'git diff --cached --name-only > seen.txt; echo "[$LC_ALL]" >> seen.txt',
    );
    writeHook(join(folder, '.git'), 'commit-msg', 'echo "Checked-by: hook" >> "$1"');
    writeFiles(folder, { 'a.txt': '2', 'staged.txt': '2' });
    runGit(folder, 'add', 'staged.txt');
    await commitFiles(await open(folder), ['a.txt'], 'Hooked');
    expect(readFileSync(join(folder, 'seen.txt'), 'utf8')).toBe('a.txt\n[]\n');
    expect(runGit(folder, 'log', '-1', '--format=%B').trim()).toBe('Hooked\nChecked-by: hook');
    expect(runGit(folder, 'status', '--porcelain')).toBe('M  staged.txt\n?? seen.txt');
  });

  it('that refuse are a UserError with what they printed, and nothing changes', async () => {
    const folder = createRepository({ 'a.txt': '1', 'staged.txt': '1' });
    writeHook(join(folder, '.git'), 'pre-commit', 'echo "a.txt: 2 is not allowed"; echo "hint" >&2; exit 1');
    writeFiles(folder, { 'a.txt': '2', 'staged.txt': '2', 'new.txt': 'n' });
    runGit(folder, 'add', 'staged.txt');
    const state = () => [runGit(folder, 'ls-files', '--stage', '--debug'), runGit(folder, 'rev-parse', 'HEAD')];
    const before = state();
    const failure = await commitFiles(await open(folder), ['a.txt', 'new.txt'], 'Hooked').catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(UserError);
    expect(failure).toHaveProperty('message', expect.stringMatching(/a\.txt: 2 is not allowed\nhint/));
    expect(state()).toEqual(before);
  });

  it('may stage more: that is committed, and the index is clean', async () => {
    const folder = createRepository({ 'a.txt': '1' });
    writeHook(join(folder, '.git'), 'pre-commit', 'echo fixed > a.txt; git add a.txt');
    writeFiles(folder, { 'a.txt': '2' });
    await commitFiles(await open(folder), ['a.txt'], 'Hooked');
    expect(runGit(folder, 'show', 'HEAD:a.txt')).toBe('fixed');
    expect(runGit(folder, 'status', '--porcelain')).toBe('');
  });

  it('may stage more beside what others staged: both are as they should be', async () => {
    const folder = createRepository({ 'a.txt': '1', 'staged.txt': '1' });
    writeHook(join(folder, '.git'), 'pre-commit', 'echo fixed > a.txt; echo log > log.txt; git add a.txt log.txt');
    writeFiles(folder, { 'a.txt': '2', 'staged.txt': '2' });
    runGit(folder, 'add', 'staged.txt');
    await commitFiles(await open(folder), ['a.txt'], 'Hooked');
    expect(runGit(folder, 'show', 'HEAD:a.txt', 'HEAD:log.txt')).toBe('fixed\nlog');
    expect(runGit(folder, 'status', '--porcelain')).toBe('M  staged.txt');
  });

  it('are no reason to keep a commit that is not what it should be: it is taken back, what they wrote stays', async () => {
    const folder = createRepository({ 'a.txt': '1', 'staged.txt': '1' });
    writeHook(join(folder, '.git'), 'pre-commit', 'echo fixed > a.txt; git add a.txt');
    writeHook(join(folder, '.git'), 'post-commit', 'git -c core.hooksPath=/dev/null commit --quiet --amend --no-edit');
    writeFiles(folder, { 'a.txt': '2', 'staged.txt': '2' });
    runGit(folder, 'add', 'staged.txt');
    const state = () => [runGit(folder, 'ls-files', '--stage', '--debug'), runGit(folder, 'rev-parse', 'HEAD')];
    const before = state();
    const git = await open(folder);
    const { tree } = await git.snapshot(['a.txt']);
    const prove = async (commit: string) => {
      if (runGit(folder, 'rev-parse', `${commit}^{tree}`) !== tree) throw new UserError('another tree');
    };
    await expect(git.commit({ tree, message: 'Hooked', prove })).rejects.toThrow('another tree');
    expect(state()).toEqual(before);
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('fixed\n');
  });

  it('that stage for the next commit keep what they staged', async () => {
    const folder = createRepository({ 'a.txt': '1', 'b.txt': '1' });
    const index = join(folder, '.git/index');
    writeHook(join(folder, '.git'), 'post-commit', `echo 2 > b.txt; GIT_INDEX_FILE=${index} git add b.txt`);
    writeFiles(folder, { 'a.txt': '2' });
    await commitFiles(await open(folder), ['a.txt'], 'Hooked');
    expect(runGit(folder, 'status', '--porcelain')).toBe('M  b.txt');
  });
});

describe('conversions', () => {
  it('are made by Git: filters, line ends, keywords and encodings', async () => {
    const folder = createRepository({
      '.gitattributes': '*.lfs filter=upper\n*.txt text\n*.id ident\n*.utf16 text working-tree-encoding=UTF-16LE\n',
    });
    runGit(folder, 'config', 'filter.upper.clean', 'tr a-z A-Z');
    writeFiles(folder, {
      'a.lfs': 'abc',
      'b.txt': 'one\r\ntwo\r\n',
      'c.id': '$Id: 123 $\n',
      'd.utf16': Buffer.from('word\n', 'utf16le'),
    });
    const git = await open(folder);
    const { tree } = await git.snapshot(['a.lfs', 'b.txt', 'c.id', 'd.utf16']);
    const stored = ['a.lfs', 'b.txt', 'c.id', 'd.utf16'].map((path) => runGit(folder, 'show', `${tree}:${path}`));
    expect(stored).toEqual(['ABC', 'one\ntwo', '$Id$', 'word']);
  });
});

describe('signing', () => {
  it('happens where it is configured, for both ways of committing', async () => {
    const folder = createRepository({ 'a.txt': '1' });
    runGit(folder, 'config', 'commit.gpgsign', 'true');
    runGit(folder, 'config', 'gpg.program', fakeGpg());
    writeFiles(folder, { 'a.txt': '2' });
    const git = await open(folder);
    const first = await commitFiles(git, ['a.txt'], 'Signed');
    const second = await git.writeCommit({ parent: first, changes: [{ path: 'b', content: 'b' }], message: 'Signed' });
    for (const id of [first, second]) expect(runGit(folder, 'cat-file', 'commit', id)).toContain('BEGIN PGP SIGNATURE');
    expect(await git.commitInfo(second)).toMatchObject({ message: 'Signed', parents: [first] });
  });

  it('that fails is a UserError', async () => {
    const folder = createRepository({ 'a.txt': '1' });
    runGit(folder, 'config', 'commit.gpgsign', 'true');
    runGit(folder, 'config', 'gpg.program', 'false');
    writeFiles(folder, { 'a.txt': '2' });
    const git = await open(folder);
    const parent = runGit(folder, 'rev-parse', 'HEAD');
    await expect(commitFiles(git, ['a.txt'], 'Signed')).rejects.toThrow(/gpg failed to sign/);
    await expect(git.writeCommit({ parent, changes: [], message: 'Signed' })).rejects.toThrow(UserError);
    expect(runGit(folder, 'status', '--porcelain')).toBe(' M a.txt');
  });
});

describe('filters of attributes', () => {
  it('count for changes and commits', async () => {
    const folder = createRepository({ '.gitattributes': '*.txt text eol=lf\n', 'a.txt': 'one\n' });
    const git = await open(folder);
    writeFiles(folder, { 'a.txt': 'one\r\n' });
    expect(await git.changes([''])).toEqual([]);
    writeFiles(folder, { 'a.txt': 'two\r\n' });
    await commitFiles(git, ['a.txt'], 'Two');
    expect(
      Buffer.from([...(await git.blobs([runGit(folder, 'rev-parse', 'HEAD:a.txt')])).values()][0] ?? []).toString(),
    ).toBe('two\n');
  });
});

describe('a repository with other object ids', () => {
  it('is refused', async () => {
    const folder = temporaryFolder();
    runGit(folder, 'init', '--quiet', '--object-format', 'sha256');
    await expect(openGit(fs, folder, native)).rejects.toThrow(/object ids of sha256/);
  });
});

describe('another owner', () => {
  it('is refused with the words of Git, and what to type', async () => {
    const folder = createRepository({ 'a.txt': '1' });
    const failure = await openGit(fs, folder, { ...native, GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(UserError);
    expect(failure).toMatchObject({
      message: expect.stringMatching(/dubious ownership/),
      hint: expect.stringMatching(/git config --global --add safe\.directory/),
    });
  });
});

describe('a branch that another process moves', () => {
  it('stays where that process put it, with the files as they were', async () => {
    const folder = createRepository({ 'a.txt': '1' });
    const git = await open(folder);
    const parent = runGit(folder, 'rev-parse', 'HEAD');
    const id = await git.writeCommit({ parent, changes: [{ path: 'a.txt', content: '2' }], message: 'Two' });
    writeHook(join(folder, '.git'), 'reference-transaction', 'exit 1');
    await expect(git.moveTo(id)).rejects.toThrow(/moved the branch at the same time/);
    expect(runGit(folder, 'rev-parse', 'HEAD')).toBe(parent);
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('1');
    expect(runGit(folder, 'status', '--porcelain')).toBe('');
  });
});

describe('a remote that cannot be reached', () => {
  async function failures(address: string): Promise<unknown[]> {
    const folder = createRepository({ 'a.txt': '1' });
    runGit(folder, 'remote', 'add', 'origin', address);
    const git = await open(folder);
    const id = runGit(folder, 'rev-parse', 'HEAD');
    const caught = (error: unknown) => error;
    return [await git.fetch('origin', 'main').catch(caught), await git.push('origin', id, 'main').catch(caught)];
  }

  it('is a UserError with what Git says, without credentials', async () => {
    for (const failure of await failures("http://ann:se%40cret'x@127.0.0.1:1/fleet.git?private=se%40cret&b=1")) {
      expect(failure).toBeInstanceOf(UserError);
      const text = String(failure);
      expect(text).toMatch(/Cannot (fetch from|push to) origin: .*127\.0\.0\.1/s);
      expect(text).not.toMatch(/se%40cret|se@cret/);
    }
  });

  it('is a UserError where the server wants to know who asks', async () => {
    const address = await serveRepository(createBareRepository(), { user: 'ann', password: 'secret' });
    for (const failure of await failures(address)) {
      expect(failure).toBeInstanceOf(UserError);
      expect(String(failure)).toMatch(/could not read Username/);
    }
    const [tip, pushed] = await failures(address.replace('//', '//ann:secret@'));
    expect([tip, pushed]).toEqual([undefined, { outcome: 'pushed' }]);
  });

  it('is a UserError where there is no such place', async () => {
    for (const failure of await failures(join(temporaryFolder(), 'nowhere'))) {
      expect(failure).toBeInstanceOf(UserError);
      expect(String(failure)).toMatch(/does not appear to be a git repository|does not exist/);
    }
  });
});

describe('the index', () => {
  it('is the one that a hook has to look at', async () => {
    const folder = createRepository({ 'a.txt': '1' });
    writeFiles(folder, { 'b.txt': 'b' });
    const index = join(folder, '.git/other-index');
    const git = await openGit(fs, folder, { ...native, GIT_INDEX_FILE: index });
    if (git === undefined) throw new Error('no repository');
    expect(await git.index([''])).toEqual([]);
    await commitFiles(git, ['b.txt'], 'B');
    expect(existsSync(index)).toBe(true);
    expect((await git.index([''])).map(({ path }) => path)).toEqual(['b.txt']);
  });
});

describe('what is in progress', () => {
  const generated = ['gone.txt', 'out.txt'];

  it.each([
    ['merge', ['merge', 'other']],
    ['rebase', ['rebase', 'other']],
    ['cherry-pick', ['cherry-pick', 'other']],
    ['revert', ['revert', '--no-edit', 'other', 'main']],
  ])('goes on to its end: a %s', async (_, args) => {
    const folder = diverged();
    stop(folder, ...args);
    const git = await open(folder);
    for (let left = 3; (await git.operation()) !== undefined && left > 0; left--) {
      const conflicts = await git.conflicts();
      expect(generated).toEqual(expect.arrayContaining(conflicts));
      await git.proceed(conflicts);
    }
    expect([await git.operation(), await git.conflicts()]).toEqual([undefined, []]);
    expect(await git.head()).toMatchObject({ branch: 'main' });
    expect(runGit(folder, 'status', '--porcelain')).toBe('');
    expect(runGit(folder, 'log', '--format=%B')).not.toContain('#');
  });

  it('goes on past a step that has nothing left to do', async () => {
    const folder = createRepository({ 'out.txt': '1\n', 'a.txt': '1\n' });
    for (const text of ['2\n', '3\n']) {
      writeFiles(folder, { 'out.txt': text });
      runGit(folder, 'commit', '--quiet', '--all', '--message', text);
    }
    stop(folder, 'revert', '--no-edit', 'HEAD~1');
    const git = await open(folder);
    await git.proceed(['out.txt']);
    expect([await git.operation(), runGit(folder, 'status', '--porcelain')]).toEqual([undefined, '']);
    expect(runGit(folder, 'log', '-1', '--format=%s')).toBe('3');
  });

  it('does not go on past a step where that would lose changes', async () => {
    const folder = diverged();
    stop(folder, 'rebase', 'other');
    runGit(folder, 'checkout', '--quiet', 'HEAD', '.');
    runGit(folder, 'rm', '--quiet', '--force', '--ignore-unmatch', 'gone.txt', 'new.txt');
    writeFiles(folder, { 'a.txt': 'mine\n' });
    const git = await open(folder);
    await expect(git.proceed([])).rejects.toThrow('A rebase is in progress, and Git does not go on with it');
    expect(runGit(folder, 'diff', '--name-only')).toBe('a.txt');
    runGit(folder, 'checkout', '--quiet', '.');
    await git.proceed([]);
    expect(await git.operation()).toBeUndefined();
  });

  it('stays where Git does not go on, and says why', async () => {
    const folder = diverged();
    stop(folder, 'merge', 'other');
    writeHook(join(folder, '.git'), 'pre-commit', 'echo "not today"; exit 1');
    const git = await open(folder);
    await expect(git.proceed(generated)).rejects.toThrow(
      /A merge is in progress, and Git does not go on with it: not today/,
    );
    expect(await git.operation()).toBe('merge');
  });
});
