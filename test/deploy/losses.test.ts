import { describe, expect, it } from 'vitest';
import { cluster, clusterPath, object, smallFleet } from '../commands/support.ts';
import { inMemory } from './in-memory.ts';

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
    const fleet = await inMemory(files);
    fleet.write(onlyOn('/c/{c5*,e1,e2,w1}'));
    const before = await fleet.state();
    expect(await fleet.deploy()).toEqual({
      code: 2,
      out: '',
      err: `error: 51 of 64 clusters would lose a namespace or an application; 50 may: application/till on 51 (c00, c01, c02, …); namespace/shop on 51 (c00, c01, c02, …)\n${hint}`,
    });
    expect(await fleet.state()).toEqual(before);
    fleet.write(onlyOn('/c/{c5*,e1,e2,w1,w2}'));
    expect(await fleet.deployed()).toMatchObject({ pushed: true });
  });

  it('unless a reason is given, which goes into the commit', async () => {
    const fleet = await inMemory({ ...smallFleet, ...fleetWith('maxClustersLosing: 0') });
    fleet.write(onlyOn('none'));
    await fleet.deployed(['-m', 'End of tills', '--allow', 'the contract ended']);
    expect((await fleet.messages())[0]).toBe('End of tills\n\nAllow: the contract ended');
  });

  it.each(['maxClustersLosing: 1', 'maxClustersLosing: 25%'])('with %s, one of four may', async (guard) => {
    const fleet = await inMemory({ ...smallFleet, ...fleetWith(guard) });
    fleet.write(onlyOn('/g/stores/east'));
    expect((await fleet.deploy()).err).toMatch(
      /^error: 2 of 4 clusters would lose .*; 1 may: application\/till on 2 \(w1, w2\)/,
    );
    fleet.write(onlyOn('not /c/e1'));
    expect(await fleet.deployed()).toMatchObject({ pushed: true });
  });

  it('any loss on a cluster that is protected, before or after', async () => {
    const fleet = await inMemory({ ...smallFleet, ...fleetWith('protected: /c/e1') });
    const refused = {
      code: 2,
      err: expect.stringMatching(
        /^error: e1, which spec.guards.protected names, would lose a namespace or an application: /,
      ),
    };
    fleet.write(onlyOn('not /c/e1'));
    expect(await fleet.deploy()).toMatchObject(refused);
    fleet.write(fleetWith('protected: none'));
    expect(await fleet.deploy()).toMatchObject(refused);
    fleet.write({ ...onlyOn('not /c/e2'), ...fleetWith('protected: /c/e1') });
    expect(await fleet.deployed()).toMatchObject({ pushed: true });
  });

  it('where the loss is in a commit that was made by hand', async () => {
    const fleet = await inMemory({ ...smallFleet, ...fleetWith('maxClustersLosing: 0') });
    fleet.write(onlyOn('/g/stores/east'));
    await fleet.commit('By hand');
    const err = expect.stringMatching(/^error: 2 of 4 clusters would lose/);
    expect(await fleet.deploy()).toMatchObject({ code: 2, err });
    expect(await fleet.deploy(['--no-push'])).toMatchObject({ code: 2, err });
  });

  it('where the loss comes about together with what others pushed, and takes the reason afterwards', async () => {
    const fleet = await inMemory({ ...smallFleet, ...fleetWith('maxClustersLosing: 0') });
    await fleet.othersDeploy(cluster('e3', 'stores/east'));
    fleet.write(onlyOn('/c/{e1,e2,w1,w2}'));
    const err = expect.stringMatching(/^error: 1 of 5 clusters would lose .*: application\/till on 1 \(e3\)/);
    expect(await fleet.deploy()).toMatchObject({ code: 2, err });
    await fleet.deployed(['-m', 'As agreed', '--allow', 'e3 opens later']);
    expect(await fleet.messages()).toEqual(['As agreed\n\nAllow: e3 opens later', 'A change', 'Theirs', 'First']);
    const paths = Object.keys(await fleet.textsAt(fleet.remote.tip)).filter((path) => path.startsWith('clusters/'));
    expect(paths.map((path) => path.split('/')[1])).toEqual(['e1', 'e2', 'e3', 'w1', 'w2']);
  });
});

describe('nothing is lost', () => {
  it('where a cluster is deleted or retired: what runs there stays', async () => {
    const fleet = await inMemory({ ...smallFleet, ...fleetWith('maxClustersLosing: 0') });
    fleet.write({ [clusterPath('e1')]: undefined, ...cluster('e2', 'stores/east', ', state: retired') });
    expect(await fleet.deployed()).toMatchObject({ pushed: true, generate: { clusters: 2 } });
  });

  it('where an application moves to a namespace that the same clusters have', async () => {
    const fleet = await inMemory({ ...smallFleet, ...fleetWith('maxClustersLosing: 0') });
    fleet.write({
      'inventory/market.yaml': object('Namespace', 'market', '{clusters: all, applications: [till]}'),
      'inventory/till.yaml': object('Application', 'till', '{path: apps/till, namespace: market}'),
    });
    expect(await fleet.deployed()).toMatchObject({ pushed: true });
  });
});
