import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cluster, clusterPath, smallFleet } from '../commands/support.ts';
import {
  createBareRepository,
  createRepository,
  runGit,
  serveRepository,
  temporaryFolder,
  writeFiles,
} from '../support/git.ts';
import { clustersOn, deploy, deployed, embedded, lastPaths, overHttp, publish, stateOf, tipOf } from './support.ts';

describe('deploy works', () => {
  it('in a fleet in a folder of the repository, where others change what is beside it', async () => {
    const fleet = Object.entries(smallFleet).map(([path, text]) => [`fleets/a/${path}`, text]);
    const ann = createRepository({ ...Object.fromEntries(fleet), 'inventory/mine.yaml': 'not of the fleet\n' });
    const remote = createBareRepository();
    runGit(ann, 'remote', 'add', 'origin', remote);
    const root = join(ann, 'fleets/a');
    await deployed(root);
    expect(lastPaths(ann).filter((path) => !path.startsWith('fleets/a/'))).toEqual([]);
    expect(runGit(ann, 'show', 'main:fleets/a/clusters/e1/kustomization.yaml')).toContain('"./fleets/a/clusters/e1"');

    const bob = temporaryFolder();
    runGit(bob, 'clone', '--quiet', remote, '.');
    writeFiles(ann, { 'inventory/mine.yaml': 'changed\n' });
    runGit(ann, 'commit', '--quiet', '--all', '--message', 'Beside it');
    writeFiles(root, cluster('e3', 'stores/east'));
    await deployed(join(root, 'inventory'));
    writeFiles(join(bob, 'fleets/a'), cluster('w3', 'stores/west'));
    writeFiles(bob, { 'clusters/mine.txt': 'not of the fleet\n' });
    runGit(bob, 'config', 'user.name', 'Bob');
    runGit(bob, 'config', 'user.email', 'bob@example.com');
    expect(await deployed(bob, ['-C', 'fleets/a'])).toMatchObject({ attempts: 2 });
    expect(await clustersOn(remote, 'fleets/a')).toEqual(['e1', 'e2', 'e3', 'w1', 'w2', 'w3']);
    expect(stateOf(bob)).toEqual({ tip: tipOf(remote), status: '?? clusters/mine.txt' });
  });

  it('in a second work tree', async () => {
    const { remote, ann } = publish();
    const second = join(temporaryFolder(), 'second');
    runGit(ann, 'switch', '--quiet', '--create', 'topic');
    runGit(ann, 'remote', 'set-url', 'origin', remote);
    runGit(ann, 'worktree', 'add', '--quiet', second, 'main');
    writeFiles(second, cluster('e3', 'stores/east'));
    await deployed(second);
    expect(stateOf(second)).toEqual({ tip: tipOf(remote), status: '' });
    expect(existsSync(join(ann, clusterPath('e3')))).toBe(false);
    expect(await clustersOn(remote)).toEqual(['e1', 'e2', 'e3', 'w1', 'w2']);
  });

  it('in a shallow clone, as pipelines have it', async () => {
    const { remote, ann } = publish();
    writeFiles(ann, cluster('e3', 'stores/east'));
    await deployed(ann);
    const bob = temporaryFolder();
    runGit(bob, '-c', 'user.name=x', 'clone', '--quiet', '--depth', '1', `file://${remote}`, '.');
    runGit(bob, 'config', 'user.name', 'Bob');
    runGit(bob, 'config', 'user.email', 'bob@example.com');
    writeFiles(ann, cluster('e4', 'stores/east'));
    await deployed(ann);
    writeFiles(bob, cluster('w3', 'stores/west'));
    expect(await deployed(bob)).toMatchObject({ attempts: 2 });
    expect(await clustersOn(remote)).toEqual(['e1', 'e2', 'e3', 'e4', 'w1', 'w2', 'w3']);
  });

  it('on a branch with another name, with a remote that has another name', async () => {
    const fleet = smallFleet['resedge.yaml']?.replace('fleet.git}', 'fleet.git, branch: live}') ?? '';
    const folder = createRepository({ ...smallFleet, 'resedge.yaml': fleet });
    const remote = createBareRepository();
    runGit(folder, 'branch', '--move', 'live');
    runGit(folder, 'remote', 'add', 'upstream', remote);
    expect(await deployed(folder)).toMatchObject({ branch: 'live', pushed: true });
    expect(tipOf(remote, 'live')).toBe(tipOf(folder, 'live'));
  });
});

describe('deploy without the git program', () => {
  it('puts a change on top of what others pushed, over HTTP', async () => {
    const published = publish();
    await overHttp(published);
    const { remote, ann, bob } = published;
    writeFiles(ann, cluster('e3', 'stores/east'));
    expect(await deployed(ann, [], embedded)).toMatchObject({ pushed: true, attempts: 1 });
    expect(stateOf(ann)).toEqual({ tip: tipOf(remote), status: '' });
    writeFiles(bob, { ...cluster('w3', 'stores/west'), 'docs/mine.md': 'mine' });
    expect(await deployed(bob, [], embedded)).toMatchObject({ pushed: true, attempts: 2 });
    expect(stateOf(bob)).toEqual({ tip: tipOf(remote), status: '?? docs/mine.md' });
    expect(await clustersOn(remote)).toEqual(['e1', 'e2', 'e3', 'w1', 'w2', 'w3']);
    expect(runGit(remote, 'fsck', '--strict')).toBe('');
  });

  it('fills an empty remote', async () => {
    const remote = createBareRepository();
    const folder = createRepository();
    writeFiles(folder, smallFleet);
    runGit(folder, 'remote', 'add', 'origin', await serveRepository(remote));
    expect(await deployed(folder, [], embedded)).toMatchObject({ pushed: true, attempts: 1 });
    expect(await clustersOn(remote)).toEqual(['e1', 'e2', 'w1', 'w2']);
  });

  it('says that an SSH remote needs it', async () => {
    const { ann } = publish();
    runGit(ann, 'remote', 'set-url', 'origin', 'ssh://git@git.example.com/fleet.git');
    const { code, err } = await deploy(ann, [], embedded);
    expect(err).toMatch(/^error: .*ssh.*\nhint: .*\n$/is);
    expect(code).toBe(2);
  });
});
