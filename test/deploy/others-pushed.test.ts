import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cluster, clusterPath, object, smallFleet } from '../commands/support.ts';
import { runGit, temporaryFolder, writeFiles } from '../support/git.ts';
import { saidIn } from '../support/said.ts';
import {
  clustersOn,
  deploy,
  deployed,
  deployedElsewhere,
  lastPaths,
  type Published,
  publish,
  pushTheirs,
  stateOf,
  tipOf,
} from './support.ts';

const lines = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];

/** A fleet with a cluster whose file has many lines. */
const files = { ...smallFleet, ...longCluster({}) };

function longCluster(values: Readonly<Record<string, string>>): Record<string, string> {
  const spec = [
    '',
    '  groups: [stores/east]',
    '  values:',
    ...lines.map((key) => `    ${key}: ${values[key] ?? 'same'}`),
  ];
  return { [clusterPath('e1')]: object('Cluster', 'e1', spec.join('\n')) };
}

const newStore = cluster('e3', 'stores/east');
let elsewhere = '';
beforeAll(async () => {
  elsewhere = await deployedElsewhere(newStore);
});

/** Bob does not know yet that others opened e3. */
function behind(): Published {
  const published = publish();
  pushTheirs(elsewhere, published);
  return published;
}

describe('where others pushed in between', () => {
  it('puts a change on top of theirs and generates again', async () => {
    const { remote, bob } = behind();
    writeFiles(bob, cluster('w3', 'stores/west'));
    expect(await deployed(bob, ['-m', 'Open w3'])).toMatchObject({
      commit: tipOf(remote),
      pushed: true,
      attempts: 2,
      generate: { clusters: 6 },
    });
    expect(await clustersOn(remote)).toEqual(['e1', 'e2', 'e3', 'w1', 'w2', 'w3']);
    expect(runGit(remote, 'log', '--format=%s', 'main')).toBe('Open w3\nA change\nFirst');
    expect(stateOf(bob)).toEqual({ tip: tipOf(remote), status: '' });
  });

  it('brings what others pushed where there is nothing of its own', async () => {
    const { remote, bob } = behind();
    expect(await deployed(bob)).toMatchObject({ commit: tipOf(remote), pushed: false, attempts: 1 });
    expect(runGit(remote, 'log', '--format=%s', 'main')).toBe('A change\nFirst');
    expect(stateOf(bob)).toEqual({ tip: tipOf(remote), status: '' });
  });

  it('vanishes where others pushed the same', async () => {
    const { remote, bob } = behind();
    writeFiles(bob, newStore);
    expect(await deployed(bob, ['-m', 'The same'])).toMatchObject({ pushed: false, attempts: 1 });
    expect(runGit(remote, 'log', '--format=%s', 'main')).toBe('A change\nFirst');
  });

  it('merges changes of one file in different places', async () => {
    const { remote, ann, bob } = publish(files);
    writeFiles(ann, longCluster({ one: 'ann' }));
    await deployed(ann);
    writeFiles(bob, longCluster({ seven: 'bob' }));
    await deployed(bob);
    const merged = longCluster({ one: 'ann', seven: 'bob' })[clusterPath('e1')];
    expect(readFileSync(join(bob, clusterPath('e1')), 'utf8')).toBe(merged);
    expect(`${runGit(remote, 'show', `main:${clusterPath('e1')}`)}\n`).toBe(merged);
    await clustersOn(remote);
  });

  it('keeps local commits apart, and what they say', async () => {
    const { remote, bob } = behind();
    writeFiles(bob, { ...cluster('w3', 'stores/west'), 'docs/w3.md': 'the third' });
    runGit(bob, 'add', '--all');
    runGit(bob, '-c', 'user.name=Bob', 'commit', '--quiet', '--message', 'Open w3\n\nIn the harbour.');
    await deployed(bob, ['-m', 'Deliver', '--allow', 'no reason']);
    expect(runGit(remote, 'log', '--format=%an: %B%x00', 'main').split(/\0\n?/).map(saidIn)).toEqual([
      'Ann Example: Deliver\n\nAllow: no reason',
      'Bob: Open w3\n\nIn the harbour.',
      'Ann Example: A change',
      'Ann Example: First',
      '',
    ]);
    expect(runGit(remote, 'show', 'main:docs/w3.md')).toBe('the third');
    expect(lastPaths(remote)).toContain('clusters/w3/kustomization.yaml');
    await clustersOn(remote);
  });
});

describe('where others pushed something in the way', () => {
  it('refuses two values of one field, says which, and keeps the commit', async () => {
    const { remote, ann, bob } = publish(files);
    writeFiles(ann, longCluster({ four: 'ann' }));
    await deployed(ann);
    const tip = tipOf(remote);
    writeFiles(bob, { ...longCluster({ four: 'bob' }), 'docs/mine.md': 'dirty' });
    const { code, out, err } = await deploy(bob);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(
      'error: others changed in another way what was changed here:\n  cluster/e1: spec.values.four: here bob, there ann (inventory/clusters/e1.yaml)\nhint: Your commit is in',
    );
    expect(tipOf(remote)).toBe(tip);
    expect(runGit(bob, 'log', '--format=%s')).toBe('A change\nFirst');
    expect(stateOf(bob).status).toBe('?? docs/mine.md');
  });

  it('and what it says to do helps', async () => {
    const { remote, ann, bob } = publish(files);
    writeFiles(ann, { ...longCluster({ four: 'ann' }), ...cluster('a0', 'stores/east') });
    await deployed(ann);
    writeFiles(bob, { ...longCluster({ four: 'bob' }), ...cluster('b0', 'stores/west', ', values: {four: x}') });
    expect((await deploy(bob)).code).toBe(2);
    expect(() => runGit(bob, 'pull', '--quiet', '--rebase', 'origin', 'main')).toThrow('could not apply');
    writeFiles(bob, longCluster({ four: 'both' }));
    runGit(bob, 'add', clusterPath('e1'));
    await deployed(bob, ['--quiet']);
    expect(await clustersOn(remote)).toEqual(['a0', 'b0', 'e1', 'e2', 'w1', 'w2']);
  });

  it('refuses what is an error together with theirs', async () => {
    const { remote, bob } = behind();
    const tip = tipOf(remote);
    writeFiles(bob, { 'inventory/elsewhere.yaml': object('Cluster', 'e3', '{groups: [stores/west]}') });
    const { code, out, err } = await deploy(bob);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^inventory\/(clusters\/e3|elsewhere).yaml:3:18 RE201 error/);
    expect(err).toContain(
      '\nerror: together with what others pushed in between there are errors, so nothing was pushed\nhint: ',
    );
    expect(tipOf(remote)).toBe(tip);
    expect(stateOf(bob).status).toBe('');
  });

  it('refuses what others pushed without validating it', async () => {
    const { ann, bob } = publish();
    writeFiles(ann, { 'inventory/broken.yaml': 'kind: [' });
    runGit(ann, 'add', '--all');
    runGit(ann, 'commit', '--quiet', '--message', 'Broken');
    runGit(ann, 'push', '--quiet', 'origin', 'main');
    writeFiles(bob, cluster('w3', 'stores/west'));
    const { code, err } = await deploy(bob);
    expect(err).toMatch(/^inventory\/broken.yaml:1:7 RE101 error/);
    expect(code).toBe(2);
  });

  it('refuses to write over files that are dirty here', async () => {
    const { remote, ann, bob } = publish({ ...smallFleet, 'README.md': 'one\n' });
    writeFiles(ann, { 'README.md': 'two\n' });
    runGit(ann, 'commit', '--quiet', '--all', '--message', 'Two');
    await deployed(ann);
    const tip = tipOf(remote);
    writeFiles(bob, { ...cluster('w3', 'stores/west'), 'README.md': 'mine\n' });
    const { code, err } = await deploy(bob);
    expect(err).toMatch(
      /^error: others changed files that have changes here outside of this deployment: README.md\nhint: Your commit is in this repository. Put/,
    );
    expect({ code, tip: tipOf(remote) }).toEqual({ code: 2, tip });
    runGit(bob, 'stash', '--quiet', '--include-untracked');
    await deployed(bob);
    expect(() => runGit(bob, 'stash', 'pop', '--quiet')).toThrow();
    expect(await clustersOn(remote)).toEqual(['e1', 'e2', 'w1', 'w2', 'w3']);
  });

  it('refuses a remote that has nothing in common with what is here', async () => {
    const { remote } = publish();
    for (const prepare of ['no commit', 'a commit of its own']) {
      const folder = temporaryFolder();
      runGit(folder, 'init', '--quiet', '--initial-branch', 'main');
      writeFiles(folder, smallFleet);
      runGit(folder, 'remote', 'add', 'origin', remote);
      if (prepare === 'a commit of its own') {
        runGit(folder, 'add', '--all');
        runGit(folder, '-c', 'user.name=A', '-c', 'user.email=a@b.c', 'commit', '--quiet', '--message', 'x');
      }
      expect(await deploy(folder)).toEqual({
        code: 2,
        out: '',
        err: "error: this repository and the remote's main have no commit in common\nhint: Clone the remote, and make the change there.\n",
      });
    }
  });
});
