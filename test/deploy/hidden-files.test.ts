import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cluster, clusterPath, runIn, smallFleet } from '../commands/support.ts';
import { runGit, temporaryFolder, writeFiles } from '../support/git.ts';
import { clustersOn, deploy, deployed, publish, stateOf, tipOf } from './support.ts';

const till = (value: string) => cluster('e1', 'stores/east', `, values: {till: "${value}"}`);

/** A clone without the files that these lines leave out. */
function sparseClone(remote: string, ...lines: string[]): string {
  const folder = temporaryFolder();
  runGit(folder, 'clone', '--quiet', '--no-checkout', remote, '.');
  runGit(folder, 'config', 'user.name', 'Carol');
  runGit(folder, 'config', 'user.email', 'carol@example.com');
  runGit(folder, 'sparse-checkout', 'set', '--no-cone', '/*', ...lines);
  runGit(folder, 'checkout', '--quiet');
  return folder;
}

describe('files that Git was told not to look at', () => {
  it.each(['skip-worktree', 'assume-unchanged'])('are an error if they differ: --%s', async (flag) => {
    const { remote, ann } = publish();
    const before = tipOf(remote);
    runGit(ann, 'update-index', `--${flag}`, clusterPath('e1'));
    await deployed(ann);
    writeFiles(ann, { ...till('7'), ...cluster('e3', 'stores/east') });
    const { code, err } = await deploy(ann);
    expect({ code, err }).toEqual({
      code: 2,
      err: [
        'error: clusters would not get these files as they are here:',
        `  ${clusterPath('e1')}: Git was told not to look at it (--${flag})`,
        `hint: Let Git look again: git update-index --no-${flag} ${clusterPath('e1')}\n`,
      ].join('\n'),
    });
    expect(tipOf(remote)).toBe(before);
    runGit(ann, 'update-index', `--no-${flag}`, clusterPath('e1'));
    await deployed(ann);
    expect(await clustersOn(remote)).toContain('e3');
  });
});

describe('in a sparse checkout', () => {
  it('clusters outside of it count as the commit has them', async () => {
    const { remote } = publish();
    const folder = sparseClone(remote, `!/${clusterPath('w1')}`, `!/${clusterPath('w2')}`, '!/apps/');
    expect(existsSync(join(folder, 'apps'))).toBe(false);
    writeFiles(folder, till('7'));
    await deployed(folder);
    expect(await clustersOn(remote)).toEqual(['e1', 'e2', 'w1', 'w2']);
    expect(stateOf(folder)).toEqual({ tip: tipOf(remote), status: '' });
    expect(existsSync(join(folder, clusterPath('w1')))).toBe(false);
  });

  it('commands that read the disk miss nothing', async () => {
    const { remote, ann } = publish();
    await deployed(ann);
    const hidden = [`!/${clusterPath('w1')}`, '!/apps/', '!/clusters/w1/', '!/fleet/'];
    const folder = sparseClone(remote, ...hidden);
    const run = (...args: string[]) => runIn(folder, args);
    expect(await run('validate')).toMatchObject({ code: 0 });
    expect((await run('plan')).out).toContain('nothing changes on any cluster');
    expect(await run('generate', '--check')).toMatchObject({ code: 0 });
    writeFiles(folder, cluster('e3', 'stores/east'));
    expect(await run('generate')).toMatchObject({ code: 0 });
    expect(runGit(folder, 'diff', '--name-only')).toBe('');
    expect(existsSync(join(folder, 'clusters/e3/kustomization.yaml'))).toBe(true);
    expect((await run('get', 'clusters', '-o', 'name')).out).toContain('cluster/w1');
  });

  it('commands that would remove files outside of it say how to get them', async () => {
    const { remote, ann } = publish();
    await deployed(ann);
    const folder = sparseClone(remote, `!/${clusterPath('w1')}`, '!/clusters/w2/');
    const remove = await runIn(folder, ['delete', 'cluster/w1', '--yes']);
    expect(remove).toMatchObject({
      code: 2,
      err: expect.stringContaining(`cannot be removed here: ${clusterPath('w1')}\n`),
    });
    expect(remove.err).toContain('git sparse-checkout add inventory/clusters');
    runGit(folder, 'rm', '--quiet', clusterPath('w2'));
    expect((await runIn(folder, ['generate'])).err).toContain('clusters/w2/kustomization.yaml');
  });

  it('manifests of others in the folder of a cluster are found all the same', async () => {
    const { remote } = publish({
      ...smallFleet,
      'clusters/e1/apps.yaml': 'a: 1\n',
      'clusters/e3/Kustomization': 'a: 1\n',
    });
    const before = tipOf(remote);
    const folder = sparseClone(remote, '!/clusters/');
    writeFiles(folder, cluster('e3', 'stores/east'));
    const { code, err } = await deploy(folder);
    expect(code).toBe(2);
    for (const path of ['clusters/e1/apps.yaml', 'clusters/e3/Kustomization'])
      expect(err).toContain(`${path}:1:1 RE805`);
    expect(tipOf(remote)).toBe(before);
  });

  it('generated files outside of it are committed, and stay outside', async () => {
    const { remote } = publish();
    const folder = sparseClone(remote, '!/clusters/', '!/fleet/');
    writeFiles(folder, { ...till('7'), ...cluster('e3', 'stores/east') });
    await deployed(folder);
    runGit(folder, 'rm', '--quiet', clusterPath('w2'));
    await deployed(folder);
    expect(await clustersOn(remote)).toEqual(['e1', 'e2', 'e3', 'w1']);
    expect(stateOf(folder)).toEqual({ tip: tipOf(remote), status: '' });
    expect(existsSync(join(folder, 'clusters/e1'))).toBe(false);
  });
});

describe('files that Git stores with other bytes', () => {
  it('count as the commit has them: line ends, keywords, encodings', async () => {
    const { remote, ann } = publish({
      ...smallFleet,
      'apps/till/base/kustomization.yaml':
        'resources: [config.yaml]\nconfigMapGenerator: [{name: m, files: [menu.txt]}]\n',
      'apps/till/base/menu.txt': 'soup $Id$\n',
    });
    writeFiles(ann, {
      '.git/info/attributes': '*.yaml text eol=crlf\n*.txt ident\nw1.yaml text working-tree-encoding=UTF-16LE-BOM\n',
      [clusterPath('e1')]: (till('7')[clusterPath('e1')] ?? '').replaceAll('\n', '\r\n'),
      [clusterPath('w1')]: Buffer.from(
        `\ufeff${cluster('w1', 'stores/west', ', values: {till: "8"}')[clusterPath('w1')]}`,
        'utf16le',
      ),
      'apps/till/base/menu.txt': 'soup $Id: 123 $\n',
    });
    await deployed(ann);
    expect(`${runGit(remote, 'show', `main:${clusterPath('e1')}`)}\n`).toBe(till('7')[clusterPath('e1')]);
    expect(runGit(remote, 'show', 'main:clusters/w1/kustomization.yaml')).toContain('cluster_till');
    expect(readFileSync(join(ann, clusterPath('e1')), 'utf8')).toContain('\r\n');
    expect(await clustersOn(remote)).toEqual(['e1', 'e2', 'w1', 'w2']);
  });
});
