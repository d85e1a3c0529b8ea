import { describe, expect, it } from 'vitest';
import { parseAssignment } from '../../src/edit/assignment.ts';
import type { KindName } from '../../src/model/inventory.ts';
import { kindWordsOf } from '../../src/model/kind-names.ts';
import type { DraftChange } from '../../src/operations/change/change-fleet.ts';
import { planChange } from '../../src/operations/change/change-fleet.ts';
import { changeTiming } from '../../src/operations/change/change-timing.ts';
import { createObject } from '../../src/operations/change/create-object.ts';
import { draftDeletion } from '../../src/operations/change/delete-objects.ts';
import { editFields } from '../../src/operations/change/edit-fields.ts';
import { makeChange } from '../../src/operations/change/make-change.ts';
import { draftRename, renameEffects } from '../../src/operations/change/rename-object.ts';
import { clusterPath, object, smallFleet } from '../commands/support.ts';
import { type Files, objects } from '../support/fleet.ts';
import { memoryRepository } from '../support/memory-repository.ts';
import { workingCopyOf } from '../support/working-copy.ts';
import { hostOf, stateOf } from './support.ts';

async function open(files: Files = smallFleet) {
  return stateOf(await memoryRepository(files));
}

function named(kind: KindName, name: string) {
  return { words: kindWordsOf(kind), name };
}

/** `path: text` of each file, and `action Kind/name` of each object. */
function told({ texts, objects: changed }: DraftChange) {
  return {
    texts: Object.fromEntries(texts),
    objects: changed.map(
      ({ action, kind, name, to }) => `${action} ${kind}/${name}${to === undefined ? '' : ` to ${to}`}`,
    ),
  };
}

describe('an object that is made', () => {
  const make = async (kind: Exclude<KindName, 'Fleet'>, name: string, words: readonly string[], createGroups = false) =>
    createObject(await open(), { kind, name, assignments: words.map(parseAssignment), createGroups });

  it('has a file of its own below its group, its fields in the order of the schema', async () => {
    expect(told(await make('Cluster', 'e3', ['timeZone=UTC', 'groups+=stores/east']))).toEqual({
      texts: {
        'inventory/clusters/stores/east/e3.yaml': expect.stringContaining(
          'metadata:\n  name: "e3"\nspec:\n  groups:\n    - stores/east\n  timeZone: UTC\n',
        ),
      },
      objects: ['created Cluster/e3'],
    });
  });

  it('brings the groups that are missing, with those above them', async () => {
    const { objects: made } = told(await make('Cluster', 'n1', ['groups+=stores/north/nova'], true));
    expect(made).toEqual(['created Group/stores/north', 'created Group/stores/north/nova', 'created Cluster/n1']);
  });

  it('has a name that no other of its kind has', async () => {
    await expect(make('Cluster', 'e1', [])).rejects.toThrow(
      `there is a cluster named e1 already, in ${clusterPath('e1')}`,
    );
    expect(told(await make('Group', 'e1', [])).objects).toEqual(['created Group/e1']);
  });
});

describe('fields', () => {
  it('are edited where they stand, and nothing else', async () => {
    const state = await open();
    const edits = [{ path: ['spec', 'timeZone'], op: 'set', value: 'UTC' }] as const;
    const change = await editFields(state, { objects: [named('Cluster', 'e1')], selector: undefined }, () => edits);
    expect(told(change)).toEqual({
      texts: { [clusterPath('e1')]: object('Cluster', 'e1', '{groups: [stores/east], timeZone: UTC}') },
      objects: ['changed Cluster/e1'],
    });
  });

  it('are those of all clusters that are selected', async () => {
    const asked: string[] = [];
    const state = await open();
    const targets = { objects: [], selector: '/g/stores/west' };
    const { untouched } = await changeTiming(state, targets, ({ name }) => {
      asked.push(name);
      return name === 'w1' ? [{ path: ['spec', 'timeZone'], op: 'set', value: 'UTC' }] : [];
    });
    expect([asked, untouched]).toEqual([['w1', 'w2'], ['w2']]);
  });

  it('of an expression that selects nothing are none, and it says so', async () => {
    const { warnings, objects: none } = await editFields(
      await open(),
      { objects: [], selector: '/g/stores and not /g/stores' },
      () => [],
    );
    expect([warnings, none]).toEqual([['no cluster is selected by /g/stores and not /g/stores'], []]);
  });

  it('of an object that is not there, or is there twice, are an error', async () => {
    const edit = async (files: Files, name: string) =>
      editFields(await open(files), { objects: [named('Cluster', name)], selector: undefined }, () => []);
    await expect(edit(smallFleet, 'e9')).rejects.toThrow('there is no cluster named e9');
    const twice = { ...smallFleet, 'inventory/again.yaml': object('Cluster', 'e1') };
    await expect(edit(twice, 'e1')).rejects.toThrow(
      'there are two of kind Cluster named e1, in inventory/again.yaml and in inventory/clusters/e1.yaml',
    );
    const broken = { ...smallFleet, 'inventory/broken.yaml': 'a: b: c\n' };
    await expect(edit(broken, 'e9')).rejects.toMatchObject({
      hint: expect.stringMatching(/^inventory\/broken.yaml cannot be read, and may hold it/),
    });
  });
});

describe('a deletion', () => {
  const drop = async (
    kind: KindName,
    name: string,
    options: { cascade?: boolean; expected?: number } = {},
    files = smallFleet,
  ) =>
    draftDeletion(
      await open(files),
      { objects: [named(kind, name)], selector: undefined },
      { cascade: options.cascade ?? false, expected: options.expected },
    );

  it('takes the file away if nothing else is in it', async () => {
    expect(told(await drop('Cluster', 'w2'))).toEqual({
      texts: { [clusterPath('w2')]: undefined },
      objects: ['deleted Cluster/w2'],
    });
  });

  it('stops at what names the object, unless that is to be changed with it', async () => {
    await expect(drop('Application', 'till')).rejects.toThrow(
      'one place names application/till:\n  inventory/shop.yaml:4 namespace/shop spec.applications[0]',
    );
    const { texts, objects: changed } = told(await drop('Application', 'till', { cascade: true }));
    expect(changed).toEqual(['deleted Application/till', 'changed Namespace/shop']);
    expect(texts['inventory/shop.yaml']).not.toContain('till');
  });

  it('is of as many objects as were said', async () => {
    await expect(drop('Cluster', 'w2', { expected: 2 })).rejects.toThrow(
      '--confirm says 2, but 1 object would be deleted',
    );
    await expect(drop('Cluster', 'w2', { expected: 1 })).resolves.toMatchObject({ deleted: [{ name: 'w2' }] });
  });

  it('is never that of the fleet, and waits until all can be read', async () => {
    await expect(drop('Fleet', 'contoso')).rejects.toThrow('the fleet itself cannot be deleted');
    const broken = { ...smallFleet, 'inventory/broken.yaml': 'a: b: c\n' };
    await expect(drop('Cluster', 'w2', {}, broken)).rejects.toThrow(
      'inventory/broken.yaml cannot be read, and what it names is not known',
    );
  });
});

describe('a new name', () => {
  it('is followed wherever the old one stands', async () => {
    const draft = await draftRename(await open(), { kind: 'Group', from: 'stores', to: 'shops' });
    expect(told(draft).objects).toEqual(
      expect.arrayContaining([
        'renamed Group/stores to shops',
        'renamed Group/stores/east to shops/east',
        'changed Cluster/e1',
      ]),
    );
    expect(draft.texts.get('inventory/shop.yaml')).toContain('clusters: /g/shops');
  });

  it('is not one that is there, nor the old one, nor below it', async () => {
    const rename = async (kind: KindName, from: string, to: string) => draftRename(await open(), { kind, from, to });
    await expect(rename('Cluster', 'e1', 'e2')).rejects.toThrow('there is a cluster named e2 already');
    await expect(rename('Cluster', 'e1', 'e1')).rejects.toThrow('cluster e1 has that name already');
    await expect(rename('Group', 'stores', 'stores/all')).rejects.toThrow('a group cannot lie below itself');
    await expect(rename('Cluster', 'e9', 'e8')).rejects.toThrow('there is no cluster named e9');
  });

  it('of an application means that it is made anew on its clusters', async () => {
    const state = await open();
    const draft = await draftRename(state, { kind: 'Application', from: 'till', to: 'register' });
    const effects = await renameEffects(await planChange(state, draft), draft);
    expect(effects).toMatchObject({ recreated: 4, deleter: 'Flux', placements: [], manifests: [], globs: [] });
  });

  it('of a namespace is not followed into manifests, which are named', async () => {
    const files = {
      ...smallFleet,
      'apps/till/base/config.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: till, namespace: shop}\n',
    };
    const state = await open(files);
    const draft = await draftRename(state, { kind: 'Namespace', from: 'shop', to: 'store' });
    const { manifests } = await renameEffects(await planChange(state, draft), draft);
    expect(manifests).toEqual(['apps/till/base/config.yaml']);
  });

  it('of a cluster can move it to another ring', async () => {
    const rings = objects('Ring canary: {order: 1, percent: 50}\nRing broad: {order: 2}');
    const state = await open({ ...smallFleet, ...rings });
    const moves: number[] = [];
    for (const to of ['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'a8', 'a9', 'b1', 'b2', 'b3']) {
      const draft = await draftRename(state, { kind: 'Cluster', from: 'e1', to });
      moves.push((await renameEffects(await planChange(state, draft), draft)).rings.length);
    }
    expect(new Set(moves).size).toBeGreaterThan(1);
  });
});

describe('a change that is agreed to', () => {
  const request = (text: string) => ({
    what: 'test',
    draft: async () => ({ texts: new Map([['inventory/shop.yaml', text]]), objects: [] }),
    review: () => ['mind the gap'],
  });
  const other = object('Namespace', 'shop', '{clusters: /g/stores/east, applications: [till]}');

  it('is written, with what should be known of it told before', async () => {
    const fleet = await memoryRepository(smallFleet);
    const seen: string[][] = [];
    const made = await makeChange(await workingCopyOf(hostOf(fleet)), request(other), {
      asks: false,
      agree({ notes, planned: { files } }) {
        seen.push([...notes, ...files.map(({ path }) => path)]);
        return true;
      },
    });
    expect(made?.planned.files).toHaveLength(1);
    expect(seen).toEqual([['mind the gap', 'inventory/shop.yaml']]);
    expect(fleet.texts()['inventory/shop.yaml']).toBe(other);
  });

  it('is not written if nobody agrees', async () => {
    const fleet = await memoryRepository(smallFleet);
    const copy = await workingCopyOf(hostOf(fleet));
    for (const asks of [false, true])
      expect(await makeChange(copy, request(other), { asks, agree: () => false })).toBeUndefined();
    expect(fleet.texts()).toEqual(smallFleet);
  });

  it('is not written if somebody else wrote while it was asked', async () => {
    const fleet = await memoryRepository(smallFleet);
    const agree = () => {
      fleet.write({ 'apps/till/base/config.yaml': 'other' });
      return true;
    };
    await expect(makeChange(await workingCopyOf(hostOf(fleet)), request(other), { asks: true, agree })).rejects.toThrow(
      'files were changed in the meantime',
    );
    expect(fleet.texts()['inventory/shop.yaml']).toBe(smallFleet['inventory/shop.yaml']);
  });
});
