import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clusterPath, object, runIn } from '../commands/support.ts';
import { runGit, writeFiles, writeHook } from '../support/git.ts';
import { apart, noted, url } from './own-branch.ts';
import { deploy, deployed, embedded, overHttp, type Published, publish, tipOf } from './support.ts';

const settings = { 'resedge.yaml': apart['resedge.yaml'] ?? '' };
const back = { 'resedge.yaml': object('Fleet', 'contoso', `{git: {url: "${url}"}}`) };
const meant = ['--allow', 'we move'];

/** The ids of the generated folders of a branch, and the branch that the source in them names. */
function output({ remote }: Published, branch: string): string {
  const source = runGit(remote, 'show', `${branch}:fleet/sources/online/fleet.yaml`);
  const ids = ['clusters', 'fleet'].map((folder) => runGit(remote, 'rev-parse', `${branch}:${folder}`));
  return [...ids, / branch: (\S+)/.exec(source)?.[1]].join(' ');
}

/** A published fleet whose clusters were led to `live`. */
async function inTwo(): Promise<Published> {
  const published = publish();
  writeFiles(published.ann, settings);
  expect(await deploy(published.ann, meant)).toMatchObject({ code: 0 });
  return published;
}

describe('two branches of a remote', () => {
  it('are made of one, and one again', async () => {
    const published = await inTwo();
    const { ann, remote } = published;
    expect(runGit(remote, 'log', '--format=%s', 'live')).toBe('A change');
    expect(runGit(remote, 'log', '-3', '--format=%s', 'main')).toBe('Lead clusters to live\nA change\nFirst');
    expect(output(published, 'main')).toBe(output(published, 'live'));
    expect(output(published, 'live')).toMatch(/ live$/);
    expect(runGit(remote, 'ls-tree', '--name-only', 'live')).toBe('clusters\nfleet');
    expect(runGit(ann, 'status', '--porcelain')).toBe('');

    writeFiles(ann, noted('one'));
    await deployed(ann);
    expect(output(published, 'main')).not.toBe(output(published, 'live'));
    writeFiles(ann, back);
    expect(await deploy(ann, meant)).toMatchObject({ code: 0 });
    expect(output(published, 'live')).toBe(output(published, 'main'));
    expect(output(published, 'main')).toMatch(/ main$/);
    expect(await runIn(ann, ['generate', '--check'])).toMatchObject({ code: 0 });
  });

  it('take what two people deploy at once', async () => {
    const published = await inTwo();
    const { ann, bob, remote } = published;
    runGit(bob, 'pull', '--quiet', 'origin', 'main');
    writeFiles(ann, noted('one'));
    rmSync(join(bob, clusterPath('w2')));
    const [one, two] = await Promise.all([deploy(ann), deploy(bob)]);
    expect([one.code, two.code, one.err + two.err]).toEqual([0, 0, expect.any(String)]);
    const all = runGit(remote, 'grep', '--fixed-strings', '--name-only', 'note: one', 'live');
    expect(all).toMatch(/fleet\/applications/);
    expect(runGit(remote, 'ls-tree', '-r', '--name-only', 'live')).not.toContain('clusters/w2/');
    const last = runGit(remote, 'log', '-1', '--format=%(trailers:key=Source,valueonly)', 'live').trim();
    expect(last).toBe(tipOf(remote));
  });

  it('keep hooks and formatters away from what is generated', async () => {
    const { ann, remote } = await inTwo();
    writeHook(
      join(ann, '.git'),
      'pre-commit',
      'git diff --cached --name-only | grep -E "^(clusters|fleet)/" && exit 1; exit 0',
    );
    writeFiles(ann, noted('one'));
    expect(await deployed(ann)).toMatchObject({ branch: 'live', commit: tipOf(remote, 'live') });
  });

  it('need no git program', async () => {
    const published = publish();
    await overHttp(published);
    writeFiles(published.ann, settings);
    expect(await deploy(published.ann, meant, embedded)).toMatchObject({ code: 0 });
    expect(output(published, 'main')).toBe(output(published, 'live'));
    expect(await deploy(published.ann, ['--forget-branch', 'main'], embedded)).toMatchObject({ code: 0 });
    expect(runGit(published.remote, 'ls-tree', '--name-only', 'main')).not.toMatch(/^(clusters|fleet)$/m);
  });
});
