import { describe, expect, it } from 'vitest';
import { gitDeliveries } from '../../src/deliver/git-deliveries.ts';
import { flux } from '../../src/generate/engines/flux/engine.ts';
import type { Git } from '../../src/ports/git.ts';
import { base, type Files, objects, readFleet } from '../support/fleet.ts';
import { type MemoryRepository, memoryRepository } from '../support/memory-repository.ts';

const intent = {
  ...objects(`
    Fleet contoso: {git: {url: https://git.example.com/contoso/fleet.git}}
    Cluster austin:
    Cluster boston: {groups: [east]}
    Cluster chicago: {state: retired}
    Group east:
    Namespace shop: {clusters: all, applications: [till]}
    Namespace back: {clusters: /g/east, applications: [desk]}
    Application till: {namespace: shop, path: apps/till}
    Application desk: {namespace: back, path: apps/desk}
  `),
  ...base('apps/till'),
  ...base('apps/desk', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: desk}\n'),
};

/** A fleet that was generated, below a folder of the repository. */
function generated(files: Files = intent, prefix = ''): Files {
  const all = { ...files, ...Object.fromEntries(readFleet(files, prefix).generated) };
  return Object.fromEntries(Object.entries(all).map(([path, text]) => [`${prefix}${path}`, text]));
}

function deliveries(git: Git, prefix = '', branch = 'main') {
  return gitDeliveries({ git, branch, prefix, readBack: flux.readBack(prefix) });
}

describe('what clusters have', () => {
  it.each(['', 'platform/edge/'])('is told from the files of a commit, below "%s"', async (prefix) => {
    const { git, remote } = await memoryRepository(generated(intent, prefix));
    const found = await deliveries(git, prefix).at(remote.tip).clusters();
    expect(Array.from(found, ([name, { units }]) => `${name}: ${[...units].join(' ')}`)).toEqual([
      'austin: namespace/shop application/till',
      'boston: namespace/back application/desk namespace/shop application/till',
    ]);
  });

  it('does not follow the inventory, nor the work tree', async () => {
    const { git, remote, write, commit } = await memoryRepository(generated());
    write({ 'inventory/namespace/shop.yaml': undefined, 'clusters/austin/kustomization.yaml': undefined });
    expect((await deliveries(git).at(remote.tip).clusters()).size).toBe(2);
    const later = await commit('By hand');
    const had = await deliveries(git).at(later).clusters();
    expect([...had.keys()]).toEqual(['boston']);
    expect(had.get('boston')?.units.has('namespace/shop')).toBe(true);
  });

  it('is nothing before the first delivery', async () => {
    const { git, remote } = await memoryRepository(intent);
    expect(await deliveries(git).at(remote.tip).clusters()).toEqual(new Map());
    expect(
      await deliveries(git)
        .at(remote.tip)
        .intent(async () => true),
    ).toBeUndefined();
  });
});

describe('the newest delivery', () => {
  it('is the one that was last fetched', async () => {
    const { git, remote } = await memoryRepository(generated());
    const first = remote.tip;
    const theirs = await remote.receive({ 'README.md': 'theirs' });
    expect(await deliveries(git).newest()).toEqual({ commit: first, ref: 'origin/main', remote: 'origin' });
    await git.fetch('origin', 'main');
    expect(await deliveries(git).newest()).toEqual({ commit: theirs, ref: 'origin/main', remote: 'origin' });
  });

  it('is that of the branch here if the remote has none, or there is no remote', async () => {
    const { git, remote } = await memoryRepository(generated());
    expect(await deliveries(git, '', 'live').newest()).toBeUndefined();
    await git.switchHere('live');
    expect(await deliveries(git, '', 'live').newest()).toEqual({ commit: remote.tip, ref: 'live' });
    const alone = { ...git, remote: async () => undefined };
    expect(await deliveries(alone).newest()).toEqual({ commit: remote.tip, ref: 'main' });
  });
});

describe('the files of a delivery', () => {
  it('are compared without their texts, and read on demand', async () => {
    const { git, remote } = await memoryRepository(generated(intent, 'edge/'));
    const files = await deliveries(git, 'edge/').at(remote.tip).files();
    const all = readFleet(intent, 'edge/').generated;
    expect([...files.paths].sort()).toEqual([...all.keys()].sort());
    for (const [path, text] of all) expect([path, files.same({ path, content: text })]).toEqual([path, true]);
    const path = 'clusters/austin/kustomization.yaml';
    expect(files.same({ path, content: `${all.get(path)} ` })).toBe(false);
    expect(await files.read([path])).toEqual(new Map([[path, Buffer.from(all.get(path) ?? '')]]));
  });
});

describe('the intent that was delivered', () => {
  /** A fleet that was delivered, and after that changed twice without a delivery; the ids from the oldest on. */
  async function changedTwice(): Promise<{ fleet: MemoryRepository; commits: string[] }> {
    const fleet = await memoryRepository(intent);
    fleet.write(generated());
    const commits = [fleet.remote.tip, await fleet.commit('Deployed')];
    for (const text of ['one', 'two']) {
      fleet.write({ 'inventory/group/east.yaml': `# ${text}\n` });
      commits.push(await fleet.commit(text));
    }
    return { fleet, commits };
  }

  it('is the newest that the files were made from', async () => {
    const { fleet, commits } = await changedTwice();
    const [, deployed = '', , tip = ''] = commits;
    const asked: string[] = [];
    const found = await deliveries(fleet.git)
      .at(tip)
      .intent(async (commit) => {
        asked.push(commit);
        return commit === deployed;
      });
    expect(found).toBe(deployed);
    expect(asked).toEqual(commits.slice(1).reverse());
    expect(
      await deliveries(fleet.git)
        .at(tip)
        .intent(async () => true),
    ).toBe(tip);
  });

  it('is the oldest with these files if it was made from none', async () => {
    const { fleet, commits } = await changedTwice();
    const [, deployed, , tip = ''] = commits;
    expect(
      await deliveries(fleet.git)
        .at(tip)
        .intent(async () => false),
    ).toBe(deployed);
  });

  it('is looked for as far as a shallow clone goes', async () => {
    const { fleet, commits } = await changedTwice();
    const [, deployed, one, tip = ''] = commits;
    const shallow = {
      ...fleet.git,
      resolve: async (ref: string) => (ref === deployed ? undefined : fleet.git.resolve(ref)),
    };
    expect(
      await deliveries(shallow)
        .at(tip)
        .intent(async () => false),
    ).toBe(one);
  });
});
