import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createRepository, gitEnv, runGit, temporaryFolder, writeFiles, writeHook } from '../support/git.ts';
import { describeSkipped } from '../support/skipped.ts';
import { clusterPath, object, quietFleet, runIn } from './support.ts';

const install = ['hooks', 'install'];
const broken = { [clusterPath('e1')]: object('Cluster', 'e1', '{grops: [stores/east]}') };

describe('hooks install', () => {
  it('writes a hook that validates what is staged', async () => {
    const folder = createRepository(quietFleet);
    const path = join(folder, '.git/hooks/pre-commit');
    expect(await runIn(folder, install)).toEqual({ code: 0, out: '', err: `installed ${path}\n` });
    expect(readFileSync(path, 'utf8')).toMatch(
      /^#!\/bin\/sh\n# Installed by: resedge hooks install\n[\s\S]*\nexec resedge validate --staged --repo '\.'\n$/,
    );
    expect(statSync(path).mode & 0o111).toBe(0o111);
    expect((await runIn(folder, install)).code).toBe(0);
  });

  it('--dry-run says where it would be', async () => {
    const folder = createRepository(quietFleet);
    const path = join(folder, '.git/hooks/pre-commit');
    expect(await runIn(folder, [...install, '--dry-run'])).toEqual({
      code: 0,
      out: '',
      err: `${path} would be written\n`,
    });
    expect(existsSync(path)).toBe(false);
  });

  it('keeps the hook of somebody else, unless forced', async () => {
    const folder = createRepository(quietFleet);
    const path = join(folder, '.git/hooks/pre-commit');
    writeHook(join(folder, '.git'), 'pre-commit', 'exit 0');
    expect(await runIn(folder, install)).toEqual({
      code: 2,
      out: '',
      err: `error: there is a pre-commit hook already: ${path}\nhint: Add "resedge validate --staged" to it, or replace it: resedge hooks install --force\n`,
    });
    expect(readFileSync(path, 'utf8')).toBe('#!/bin/sh\nexit 0\n');
    expect((await runIn(folder, [...install, '--force'])).code).toBe(0);
    expect(readFileSync(path, 'utf8')).toContain('resedge validate --staged');
  });

  it('writes to core.hooksPath: relative, absolute or at home', async () => {
    const folder = createRepository(quietFleet);
    const elsewhere = temporaryFolder();
    const home = gitEnv['HOME'] ?? '';
    for (const [configured, path] of [
      ['.githooks', join(folder, '.githooks/pre-commit')],
      [elsewhere, join(elsewhere, 'pre-commit')],
      ['~/hooks', join(home, 'hooks/pre-commit')],
    ] as const) {
      runGit(folder, 'config', 'core.hooksPath', configured);
      expect((await runIn(folder, install, { env: { HOME: home } })).err).toBe(`installed ${path}\n`);
    }
  });

  it('in a second work tree, writes to the repository that both belong to', async () => {
    const folder = createRepository(quietFleet);
    const second = join(temporaryFolder(), 'second');
    runGit(folder, 'worktree', 'add', '--quiet', second, '-b', 'topic');
    expect((await runIn(second, install)).err).toBe(`installed ${folder}/.git/hooks/pre-commit\n`);
  });

  it('says so where there is no Git repository', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, quietFleet);
    const { code, err } = await runIn(folder, install);
    expect({ code, err }).toEqual({
      code: 2,
      err: 'error: this folder is not in a Git repository\nhint: Make one: git init\n',
    });
  });
});

const built = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

if (existsSync(built)) {
  describe('git commit with the hook and the program as it is installed', () => {
    const programs = temporaryFolder();
    symlinkSync(fileURLToPath(new URL('../../bin/resedge.js', import.meta.url)), join(programs, 'resedge'));
    const env = { ...gitEnv, PATH: [programs, gitEnv['PATH']].join(delimiter) };
    const commit = (folder: string) =>
      spawnSync('git', ['commit', '--message', 'x'], { cwd: folder, env, encoding: 'utf8' });

    it('refuses what is not valid, and lets through what is', async () => {
      const folder = createRepository(inFolder("fleet's", quietFleet));
      expect((await runIn(join(folder, "fleet's"), install)).code).toBe(0);
      writeFiles(folder, inFolder("fleet's", broken));
      runGit(folder, 'add', '--all');
      const { status, stdout, stderr } = commit(folder);
      expect(stdout + stderr).toContain('inventory/clusters/e1.yaml:4:8 RE102 error  there is no field spec.grops');
      expect(status).toBe(1);
      writeFiles(
        folder,
        inFolder("fleet's", { [clusterPath('e1')]: object('Cluster', 'e1', '{groups: [stores/west]}') }),
      );
      runGit(folder, 'add', '--all');
      expect(commit(folder).status).toBe(0);
    });

    it('works in a second work tree, with a fleet in a folder of it', async () => {
      const folder = createRepository(inFolder('fleet', quietFleet));
      expect((await runIn(join(folder, 'fleet'), install)).code).toBe(0);
      const second = join(temporaryFolder(), 'second');
      runGit(folder, 'worktree', 'add', '--quiet', second, '-b', 'topic');
      writeFiles(second, inFolder('fleet', broken));
      runGit(second, 'add', '--all');
      const { status, stdout, stderr } = commit(second);
      expect(stdout + stderr).toMatch(/inventory\/clusters\/e1.yaml:4:8 RE102[\s\S]*1 error, 0 warnings in 10 files/);
      expect(status).toBe(1);
      expect(commit(folder).stdout).toContain('nothing to commit');
    });
  });
} else {
  describeSkipped('git commit with the hook and the program as it is installed', 'it is not built: npm run build');
}

function inFolder(folder: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
}
