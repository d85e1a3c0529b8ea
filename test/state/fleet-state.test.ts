import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../src/load/parse-yaml.ts';
import { InvalidInventory } from '../../src/model/errors.ts';
import type { Git } from '../../src/ports/git.ts';
import type { Kustomize } from '../../src/ports/kustomize.ts';
import { cluster, clusterPath, object, smallFleet } from '../commands/support.ts';
import { hostOf } from '../operations/support.ts';
import { type MemoryRepository, memoryRepository } from '../support/memory-repository.ts';
import { workingCopyOf } from '../support/working-copy.ts';

const e1 = clusterPath('e1');
const moved = object('Cluster', 'e1', '{groups: [stores/west]}');

function open(fleet: MemoryRepository) {
  return workingCopyOf(hostOf(fleet)).then((copy) => copy.open());
}

/** The clusters of a group in a state. */
async function countIn(state: Awaited<ReturnType<typeof open>>, group: string): Promise<number> {
  return (await state.resolution()).group(group).count();
}

/** What a state reads of Git, and what it writes of its own. */
function watching(fleet: MemoryRepository): { fleet: MemoryRepository; trees: string[]; saved(): number } {
  const trees: string[] = [];
  let saved = 0;
  const git: Git = {
    ...fleet.git,
    tree(commit, folders) {
      trees.push(commit);
      return fleet.git.tree(commit, folders);
    },
  };
  const { fs } = hostOf(fleet);
  const write: typeof fs.write = (path, text, root) => {
    if (path.endsWith('/parse-cache')) saved += 1;
    fs.write(path, text, root);
  };
  const machine = { ...fleet.machine, git: async () => git, fs: { ...fs, write } };
  return { fleet: { ...fleet, machine }, trees, saved: () => saved };
}

describe('a state of a fleet', () => {
  it('is the work tree, what is staged, or a commit', async () => {
    const fleet = await memoryRepository(smallFleet);
    fleet.write({ [e1]: moved });
    const copy = await workingCopyOf(hostOf(fleet));
    const states = [await copy.open(), await copy.open({ staged: true }), await copy.open({ at: 'main' })];
    expect(await Promise.all(states.map((state) => countIn(state, 'stores/west')))).toEqual([3, 2, 2]);
    expect((await states[0]?.texts([e1]))?.get(e1)).toBe(moved);
    expect((await states[2]?.texts([e1]))?.get(e1)).toBe(smallFleet[e1]);
  });

  it('is worked out once', async () => {
    const state = await open(await memoryRepository(smallFleet));
    const [first, second] = await Promise.all([state.evaluated(), state.evaluated()]);
    expect(first).toBe(second);
    expect(await state.valid()).toBe(await state.resolution());
  });

  it('is the same for the same commit, and for one with the same files of people', async () => {
    const { fleet, trees } = watching(await memoryRepository(smallFleet));
    const state = await open(fleet);
    const first = fleet.remote.tip;
    expect(await state.at('main')).toBe(state);
    fleet.write({ [e1]: moved });
    const second = await fleet.commit('Move e1');
    const [there, again] = await Promise.all([state.at('main'), state.at(second)]);
    expect(again).toBe(there);
    expect(there).not.toBe(state);
    expect(await there.at(first)).toBe(state);
    fleet.write({ 'README.md': 'not of the fleet' });
    expect(await state.at(await fleet.commit('A readme'))).toBe(there);
    expect(trees.filter((commit) => commit === second)).toHaveLength(1);
  });

  it('says which commit is not there', async () => {
    const state = await open(await memoryRepository(smallFleet));
    await expect(state.at('nosuch')).rejects.toThrow('there is no commit nosuch');
  });

  it('keeps the commits that were asked for last', async () => {
    const { fleet, trees } = watching(await memoryRepository(smallFleet));
    const state = await open(fleet);
    const commits: string[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      fleet.write(cluster(name, 'stores/east'));
      commits.push(await fleet.commit(name));
    }
    const [oldest = '', next = ''] = commits;
    for (const commit of commits) await state.at(commit);
    trees.length = 0;
    await state.at(next);
    expect(trees).toEqual([]);
    await state.at(oldest);
    expect(trees).toEqual([oldest]);
  });

  it('with other texts is another one, and nothing is written', async () => {
    const fleet = await memoryRepository(smallFleet);
    const state = await open(fleet);
    const after = await state.with(new Map([...Object.entries(cluster('e3', 'stores/east')), [e1, undefined]]));
    const later = await after.with(new Map([[clusterPath('e4'), object('Cluster', 'e4', '{groups: [stores/east]}')]]));
    const counts = [state, after, later].map((one) => countIn(one, 'stores/east'));
    expect(await Promise.all(counts)).toEqual([2, 2, 3]);
    expect(later.entries.map(({ path }) => path)).toContain(clusterPath('e3'));
    expect(later.entries.map(({ path }) => path)).not.toContain(e1);
    expect(await later.isCurrent()).toBe(true);
    expect(fleet.texts()).toEqual(smallFleet);
  });

  it('believes what is known of texts', async () => {
    const state = await open(await memoryRepository(smallFleet));
    const texts = new Map(Object.entries(cluster('e3', 'stores/east')));
    const parsed = new Map([[clusterPath('e3'), parseYaml(Buffer.from(moved.replace('e1', 'e9')))]]);
    const { inventory } = await (await state.with(texts, parsed)).resolution();
    expect(inventory.clusters.map(({ name }) => name)).toEqual(['e1', 'e2', 'e9', 'w1', 'w2']);
  });

  it('knows whether files have changed since', async () => {
    const fleet = await memoryRepository(smallFleet);
    const state = await open(fleet);
    const commit = await state.at(fleet.remote.tip);
    fleet.write({ 'notes.txt': 'mine' });
    expect(await state.isCurrent()).toBe(true);
    fleet.write({ [e1]: moved });
    expect([await state.isCurrent(), await commit.isCurrent()]).toEqual([false, false]);
  });

  it('leaves out what has errors, or refuses', async () => {
    const fleet = await memoryRepository({ ...smallFleet, [e1]: object('Cluster', 'e1', '{groups: stores}') });
    const state = await open(fleet);
    expect((await state.resolution()).inventory.clusters).toHaveLength(3);
    expect(await state.evaluated()).toMatchObject({ leftOut: 1, errors: [{ file: e1, line: 4 }] });
    await expect(state.valid()).rejects.toThrow('the inventory has errors, so nothing was done');
    fleet.write({ 'resedge.yaml': 'kind: Fleet\n' });
    await expect((await open(fleet)).resolution()).rejects.toThrow(InvalidInventory);
  });
});

describe('the caches of a fleet', () => {
  it('are saved by the state, and only if there is something new', async () => {
    const { fleet, saved } = watching(await memoryRepository(smallFleet));
    const state = await open(fleet);
    expect(saved()).toBe(0);
    await state.evaluated();
    expect(saved()).toBe(1);
    await (await state.at(fleet.remote.tip)).evaluated();
    state.close();
    const next = await open(fleet);
    await next.evaluated();
    next.close();
    expect(saved()).toBe(1);
  });

  it('hold what was written, and not what might have been', async () => {
    const { fleet, saved } = watching(await memoryRepository(smallFleet));
    const state = await open(fleet);
    await state.evaluated();
    const texts = new Map(Object.entries(cluster('e3', 'stores/east')));
    const after = await state.with(texts);
    await after.evaluated();
    state.close();
    expect(saved()).toBe(1);
    fleet.write(cluster('e3', 'stores/east'));
    after.wasWritten();
    state.close();
    expect(saved()).toBe(2);
    const next = await open(fleet);
    await next.evaluated();
    next.close();
    expect([await countIn(next, 'stores/east'), saved()]).toEqual([3, 2]);
  });
});

describe('what renders a state', () => {
  /** Kustomize that builds nothing, and the workspaces that are open. */
  function kustomize(): { machine: { kustomize(): Promise<Kustomize> }; open: Set<object>; builds: string[] } {
    const open = new Set<object>();
    const builds: string[] = [];
    const fake: Kustomize = {
      identity: 'fake',
      async open() {
        const workspace = {
          write() {},
          async build(folder: string) {
            builds.push(folder);
            return { ok: true as const, text: '' };
          },
          close: () => void open.delete(workspace),
        };
        open.add(workspace);
        return workspace;
      },
    };
    return { machine: { kustomize: async () => fake }, open, builds };
  }

  it('is there once, and gone with the state', async () => {
    const fleet = await memoryRepository(smallFleet);
    const { machine, open: workspaces, builds } = kustomize();
    const state = await (await workingCopyOf(hostOf(fleet, machine))).open();
    const [variant] = (await state.resolution()).applications[0]?.variants ?? [];
    if (!variant) throw new Error('the application has a variant');
    const renderer = await state.renderer();
    expect(await state.renderer()).toBe(renderer);
    await Promise.all([renderer?.variant(variant), renderer?.variant(variant)]);
    expect([workspaces.size, builds.length]).toEqual([1, 1]);
    state.close();
    await new Promise((resolve) => setImmediate(resolve));
    expect(workspaces.size).toBe(0);
  });

  it('is none without Kustomize', async () => {
    const state = await open(await memoryRepository(smallFleet));
    expect(await state.renderer()).toBeUndefined();
  });
});
