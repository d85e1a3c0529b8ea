import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cluster, clusterPath, object, smallFleet } from '../commands/support.ts';
import { runGit, writeFiles } from '../support/git.ts';
import { clustersOn, deploy, deployed, publish, stateOf, tipOf } from './support.ts';

const names = Array.from({ length: 60 }, (_, at) => `c${String(at).padStart(2, '0')}`);

/** Sixty clusters with one namespace and one application. */
const { 'inventory/groups.yaml': groups = '' } = smallFleet;
const files = Object.assign({}, smallFleet, ...names.map((name) => cluster(name, 'stores')), {
  'inventory/groups.yaml': groups,
});

function fleetWith(guards: string): Record<string, string> {
  const git = 'git: {url: https://git.example.com/contoso/fleet.git}';
  return { 'resedge.yaml': object('Fleet', 'contoso', `{${git}, guards: {${guards}}}`) };
}

/** Takes the namespace off clusters: those of the expression keep it. */
function onlyOn(expression: string): Record<string, string> {
  return { 'inventory/shop.yaml': object('Namespace', 'shop', `{clusters: "${expression}", applications: [till]}`) };
}

const hint = 'hint: If that is meant: resedge deploy --allow "REASON". The reason goes into the commit message.\n';

describe('deploy stops where too many clusters would lose something', () => {
  it('more than 50, or 10 % if that is more: before anything is written', async () => {
    const { remote, ann } = publish(files);
    writeFiles(ann, onlyOn('/c/{c5*,e1,e2,w1}'));
    const before = [stateOf(ann), tipOf(remote)];
    expect(await deploy(ann)).toEqual({
      code: 2,
      out: '',
      err: `error: 51 of 64 clusters would lose a namespace or an application; 50 may: application/till on 51 (c00, c01, c02, …); namespace/shop on 51 (c00, c01, c02, …)\n${hint}`,
    });
    expect([stateOf(ann), tipOf(remote)]).toEqual(before);
    writeFiles(ann, onlyOn('/c/{c5*,e1,e2,w1,w2}'));
    expect(await deployed(ann)).toMatchObject({ pushed: true });
  });

  it('unless a reason is given, which goes into the commit', async () => {
    const { remote, ann } = publish({ ...smallFleet, ...fleetWith('maxClustersLosing: 0') });
    writeFiles(ann, onlyOn('none'));
    await deployed(ann, ['-m', 'End of tills', '--allow', 'the contract ended']);
    expect(runGit(remote, 'log', '-1', '--format=%B', 'main')).toBe('End of tills\n\nAllow: the contract ended\n');
  });

  it.each(['maxClustersLosing: 1', 'maxClustersLosing: 25%'])('with %s, one of four may', async (guard) => {
    const { ann } = publish({ ...smallFleet, ...fleetWith(guard) });
    writeFiles(ann, onlyOn('/g/stores/east'));
    expect((await deploy(ann)).err).toMatch(
      /^error: 2 of 4 clusters would lose .*; 1 may: application\/till on 2 \(w1, w2\)/,
    );
    writeFiles(ann, onlyOn('not /c/e1'));
    expect(await deployed(ann)).toMatchObject({ pushed: true });
  });

  it('any loss on a cluster that is protected, before or after', async () => {
    const { ann } = publish({ ...smallFleet, ...fleetWith('protected: /c/e1') });
    const refused = {
      code: 2,
      err: expect.stringMatching(
        /^error: e1, which spec.guards.protected names, would lose a namespace or an application: /,
      ),
    };
    writeFiles(ann, onlyOn('not /c/e1'));
    expect(await deploy(ann)).toMatchObject(refused);
    writeFiles(ann, fleetWith('protected: none'));
    expect(await deploy(ann)).toMatchObject(refused);
    writeFiles(ann, { ...onlyOn('not /c/e2'), ...fleetWith('protected: /c/e1') });
    expect(await deployed(ann)).toMatchObject({ pushed: true });
  });

  it('where the loss is in a commit that was made by hand', async () => {
    const { ann } = publish({ ...smallFleet, ...fleetWith('maxClustersLosing: 0') });
    writeFiles(ann, onlyOn('/g/stores/east'));
    runGit(ann, 'commit', '--quiet', '--all', '--message', 'By hand');
    const err = expect.stringMatching(/^error: 2 of 4 clusters would lose/);
    expect(await deploy(ann)).toMatchObject({ code: 2, err });
    expect(await deploy(ann, ['--no-push'])).toMatchObject({ code: 2, err });
  });

  it('where the loss comes about together with what others pushed, and takes the reason afterwards', async () => {
    const { remote, ann, bob } = publish({ ...smallFleet, ...fleetWith('maxClustersLosing: 0') });
    writeFiles(ann, cluster('e3', 'stores/east'));
    await deployed(ann);
    writeFiles(bob, onlyOn('/c/{e1,e2,w1,w2}'));
    const err = expect.stringMatching(/^error: 1 of 5 clusters would lose .*: application\/till on 1 \(e3\)/);
    expect(await deploy(bob)).toMatchObject({ code: 2, err });
    await deployed(bob, ['-m', 'As agreed', '--allow', 'e3 opens later']);
    expect(runGit(remote, 'log', '--format=%B', 'main')).toBe(
      'As agreed\n\nAllow: e3 opens later\n\nA change\n\nA change\n\nFirst\n',
    );
    expect(await clustersOn(remote)).toEqual(['e1', 'e2', 'e3', 'w1', 'w2']);
  });
});

describe('nothing is lost', () => {
  it('where a cluster is deleted or retired: what runs there stays', async () => {
    const { ann } = publish({ ...smallFleet, ...fleetWith('maxClustersLosing: 0') });
    rmSync(join(ann, clusterPath('e1')));
    writeFiles(ann, cluster('e2', 'stores/east', ', state: retired'));
    expect(await deployed(ann)).toMatchObject({ pushed: true, generate: { clusters: 2 } });
  });

  it('where an application moves to a namespace that the same clusters have', async () => {
    const { ann } = publish({ ...smallFleet, ...fleetWith('maxClustersLosing: 0') });
    writeFiles(ann, {
      'inventory/market.yaml': object('Namespace', 'market', '{clusters: all, applications: [till]}'),
      'inventory/till.yaml': object('Application', 'till', '{path: apps/till, namespace: market}'),
    });
    expect(await deployed(ann)).toMatchObject({ pushed: true });
  });
});
