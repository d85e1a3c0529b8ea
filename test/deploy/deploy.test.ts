import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../src/ports/kustomize.ts';
import { cluster, clusterPath, runIn, smallFleet } from '../commands/support.ts';
import { createBareRepository, createRepository, runGit, writeFiles } from '../support/git.ts';
import {
  attributes,
  clustersOn,
  deploy,
  deployed,
  emptyKustomize,
  lastPaths,
  publish,
  stateOf,
  tipOf,
} from './support.ts';

describe('deploy', () => {
  it('fills an empty remote: with a commit of its own after one that is there, and with the first of all', async () => {
    for (const folder of [createRepository(smallFleet), createRepository()]) {
      const remote = createBareRepository();
      runGit(folder, 'remote', 'add', 'origin', remote);
      writeFiles(folder, smallFleet);
      expect(await deployed(folder)).toMatchObject({
        branch: 'main',
        pushed: true,
        attempts: 1,
        generate: { created: 20 },
      });
      expect(await clustersOn(remote)).toEqual(['e1', 'e2', 'w1', 'w2']);
      expect(stateOf(folder)).toEqual({ tip: tipOf(remote), status: '' });
      expect(runGit(folder, 'show', 'main:.gitattributes')).toBe(attributes.trimEnd());
    }
  });

  it('pushes nothing where nothing changed', async () => {
    const { remote, ann } = publish();
    const tip = tipOf(remote);
    expect(await deploy(ann)).toEqual({
      code: 0,
      out: `nothing was pushed; main is at ${tip.slice(0, 10)}: 20 files up to date\n`,
      err: '',
    });
    expect(tipOf(remote)).toBe(tip);
  });

  it('puts a change and what is generated from it into one commit', async () => {
    const { remote, ann } = publish();
    writeFiles(ann, cluster('e1', 'stores/east', ', values: {till: "7"}'));
    const { code, out, err } = await deploy(ann, ['-m', 'Seven tills in e1']);
    const tip = tipOf(remote);
    expect({ code, out, err }).toEqual({
      code: 0,
      out: `pushed ${tip.slice(0, 10)} to main: 0 files created, 1 updated, 0 deleted, 19 unchanged\n`,
      err: '',
    });
    expect(stateOf(ann)).toEqual({ tip, status: '' });
    expect(lastPaths(remote)).toEqual(['clusters/e1/kustomization.yaml', clusterPath('e1')]);
    expect(runGit(remote, 'log', '-1', '--format=%an: %s', 'main')).toBe('Ann Example: Seven tills in e1');
  });

  it('takes a cluster away whose file was deleted', async () => {
    const { remote, ann } = publish();
    rmSync(join(ann, clusterPath('w2')));
    await deployed(ann);
    expect(lastPaths(remote)).toEqual(['clusters/w2/kustomization.yaml', clusterPath('w2')]);
    expect(await clustersOn(remote)).toEqual(['e1', 'e2', 'w1']);
  });

  it('pushes local commits as they are, with files of other folders', async () => {
    const { remote, ann } = publish();
    writeFiles(ann, { ...cluster('e3', 'stores/east'), 'docs/e3.md': 'the third' });
    runGit(ann, 'add', '--all');
    runGit(ann, 'commit', '--quiet', '--message', 'Mine');
    await deployed(ann);
    expect(runGit(remote, 'log', '--format=%s', 'main')).toBe('A change\nMine\nFirst');
    expect(runGit(remote, 'show', 'main:docs/e3.md')).toBe('the third');
    expect(await clustersOn(remote)).toEqual(['e1', 'e2', 'e3', 'w1', 'w2']);
  });

  it('commits nothing else: neither what is staged, nor what is dirty, nor what is not in Git', async () => {
    const { remote, ann } = publish({ ...smallFleet, 'README.md': 'one\n', 'docs/a.md': 'one\n' });
    writeFiles(ann, {
      'README.md': 'staged\n',
      'docs/a.md': 'dirty\n',
      'docs/b.md': 'new\n',
      'clusters/notes.txt': 'foreign\n',
      ...cluster('e3', 'stores/east'),
    });
    runGit(ann, 'add', 'README.md');
    appendFileSync(join(ann, '.gitattributes'), '*.png binary\n');
    await deployed(ann);
    expect(runGit(ann, 'status', '--porcelain', '--untracked-files=all')).toBe(
      ' M .gitattributes\nM  README.md\n M docs/a.md\n?? clusters/notes.txt\n?? docs/b.md',
    );
    expect(await clustersOn(remote)).toEqual(['e1', 'e2', 'e3', 'w1', 'w2']);
  });

  it('finishes what another one began: files that are written, but not committed', async () => {
    const { remote, ann } = publish();
    writeFiles(ann, cluster('e3', 'stores/east'));
    await runIn(ann, ['generate']);
    await deployed(ann);
    expect(await clustersOn(remote)).toEqual(['e1', 'e2', 'e3', 'w1', 'w2']);
  });
});

describe('before deploy does anything', () => {
  const plan = `To main:
  changed: ${clusterPath('e3')}
  generated: 1 file would be created, 0 updated, 0 deleted, 20 unchanged

Changes
  + namespace/shop comes to 1 cluster: e3
  + application/till in shop comes to 1 cluster: e3

By group
  stores       1 of 5
  stores/east  1 of 3

By time zone
  none  1 of 5

Clusters
  + new: 1 cluster: e3

Plan: 1 of 5 clusters affected; applications: 1 added, 0 changed, 0 removed.
`;

  it('--dry-run shows what would happen', async () => {
    const { remote, ann } = publish();
    writeFiles(ann, cluster('e3', 'stores/east'));
    const before = [stateOf(ann), tipOf(remote)];
    expect(await deploy(ann, ['--dry-run'])).toEqual({ code: 0, out: '', err: `${plan}Nothing was changed.\n` });
    expect([stateOf(ann), tipOf(remote)]).toEqual(before);
  });

  it('says what it could not look at', async () => {
    const { ann } = publish();
    const { code, err } = await deploy(ann, [], { kustomize: async () => undefined });
    expect({ code, err }).toEqual({ code: 0, err: expect.stringMatching(/^Manifests were not checked: .*\n$/) });
  });

  it('stops where a variable has no value on a cluster', async () => {
    const { ann } = publish();
    const built = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: till}\ndata: {store: "${cluster_color}"}\n';
    const workspace: Workspace = { write() {}, build: async () => ({ ok: true, text: built }), close() {} };
    const kustomize = async () => ({ identity: 'till', open: async () => workspace });
    writeFiles(ann, cluster('e3', 'stores/east'));
    const before = stateOf(ann);
    const { code, err } = await deploy(ann, [], { kustomize });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('RE403 error') });
    expect(err).toContain('error: the inventory has errors, so nothing was done');
    expect(stateOf(ann)).toEqual(before);
  });

  it('it asks', async () => {
    const { remote, ann } = publish();
    writeFiles(ann, cluster('e3', 'stores/east'));
    const before = [stateOf(ann), tipOf(remote)];
    const words = ['deploy', '-m', 'A change', '--color', 'never'];
    expect(await runIn(ann, words, { tty: true, answers: [false], kustomize: emptyKustomize })).toEqual({
      code: 0,
      out: '',
      err: `${plan}Nothing was done.\n`,
    });
    expect(await runIn(ann, words)).toMatchObject({
      code: 2,
      err: expect.stringContaining('error: this needs an answer: Commit and push?\n'),
    });
    expect([stateOf(ann), tipOf(remote)]).toEqual(before);
    expect((await runIn(ann, words, { tty: true, answers: [true] })).out).toMatch(/^pushed /);
  });
});
