import { describe, expect, it } from 'vitest';
import { gitDeliveries } from '../../src/deliver/git-deliveries.ts';
import { flux } from '../../src/generate/engines/flux/engine.ts';
import { withRecord } from '../../src/model/deploy-record.ts';
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

function deliveries(git: Git, prefix = '') {
  return gitDeliveries({ git, prefix, readBack: flux.readBack(prefix) });
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

  it('cannot be told from a set that was edited by hand', async () => {
    const { git, write, commit, texts } = await memoryRepository(generated());
    const file = Object.keys(texts()).find((path) => /^fleet\/sets\/shop\/.*\/set\.yaml$/.test(path)) ?? '';
    write({ [file]: 'kind: Nothing\n' });
    await expect(
      deliveries(git)
        .at(await commit('By hand'))
        .clusters(),
    ).rejects.toMatchObject({
      message: `${file} is not as a deploy left it, so what clusters have cannot be told: a set without metadata`,
      hint: `See who changed it (git log -p -- ${file}), and take that back: git revert COMMIT`,
    });
  });

  it('is nothing before the first delivery', async () => {
    const { git, remote } = await memoryRepository(intent);
    expect(await deliveries(git).at(remote.tip).clusters()).toEqual(new Map());
    expect(await deliveries(git).intent(remote.tip)).toBeUndefined();
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
  const deployed = (source?: string) =>
    withRecord('Deployed', { time: Date.parse('2026-11-30T12:00:00Z'), version: '0.1.0', source });

  /** A fleet that was delivered, and after that changed twice without a delivery; the ids from the oldest on. */
  async function changedTwice(message: string): Promise<{ fleet: MemoryRepository; commits: string[] }> {
    const fleet = await memoryRepository(intent);
    fleet.write(generated());
    const commits = [fleet.remote.tip, await fleet.commit(message)];
    for (const text of ['one', 'two']) {
      fleet.write({ 'inventory/group/east.yaml': `# ${text}\n` });
      commits.push(await fleet.commit(text));
    }
    return { fleet, commits };
  }

  it('is what the last deploy was made from: what was merged since has not reached clusters', async () => {
    const { fleet, commits } = await changedTwice(deployed());
    expect(await deliveries(fleet.git).intent(commits[3] ?? '')).toBe(commits[1]);
  });

  it('is the one that the last deploy names', async () => {
    const { fleet, commits } = await changedTwice(deployed());
    const [first = '', , one = ''] = commits;
    fleet.write({ 'clusters/austin/kustomization.yaml': '# by a deploy\n' });
    const tip = await fleet.commit(deployed(one));
    const { git } = fleet;
    expect(await deliveries(git).intent(tip)).toBe(one);
    expect(await deliveries(git).intent(first)).toBeUndefined();
    const deploys = [];
    for await (const { commit, intent: from, version } of deliveries(git).deploys(tip))
      deploys.push([commit, from, version]);
    expect(deploys).toEqual([
      [tip, one, '0.1.0'],
      [commits[1], commits[1], '0.1.0'],
    ]);
  });

  it('is never one that nobody merged, whatever a message says', async () => {
    const { fleet, commits } = await changedTwice(deployed());
    const [, , merged = '', aside = ''] = commits;
    await fleet.git.moveTo(merged);
    fleet.write({ 'inventory/group/east.yaml': '# three\n' });
    const tip = await fleet.commit(deployed(aside));
    expect(await deliveries(fleet.git).intent(tip)).toBe(tip);
  });

  it('is the oldest with these files if they were committed by hand', async () => {
    const { fleet, commits } = await changedTwice('By hand');
    expect(await deliveries(fleet.git).intent(commits[3] ?? '')).toBe(commits[1]);
    const later = await changedTwice(deployed());
    later.fleet.write({ 'clusters/austin/kustomization.yaml': '# by hand\n' });
    const byHand = await later.fleet.commit('By hand');
    expect(await deliveries(later.fleet.git).intent(byHand)).toBe(byHand);
  });

  it('is looked for as far as a shallow clone goes', async () => {
    const { fleet, commits } = await changedTwice(deployed());
    const [, , one = '', tip = ''] = commits;
    const shallow: Git = {
      ...fleet.git,
      ancestors: async (from, most) =>
        (await fleet.git.ancestors(from, most)).filter(({ id }) => id === one || id === tip),
      resolve: async (ref) => (ref === commits[1] ? undefined : fleet.git.resolve(ref)),
    };
    expect(await deliveries(shallow).intent(tip)).toBe(one);
    expect(await deliveries(shallow).isCut(tip)).toBe(true);
    expect(await deliveries(fleet.git).isCut(tip)).toBe(false);
  });
});
