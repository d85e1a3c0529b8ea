import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/model/errors.ts';
import { cluster, clusterPath, object, smallFleet } from '../commands/support.ts';
import type { Files } from '../support/fleet.ts';
import type { MemoryRepository } from '../support/memory-repository.ts';
import { deployedFleet, deployIn } from './support.ts';

/** What deploy says that clusters would not get, a line each; what it was asked for changes nothing. */
async function refusal(fleet: MemoryRepository): Promise<string[]> {
  const before = [fleet.texts(), fleet.remote.tip, await fleet.git.head()];
  const error = await deployIn(fleet).catch((caught: unknown) => caught);
  expect([fleet.texts(), fleet.remote.tip, await fleet.git.head()]).toEqual(before);
  if (!(error instanceof UserError)) throw error;
  const [first, ...lines] = error.message.split('\n  ');
  expect(first).toBe('clusters would not get these files as they are here:');
  expect(error.hint).toBeTruthy();
  return lines;
}

/** The fleet with files that were committed before, of which some are then changed on the disk. */
async function fleetWith(committed: Files, changed: Files = {}): Promise<MemoryRepository> {
  const fleet = await deployedFleet({ ...smallFleet, ...committed });
  fleet.write(changed);
  return fleet;
}

const lib = {
  'apps/till/base/kustomization.yaml': 'resources: [config.yaml, lib/cm.yaml]\n',
  'apps/till/base/lib/cm.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: lib}\n',
};
const overlay = {
  'apps/till/overlays/debug/kustomization.yaml':
    'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nmetadata: {annotations: {resedge.dev/clusters: /g/stores}}\n',
};
const menu = {
  'apps/till/base/kustomization.yaml':
    'resources: [config.yaml]\nconfigMapGenerator: [{name: menu, files: [menu.txt]}]\n',
  'apps/till/base/menu.txt': 'soup\n',
};
const policy = {
  'inventory/quiet.yaml': object('Policy', 'quiet', '{path: policies/quiet}'),
  'policies/quiet/kustomization.yaml': 'resources: [cm.yaml]\n',
  'policies/quiet/cm.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: quiet}\n',
};

describe('deploy refuses files that Git ignores', () => {
  it.each<[string, Files, Files, string[]]>([
    [
      'a cluster',
      { '.gitignore': '*.local.yaml\n' },
      { 'inventory/clusters/e9.local.yaml': object('Cluster', 'e9', '{groups: [stores/east]}') },
      ['inventory/clusters/e9.local.yaml: Git ignores it (.gitignore:1: *.local.yaml)'],
    ],
    [
      'a cluster, by a file of ignored names in its folder',
      { 'inventory/clusters/.gitignore': 'e*\n!e1.yaml\n!e2.yaml\n' },
      cluster('e3', 'stores/east'),
      [`${clusterPath('e3')}: Git ignores it (inventory/clusters/.gitignore:1: e*)`],
    ],
    [
      'a manifest',
      { '.gitignore': 'lib/\n' },
      lib,
      ['apps/till/base/lib/cm.yaml: Git ignores it (.gitignore:1: lib/)'],
    ],
    [
      'a file of a generator',
      { '.gitignore': '*.txt\n' },
      menu,
      ['apps/till/base/menu.txt: Git ignores it (.gitignore:1: *.txt)'],
    ],
    [
      'an overlay, which nothing names',
      { '.gitignore': 'debug\n' },
      overlay,
      ['apps/till/overlays/debug/kustomization.yaml: Git ignores it (.gitignore:1: debug)'],
    ],
    [
      'what a policy delivers, and what the user alone ignores',
      {},
      { ...policy, '.git/info/exclude': 'quiet/\n' },
      ['policies/quiet/cm.yaml', 'policies/quiet/kustomization.yaml'].map(
        (path) => `${path}: Git ignores it (.git/info/exclude:1: quiet/)`,
      ),
    ],
    [
      'an expectation',
      { '.gitignore': 'expectations\n' },
      { 'expectations/till.yaml': object('Expectation', 'tills', '{application: till, on: /g/stores}') },
      ['expectations/till.yaml: Git ignores it (.gitignore:1: expectations)'],
    ],
  ])('%s', async (_, committed, changed, lines) => {
    expect(await refusal(await fleetWith(committed, changed))).toEqual(lines);
  });

  it('but not what takes no part: notes, what nothing loads, and what was committed all the same', async () => {
    const fleet = await fleetWith({}, { '.gitignore': 'notes.md\nscratch/\n*.swp\ne1.yaml\n' });
    fleet.write({
      'inventory/clusters/notes.md': 'mine\n',
      'inventory/clusters/.e2.yaml.swp': 'an editor\n',
      'apps/till/base/notes.md': 'mine\n',
      'apps/till/scratch/kustomization.yaml': 'resources: []\n',
      ...cluster('e1', 'stores/east', ', values: {till: "7"}'),
    });
    await deployIn(fleet);
    expect((await fleet.textsAt(fleet.remote.tip))['clusters/e1/kustomization.yaml']).toContain('cluster_till');
  });
});

describe('deploy refuses what a filter makes something else of', () => {
  it('by the attributes of a file that is loaded', async () => {
    const fleet = await fleetWith(
      { ...menu, 'apps/till/docs/a.txt': 'a\n' },
      { '.gitattributes': '*.txt filter=lfs\n' },
    );
    expect(await refusal(fleet)).toEqual([
      'apps/till/base/menu.txt: Git keeps what the filter lfs makes of it, and Flux knows no filters',
    ]);
  });

  it('by the attributes of a file of the inventory, of this clone alone', async () => {
    const fleet = await fleetWith({}, { '.git/info/attributes': 'inventory/shop.yaml filter=git-crypt\n' });
    expect(await refusal(fleet)).toEqual([
      'inventory/shop.yaml: Git keeps what the filter git-crypt makes of it, and Flux knows no filters',
    ]);
  });

  it.each([
    ['lfs', 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n'],
    ['git-crypt', '\0GITCRYPT\0xyz'],
  ])('by what it stored, if the attributes are not here: %s', async (filter, text) => {
    const fleet = await fleetWith(menu, { 'apps/till/base/menu.txt': text });
    expect(await refusal(fleet)).toEqual([
      `apps/till/base/menu.txt: Git keeps what the filter ${filter} makes of it, and Flux knows no filters`,
    ]);
  });
});

describe('deploy refuses what lies in a repository of its own', () => {
  const submodule = { id: 'a'.repeat(40), mode: '160000' };

  async function withSubmodule(path: string, files: Files): Promise<MemoryRepository> {
    const fleet = await deployedFleet();
    const { commit = '' } = await fleet.git.head();
    const there = (await fleet.git.tree(commit, [path])).map((entry) => ({ path: entry.path, deleted: true as const }));
    const tree = await fleet.git.writeTree(await fleet.git.writeTree(commit, there), [{ path, ...submodule }]);
    await fleet.git.commit({ tree, message: 'A submodule' });
    fleet.write(files);
    return fleet;
  }

  it('an application, whether it was fetched or not', async () => {
    const files = { 'apps/till/.git': 'gitdir: ../../.git/modules/till\n' };
    expect(await refusal(await withSubmodule('apps/till', files))).toContain(
      'apps/till: it lies in a Git repository of its own (apps/till)',
    );
    const fleet = await withSubmodule('apps/till', {});
    for (const path of Object.keys(fleet.texts())) if (path.startsWith('apps/')) fleet.write({ [path]: undefined });
    expect(await refusal(fleet)).toEqual(['apps/till: it lies in a Git repository of its own (apps/till)']);
  });

  it('clusters, and a clone that is no submodule yet', async () => {
    const files = {
      'inventory/more/.git/HEAD': 'ref: refs/heads/main\n',
      'inventory/more/e9.yaml': object('Cluster', 'e9'),
    };
    const reason = 'it lies in a Git repository of its own (inventory/more)';
    expect(await refusal(await withSubmodule('inventory/more', files))).toEqual([
      `inventory/more: ${reason}`,
      `inventory/more/e9.yaml: ${reason}`,
    ]);
    expect(await refusal(await fleetWith({}, files))).toEqual([`inventory/more/e9.yaml: ${reason}`]);
  });

  it('but no submodule that nothing loads', async () => {
    const fleet = await withSubmodule('apps/docs', cluster('e3', 'stores/east'));
    expect(await deployIn(fleet)).toMatchObject({ pushed: true });
  });
});
