import fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Environment } from '../../src/adapters/git-common/environment.ts';
import { openEmbeddedGit } from '../../src/adapters/git-embedded/embedded-git.ts';
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
} from '../support/git.ts';
import { diverged, stop } from './contract-operation.ts';
import { commitFiles } from './implementation.ts';

async function open(folder: string, env: Environment = {}): Promise<Git> {
  const git = await openEmbeddedGit(fs, folder, { ...gitEnv, ...env });
  if (git === undefined) throw new Error(`no repository: ${folder}`);
  return git;
}

describe('what needs the git program', () => {
  const needs = /that needs the git program/;

  it('is a signature', async () => {
    const folder = createRepository({ 'a.txt': '1' });
    runGit(folder, 'config', 'commit.gpgsign', 'true');
    const git = await open(folder);
    const parent = runGit(folder, 'rev-parse', 'HEAD');
    writeFiles(folder, { 'a.txt': '2' });
    await expect(commitFiles(git, ['a.txt'], 'Unsigned')).rejects.toThrow(needs);
    await expect(git.writeCommit({ parent, changes: [], message: 'Unsigned' })).rejects.toThrow(needs);
    expect(runGit(folder, 'rev-parse', 'HEAD')).toBe(parent);
  });

  it.each([
    ['extensions.partialClone', 'origin'],
    ['core.sparseCheckout', 'true'],
    ['core.autocrlf', 'true'],
  ])('is a repository with %s = %s', async (key, value) => {
    const folder = createRepository({ 'a.txt': '1' });
    runGit(folder, 'config', key, value);
    await expect(open(folder)).rejects.toThrow(needs);
  });

  it('is going on with what is in progress', async () => {
    const folder = diverged();
    stop(folder, 'merge', 'other');
    await expect((await open(folder)).proceed(['out.txt'])).rejects.toThrow(needs);
  });

  it('is an index of a form that is rare', async () => {
    const folder = createRepository({ 'a.txt': '1' });
    runGit(folder, 'update-index', '--index-version', '4');
    await expect((await open(folder)).index([''])).rejects.toThrow(needs);
    runGit(folder, 'update-index', '--index-version', '2');
    runGit(folder, 'update-index', '--split-index');
    await expect((await open(folder)).index([''])).rejects.toThrow(needs);
  });

  it.each([
    ['a.txt filter=lfs', 'a\n', 'filter=lfs'],
    ['a.txt working-tree-encoding=UTF-16', 'a\n', 'working-tree-encoding=UTF-16'],
    ['a.txt ident', '# $Id: 1 $\n', 'ident'],
    ['* text=auto', 'a\r\n', 'text'],
    ['*.txt text eol=crlf', 'a\r\n', 'eol=crlf'],
    ['*.txt eol=lf', 'a\r\n', 'eol=lf'],
    ['*.txt crlf', 'a\r\n', 'text'],
  ])('is a file with attributes that make something else of it: %s', async (attributes, text, named) => {
    const folder = createRepository({ '.gitattributes': `${attributes}\n`, 'b.txt': 'b\n' });
    writeFiles(folder, { 'a.txt': text });
    const git = await open(folder);
    await expect(git.snapshot([''])).rejects.toThrow(`a.txt has the attribute ${named}: that needs the git program`);
  });

  it('is no file that stays as it is', async () => {
    const folder = createRepository({
      '.gitattributes': '* text=auto\n*.bat -text\n*.id ident\nraw.id -ident\n*.big filter=lfs\nsmall.big -filter\n',
    });
    const files = {
      'a.txt': 'a\n',
      'b.bat': 'b\r\n',
      'c.bin': '\0\r\n',
      'd.id': '# $Id$ and $Ident: 1\n',
      'raw.id': '$Id: 1 $\n',
      'small.big': 's',
    };
    writeFiles(folder, files);
    const { tree } = await (await open(folder)).snapshot(Object.keys(files));
    for (const [path, text] of Object.entries(files))
      expect(runGit(folder, 'show', `${tree}:${path}`)).toBe(text.replace(/\n$/, ''));
    runGit(folder, 'add', '--all');
    expect(runGit(folder, 'write-tree')).toBe(tree);
  });

  it.each(['git@example.com:contoso/fleet.git', 'ssh://git@example.com/fleet.git', '/srv/git/fleet.git'])(
    'is the remote %s',
    async (address) => {
      const folder = createRepository({ 'a.txt': '1' });
      runGit(folder, 'remote', 'add', 'origin', address);
      const git = await open(folder);
      const message = expect.stringContaining(address);
      const hint = expect.stringMatching(/Install Git .*https:\/\/ address/);
      await expect(git.fetch('origin', 'main')).rejects.toMatchObject({ message, hint });
      const id = runGit(folder, 'rev-parse', 'HEAD');
      await expect(git.push('origin', id, 'main')).rejects.toMatchObject({ message, hint });
    },
  );
});

describe('credentials', () => {
  async function prepare(env: Environment, userInfo = ''): Promise<{ git: Git; id: string }> {
    const address = await serveRepository(createBareRepository(), { user: 'ann', password: 'p@ss' });
    const folder = createRepository({ 'a.txt': '1' });
    runGit(folder, 'remote', 'add', 'origin', address.replace('//', `//${userInfo}`));
    return { git: await open(folder, env), id: runGit(folder, 'rev-parse', 'HEAD') };
  }

  it('come from the address of the remote', async () => {
    const { git, id } = await prepare({}, 'ann:p%40ss@');
    expect(await git.push('origin', id, 'main')).toEqual({ outcome: 'pushed' });
    expect(await git.fetch('origin', 'main')).toBe(id);
  });

  it('come from the environment', async () => {
    const { git, id } = await prepare({ GIT_USERNAME: 'ann', GIT_PASSWORD: 'p@ss' });
    expect(await git.push('origin', id, 'main')).toEqual({ outcome: 'pushed' });
    expect(await git.fetch('origin', 'main')).toBe(id);
  });

  it('that are missing or wrong are a UserError that says where to put them', async () => {
    for (const env of [{}, { GIT_USERNAME: 'ann', GIT_PASSWORD: 'wrong' }]) {
      const { git, id } = await prepare(env);
      const hint = expect.stringMatching(/GIT_USERNAME and GIT_PASSWORD/);
      await expect(git.fetch('origin', 'main')).rejects.toMatchObject({ hint });
      await expect(git.push('origin', id, 'main')).rejects.toMatchObject({ hint });
    }
  });
});

describe('a remote that cannot be reached', () => {
  it('is a UserError without credentials', async () => {
    const folder = createRepository({ 'a.txt': '1' });
    runGit(folder, 'remote', 'add', 'origin', "http://ann:se%40cret'x@127.0.0.1:1/fleet.git?private=se%40cret&b=1");
    const git = await open(folder);
    const id = runGit(folder, 'rev-parse', 'HEAD');
    for (const attempt of [() => git.fetch('origin', 'main'), () => git.push('origin', id, 'main')]) {
      const failure: unknown = await attempt().catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(UserError);
      expect(String(failure)).toMatch(/127.0.0.1:1.fleet.git.*ECONNREFUSED/);
      expect(String(failure)).not.toMatch(/cret/);
    }
  });

  it('is a UserError where it is not there, or is no Git server', async () => {
    const folder = createRepository({ 'a.txt': '1' });
    const address = await serveRepository(createBareRepository());
    runGit(folder, 'remote', 'add', 'origin', address.replace('repository.git', 'nowhere'));
    await expect((await open(folder)).fetch('origin', 'main')).rejects.toThrow(UserError);
    await expect((await open(folder)).fetch('upstream', 'main')).rejects.toThrow(/There is no remote upstream/);
  });
});

describe('a fetch that breaks off', () => {
  it('leaves no branch without its commits', async () => {
    const source = createRepository({ 'a.txt': '1' });
    const bare = createBareRepository();
    runGit(source, 'push', '--quiet', bare, 'main');
    const folder = createRepository({ 'b.txt': '1' });
    runGit(folder, 'remote', 'add', 'origin', await serveRepository(bare));
    async function writeFile(path: string, content: Uint8Array): Promise<void> {
      if (path.endsWith('.pack')) throw Object.assign(new Error('the disk is full'), { code: 'ENOSPC' });
      await fs.promises.writeFile(path, content);
    }
    const fullDisk = { ...fs, promises: { ...fs.promises, writeFile } };
    const git = await openEmbeddedGit(fullDisk, folder, gitEnv);
    await expect(git?.fetch('origin', 'main')).rejects.toThrow(/the disk is full/);
    expect(await git?.remoteTip('origin', 'main')).toBeUndefined();
    expect(runGit(folder, 'fsck', '--strict')).toBe('');
  });
});

describe('objects', () => {
  it('are found in packs with deltas, and in repositories that this one borrows from', async () => {
    const lines = Array.from({ length: 3000 }, (_, i) => `line ${i * 7919}`);
    const source = createRepository({ 'big.txt': lines.join('\n') });
    for (let i = 0; i < 20; i += 1) {
      writeFiles(source, {
        'big.txt': [...lines.slice(0, i * 100), `changed ${i}`, ...lines.slice(i * 100)].join('\n'),
      });
      runGit(source, 'commit', '--quiet', '--all', '--message', `Change ${i}`);
    }
    runGit(source, 'repack', '-q', '-a', '-d', '-f', '--depth=50', '--window=50');
    const folder = join(temporaryFolder(), 'clone');
    runGit(temporaryFolder(), 'clone', '--quiet', '--shared', source, folder);
    const git = await open(folder);
    const tip = runGit(folder, 'rev-parse', 'HEAD');
    expect(await git.resolve(tip.slice(0, 8))).toBe(tip);
    for (const { id } of await git.history([], runGit(folder, 'rev-parse', 'HEAD'))) {
      const [entry] = await git.tree(id, ['big.txt']);
      const content = (await git.blobs([entry?.id ?? ''])).get(entry?.id ?? '');
      expect(Buffer.from(content ?? []).toString()).toBe(runGit(folder, 'cat-file', 'blob', entry?.id ?? ''));
    }
  });
});
