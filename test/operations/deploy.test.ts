import { describe, expect, it } from 'vitest';
import { cluster, clusterPath, object, smallFleet } from '../commands/support.ts';
import type { Files } from '../support/fleet.ts';
import { saidIn } from '../support/said.ts';
import { deployedFleet, deployIn, planDeployIn } from './support.ts';

const e3 = cluster('e3', 'stores/east');
const w3 = cluster('w3', 'stores/west');

function fleetWith(guards: string): Files {
  const git = 'git: {url: https://git.example.com/contoso/fleet.git}';
  return { 'resedge.yaml': object('Fleet', 'contoso', `{${git}, guards: {${guards}}}`) };
}

/** The namespace, on the clusters of an expression alone. */
function onlyOn(expression: string): Files {
  return { 'inventory/shop.yaml': object('Namespace', 'shop', `{clusters: "${expression}", applications: [till]}`) };
}

/** The names of the clusters that a commit has files for. */
function clustersOf(texts: Files): string[] {
  const paths = Object.keys(texts).filter((path) => path.startsWith('clusters/'));
  return [...new Set(paths.map((path) => path.split('/').at(-2) ?? ''))].sort();
}

describe('deploy', () => {
  it('says what it would do, and does nothing if that is not agreed to', async () => {
    const fleet = await deployedFleet();
    fleet.write({ ...e3, 'notes.txt': 'mine' });
    const before = fleet.texts();
    const plan = await planDeployIn(fleet);
    expect(plan).toMatchObject({ branch: 'main', intent: [clusterPath('e3')], effects: { leaving: [] } });
    expect(plan.generate).toMatchObject({ clusters: 5 });
    expect(fleet.texts()).toEqual(before);
  });

  it('commits what people and what it wrote, nothing else, and pushes it', async () => {
    const fleet = await deployedFleet();
    fleet.write({ ...e3, 'notes.txt': 'mine' });
    const result = await deployIn(fleet, { message: 'Open e3' });
    expect(result).toMatchObject({ commit: fleet.remote.tip, pushed: true, attempts: 1, branch: 'main' });
    const texts = await fleet.textsAt(fleet.remote.tip);
    expect(clustersOf(texts)).toEqual(['e1', 'e2', 'e3', 'w1', 'w2']);
    expect(texts['notes.txt']).toBeUndefined();
    expect(saidIn((await fleet.git.commitInfo(fleet.remote.tip)).message)).toBe('Open e3');
    expect(await fleet.git.changes([''])).toEqual([{ path: 'notes.txt', change: 'added' }]);
  });

  it('has nothing to do a second time', async () => {
    const fleet = await deployedFleet();
    fleet.write(e3);
    await deployIn(fleet);
    const { tip } = fleet.remote;
    expect(await deployIn(fleet)).toMatchObject({ commit: tip, pushed: false, attempts: 0 });
    expect(fleet.remote.tip).toBe(tip);
  });

  it('commits alone if it is not to push', async () => {
    const fleet = await deployedFleet();
    const { tip } = fleet.remote;
    fleet.write(e3);
    const result = await deployIn(fleet, { push: false });
    expect(result).toMatchObject({ pushed: false, attempts: 0 });
    expect([(await fleet.git.head()).commit, fleet.remote.tip]).toEqual([result?.commit, tip]);
  });

  it('asks without keeping others out, and refuses if they wrote meanwhile', async () => {
    const fleet = await deployedFleet();
    fleet.write(e3);
    const confirm = async () => {
      fleet.write(w3);
      return true;
    };
    await expect(deployIn(fleet, { asks: true, confirm })).rejects.toThrow(/changed/);
    expect((await fleet.git.head()).commit).toBe(fleet.remote.tip);
    expect(await deployIn(fleet, { asks: true })).toMatchObject({ pushed: true });
  });
});

describe('where others pushed in between', () => {
  it('puts the change on top of theirs, and generates again', async () => {
    const fleet = await deployedFleet();
    const theirs = await fleet.remote.receive(e3);
    fleet.write(w3);
    const result = await deployIn(fleet, { message: 'Open w3' });
    expect(result).toMatchObject({ commit: fleet.remote.tip, pushed: true, attempts: 2 });
    const { parents, message } = await fleet.git.commitInfo(fleet.remote.tip);
    expect([parents, saidIn(message)]).toEqual([[theirs], 'Open w3']);
    expect(clustersOf(await fleet.textsAt(fleet.remote.tip))).toEqual(['e1', 'e2', 'e3', 'w1', 'w2', 'w3']);
    expect(fleet.texts()).toEqual(await fleet.textsAt(fleet.remote.tip));
  });

  it('writes one commit if nothing is to be generated, its reason included', async () => {
    const fleet = await deployedFleet();
    const note = (text: string) => ({
      'inventory/till.yaml': object('Application', 'till', `{path: apps/till, namespace: shop, description: ${text}}`),
    });
    await fleet.remote.receive({ 'inventory/clusters/e1.yaml': `# Moved.\n${smallFleet[clusterPath('e1')]}` });
    fleet.write(note('Cash'));
    const written: string[] = [];
    const { writeCommit } = fleet.git;
    const git = {
      ...fleet.git,
      writeCommit: async (options: Parameters<typeof writeCommit>[0]) => {
        const id = await writeCommit(options);
        written.push(id);
        return id;
      },
    };
    const result = await deployIn({ ...fleet, machine: { ...fleet.machine, git: async () => git } }, { allow: 'why' });
    expect(written).toEqual([result?.commit]);
    expect(saidIn((await fleet.git.commitInfo(fleet.remote.tip)).message)).toBe('A change\n\nAllow: why');
  });

  it('stops if the two do not go together, and keeps the commit here', async () => {
    const fleet = await deployedFleet();
    const theirs = await fleet.remote.receive({
      [clusterPath('e1')]: object('Cluster', 'e1', '{groups: [stores/west]}'),
    });
    fleet.write({ [clusterPath('e1')]: object('Cluster', 'e1', '{groups: [stores]}') });
    await expect(deployIn(fleet, { message: 'Move e1' })).rejects.toThrow(/e1/);
    expect(fleet.remote.tip).toBe(theirs);
    const { commit = '' } = await fleet.git.head();
    expect(saidIn((await fleet.git.commitInfo(commit)).message)).toBe('Move e1');
  });
});

describe('the guard of losses', () => {
  it('lets a reason through, which goes into the commit', async () => {
    const fleet = await deployedFleet({ ...smallFleet, ...fleetWith('maxClustersLosing: 0') });
    fleet.write(onlyOn('/g/stores/east'));
    await expect(deployIn(fleet)).rejects.toThrow(
      '2 of 4 clusters would lose a namespace or an application; 0 may: application/till on 2 (w1, w2); namespace/shop on 2 (w1, w2)',
    );
    await deployIn(fleet, { allow: 'the contract ended' });
    expect(saidIn((await fleet.git.commitInfo(fleet.remote.tip)).message)).toBe(
      'A change\n\nAllow: the contract ended',
    );
  });

  it('counts those that lose, not those that change', async () => {
    const fleet = await deployedFleet({ ...smallFleet, ...fleetWith('maxClustersLosing: 1') });
    fleet.write(onlyOn('not /c/e1'));
    expect((await planDeployIn(fleet)).effects.leaving).toMatchObject([
      { what: 'application/till', clusters: ['e1'] },
      { what: 'namespace/shop', clusters: ['e1'], groups: [{ group: 'stores/east', clusters: 1 }] },
    ]);
  });

  it.each([
    ['a protected cluster', cluster('e1', 'stores/east'), {}],
    ['one that was protected before this change', cluster('e1', 'stores/east'), fleetWith('protected: none')],
    [
      'one that was protected under its former name',
      { [clusterPath('e1')]: undefined, ...cluster('n1', 'stores/east', ', formerNames: [e1]') },
      fleetWith('protected: none'),
    ],
  ])('stops what takes something off %s', async (_, one, more) => {
    const fleet = await deployedFleet({ ...smallFleet, ...fleetWith('protected: /c/e1') });
    fleet.write({ ...one, ...more, ...onlyOn('not /c/{e1,n1}') });
    await expect(deployIn(fleet)).rejects.toThrow(/^(e1|n1), which spec.guards.protected names, would lose/);
    fleet.write(onlyOn('not /c/e2'));
    expect(await deployIn(fleet)).toMatchObject({ pushed: true });
  });
});

describe('the guard of changes', () => {
  const guarded = fleetWith('maxClustersChanged: 1');
  const config = (text: string) => ({
    'apps/till/base/config.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: till}\ndata: {store: ${text}}\n`,
  });

  it('stops what would change more clusters than it lets', async () => {
    const fleet = await deployedFleet({ ...smallFleet, ...guarded });
    fleet.write(config('other'));
    await expect(deployIn(fleet)).rejects.toThrow(
      '4 of 4 clusters would change; 1 may (spec.guards.maxClustersChanged)',
    );
    expect(await deployIn(fleet, { allow: 'new data' })).toMatchObject({ pushed: true });
  });

  it('does not count clusters that are new', async () => {
    const fleet = await deployedFleet({ ...smallFleet, ...guarded });
    fleet.write({ ...e3, ...w3 });
    expect(await deployIn(fleet)).toMatchObject({ pushed: true });
  });

  it('counts what was merged and has not reached clusters', async () => {
    const fleet = await deployedFleet({ ...smallFleet, ...guarded });
    fleet.write(config('other'));
    await fleet.commit('Merged by hand');
    fleet.write(cluster('e1', 'stores/east', ', values: {k: v}'));
    await expect(deployIn(fleet)).rejects.toThrow('4 of 4 clusters would change');
  });
});
