import fs from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withAbsolutePath } from '../../src/adapters/find-program.ts';
import { createGit, openGit } from '../../src/adapters/open-git.ts';
import { UserError } from '../../src/model/errors.ts';
import { createRepository, gitEnv, runGit, temporaryFolder, writeFiles } from '../support/git.ts';
import { commitFiles } from './implementation.ts';

const identity = {
  GIT_AUTHOR_NAME: 'Ann',
  GIT_AUTHOR_EMAIL: 'ann@example.com',
  GIT_COMMITTER_NAME: 'Ann',
  GIT_COMMITTER_EMAIL: 'ann@example.com',
};
const withoutProgram = { ...gitEnv, PATH: '/nowhere' };

describe('openGit', () => {
  it('takes the git program where there is one, else does without', async () => {
    const folder = createRepository({ 'a.txt': 'a' });
    expect((await openGit(fs, folder, gitEnv))?.implementation).toBe('native');
    expect((await openGit(fs, folder, withoutProgram))?.implementation).toBe('embedded');
  });

  it('obeys RESEDGE_GIT', async () => {
    const folder = createRepository({ 'a.txt': 'a' });
    expect((await openGit(fs, folder, { ...gitEnv, RESEDGE_GIT: 'embedded' }))?.implementation).toBe('embedded');
    expect((await openGit(fs, folder, { ...gitEnv, RESEDGE_GIT: 'native' }))?.implementation).toBe('native');
    await expect(openGit(fs, folder, { ...withoutProgram, RESEDGE_GIT: 'native' })).rejects.toThrow(UserError);
    await expect(openGit(fs, folder, { ...gitEnv, RESEDGE_GIT: 'both' })).rejects.toThrow(
      /neither native nor embedded/,
    );
  });

  it('finds no repository where there is none, with the program and without', async () => {
    const folder = temporaryFolder();
    expect(await openGit(fs, folder, gitEnv)).toBeUndefined();
    expect(await openGit(fs, folder, withoutProgram)).toBeUndefined();
  });

  it('does not take a folder that is not there for a missing program', async () => {
    await expect(openGit(fs, join(temporaryFolder(), 'nowhere'), gitEnv)).rejects.toThrow(/ENOENT/);
  });
});

describe('a program in a repository', () => {
  it.each([':', '.:', './tools:'])('is not run, though the PATH begins with %s', async (before) => {
    const folder = createRepository({ git: '#!/bin/sh\ntouch ran\n', 'tools/git': '#!/bin/sh\ntouch ran\n' });
    for (const name of ['git', 'tools/git']) fs.chmodSync(join(folder, name), 0o755);
    const git = await openGit(fs, folder, { ...gitEnv, PATH: `${before}${gitEnv['PATH']}` });
    expect(git?.implementation).toBe('native');
    expect(fs.existsSync(join(folder, 'ran'))).toBe(false);
  });

  it('is not found by the programs that ours runs', () => {
    const PATH = ['', '/usr/bin', '.', 'tools', '/bin', ''].join(delimiter);
    expect(withAbsolutePath({ PATH, HOME: '/home/ann' })).toEqual({
      PATH: ['/usr/bin', '/bin'].join(delimiter),
      HOME: '/home/ann',
    });
    expect(withAbsolutePath({ HOME: '/home/ann' })).toEqual({ HOME: '/home/ann' });
  });
});

describe('createGit', () => {
  it.each(['native', 'embedded'])('makes a repository that works: %s', async (RESEDGE_GIT) => {
    const folder = temporaryFolder();
    const git = await createGit(folder, 'trunk', { ...gitEnv, ...identity, RESEDGE_GIT });
    expect(await git.head()).toEqual({ branch: 'trunk', commit: undefined });
    writeFiles(folder, { 'a.txt': 'a', 'run.sh': 'true' });
    fs.chmodSync(join(folder, 'run.sh'), 0o755);
    const id = await commitFiles(git, ['a.txt', 'run.sh'], 'First');
    expect(runGit(folder, 'rev-parse', 'trunk')).toBe(id);
    expect(runGit(folder, 'ls-tree', '--format=%(objectmode)', id, 'run.sh')).toBe('100755');
    expect(runGit(folder, 'status', '--porcelain')).toBe('');
    expect(runGit(folder, 'fsck', '--strict')).toBe('');
  });

  it('leaves a repository that is there as it is', async () => {
    for (const RESEDGE_GIT of ['native', 'embedded']) {
      const folder = createRepository({ 'a.txt': 'a' });
      const git = await createGit(folder, 'trunk', { ...gitEnv, RESEDGE_GIT });
      expect((await git.head()).branch).toBe('main');
      expect(await git.config('user.name')).toBe('Ann Example');
    }
  });
});
