import { describe, expect, it } from 'vitest';
import { parseAssignment } from '../../src/edit/assignment.ts';
import { planCodeowners, writeCodeowners } from '../../src/operations/agreement/codeowners.ts';
import { draftApproval } from '../../src/operations/agreement/draft-approval.ts';
import { draftAssignment, reviewAssignment } from '../../src/operations/agreement/draft-assignment.ts';
import { draftRejection } from '../../src/operations/agreement/draft-rejection.ts';
import { draftRequest, proposalNotes } from '../../src/operations/agreement/draft-request.ts';
import { draftWithdrawal } from '../../src/operations/agreement/draft-withdrawal.ts';
import { listRequests } from '../../src/operations/agreement/list-requests.ts';
import { planChange } from '../../src/operations/change/change-fleet.ts';
import type { FleetState } from '../../src/state/fleet-state.ts';
import { type Files, objects } from '../support/fleet.ts';
import { memoryRepository } from '../support/memory-repository.ts';
import { workingCopyOf } from '../support/working-copy.ts';
import { storeFiles } from './stores.ts';
import { hostOf, stateOf } from './support.ts';

const [shop, lamp] = ['inventory/namespace/shop.yaml', 'inventory/application/lamp.yaml'];

async function open(more: Files = {}): Promise<FleetState> {
  return stateOf(await memoryRepository({ ...storeFiles, ...more }));
}

const ask = (application: string, namespace: string, more: { again?: boolean; proposal?: readonly string[] } = {}) => ({
  application,
  namespace,
  again: more.again ?? false,
  proposal: (more.proposal ?? []).map(parseAssignment),
});

/** Who runs where once a change is made. */
async function agreed(state: FleetState, texts: ReadonlyMap<string, string | undefined>): Promise<string[]> {
  const { after } = await planChange(state, { texts });
  const { applications } = await after.valid();
  return applications.map(
    ({ application, agreement, namespace, clusters }) =>
      `${application.name} ${agreement} ${namespace?.name ?? '-'} ${clusters.count()}`,
  );
}

describe('a request', () => {
  it('is written into the application, and says what it waits for', async () => {
    const state = await open();
    const { objects: changed, texts, notes } = await draftRequest(state, ask('lamp', 'bench'));
    expect(changed).toMatchObject([{ kind: 'Application', name: 'lamp', action: 'changed' }]);
    expect([...texts.keys()]).toEqual([lamp]);
    expect(notes).toEqual(['lamp asks for bench in place of shop: it waits until an operator approves that']);
  });

  it('leaves the application where it is until somebody decides', async () => {
    const state = await open();
    const { texts, notes } = await draftRequest(state, ask('till', 'bench'));
    expect(notes).toEqual([
      'till asks for bench: it waits until an operator approves that; until then it stays in shop',
    ]);
    expect(await agreed(state, texts)).toContain('till placed shop 4');
  });

  it('is not made twice, and not where it is already', async () => {
    expect(await draftRequest(await open(), ask('lamp', 'shop'))).toMatchObject({
      objects: [],
      notes: ['lamp asks for shop already'],
    });
    expect(await draftRequest(await open(), ask('till', 'shop'))).toMatchObject({ notes: ['till is in shop already'] });
  });

  it('that was turned down has to be made again, and then the refusal goes', async () => {
    const state = await open();
    await expect(draftRequest(state, ask('fan', 'shop'))).rejects.toThrow('shop turned fan down: too loud');
    const { texts, notes } = await draftRequest(state, ask('fan', 'shop', { again: true }));
    expect(notes[0]).toBe('shop turned it down before: too loud');
    expect(texts.get(shop)).not.toContain('fan');
  });

  it('proposes the namespace that is not there', async () => {
    const state = await open();
    await expect(draftRequest(state, ask('lamp', 'shopp'))).rejects.toMatchObject({
      message: 'there is no namespace shopp',
      hint: 'Did you mean shop? To propose it, say which clusters it is for: --clusters /g/stores',
    });
    const request = ask('lamp', 'yard', { proposal: ['spec.clusters=/g/stores/east', 'spec.quota.cpu=1'] });
    const draft = await draftRequest(state, request);
    expect(draft.objects.map(({ action, kind, name }) => `${action} ${kind}/${name}`)).toEqual([
      'changed Application/lamp',
      'created Namespace/yard',
    ]);
    expect(await proposalNotes(await planChange(state, draft), request)).toEqual([
      'namespace/yard is proposed with it: once approved it is on 2 clusters',
    ]);
    expect(await agreed(state, draft.texts)).toContain('lamp pending - 0');
  });

  it('proposes nothing for a namespace that is there', async () => {
    const request = ask('lamp', 'bench', { proposal: ['spec.clusters=all'] });
    await expect(draftRequest(await open(), request)).rejects.toThrow(
      'there is a namespace bench already, so nothing can be proposed for it',
    );
  });
});

describe('a request that is withdrawn', () => {
  it('is gone from the application', async () => {
    const { texts, notes } = await draftWithdrawal(await open(), { application: 'lamp', namespace: undefined });
    expect(notes).toEqual(['lamp does not ask for shop any more']);
    expect(texts.get(lamp)).not.toContain('shop');
  });

  it('takes the namespace along that was proposed for it alone', async () => {
    const proposed = objects(`
      Namespace yard: {clusters: /g/stores/east, proposed: true}
      Application lamp: {path: apps/lamp, requests: yard}
    `);
    const withdraw = async (more: Files) =>
      draftWithdrawal(await open({ ...proposed, ...more }), { application: 'lamp', namespace: undefined });
    expect((await withdraw({})).objects).toContainEqual({ kind: 'Namespace', name: 'yard', action: 'deleted' });
    const other = await withdraw(objects('Application fan: {path: apps/fan, requests: yard}'));
    expect(other.objects).toHaveLength(1);
    expect(other.notes).toContain('namespace/yard stays proposed: application/fan names it too');
  });

  it('has to be there', async () => {
    const withdraw = async (application: string, namespace: string) =>
      (await draftWithdrawal(await open(), { application, namespace })).notes;
    expect(await withdraw('till', 'shop')).toEqual(['till is in shop, and asks for nothing']);
    expect(await withdraw('lamp', 'bench')).toEqual(['lamp does not ask for bench']);
  });
});

describe('an approval', () => {
  it('gives the application what it asks for, on both sides at once', async () => {
    const state = await open();
    const draft = await draftApproval(state, { application: 'lamp', clusters: undefined });
    expect([draft.to, draft.from]).toEqual(['shop', undefined]);
    expect(await agreed(state, draft.texts)).toContain('lamp placed shop 4');
  });

  it('moves one that is elsewhere', async () => {
    const moving = objects(`
      Namespace bench: {clusters: /g/lab, quota: {cpu: 1}}
      Application till: {path: apps/till, namespace: shop, requests: bench}
    `);
    const state = await open(moving);
    const draft = await draftApproval(state, { application: 'till', clusters: undefined });
    expect([draft.from, draft.to]).toEqual(['shop', 'bench']);
    expect(await agreed(state, draft.texts)).toContain('till placed bench 1');
  });

  it('decides on a namespace that was proposed, on other clusters if they are given', async () => {
    const proposed = objects(`
      Namespace yard: {clusters: /g/stores/east, proposed: true}
      Application lamp: {path: apps/lamp, requests: yard}
    `);
    const state = await open(proposed);
    const asProposed = await draftApproval(state, { application: 'lamp', clusters: undefined });
    expect(await agreed(state, asProposed.texts)).toContain('lamp placed yard 2');
    const elsewhere = await draftApproval(state, { application: 'lamp', clusters: '/g/lab' });
    expect(await agreed(state, elsewhere.texts)).toContain('lamp placed yard 1');
    await expect(draftApproval(await open(), { application: 'lamp', clusters: '/g/lab' })).rejects.toThrow(
      'namespace shop is not one that is only proposed, so its clusters stay',
    );
  });

  it('has to be asked for', async () => {
    await expect(draftApproval(await open(), { application: 'till', clusters: undefined })).rejects.toThrow(
      'nobody asked: till is in namespace shop, and does not ask for another one',
    );
  });
});

describe('a rejection', () => {
  it('says why, in the namespace; what is asked for stays written', async () => {
    const state = await open();
    const draft = await draftRejection(state, { application: 'lamp', namespace: undefined, reason: 'too bright' });
    expect([...draft.texts.keys()]).toEqual([shop]);
    expect(draft.texts.get(shop)).toContain('too bright');
    expect(await agreed(state, draft.texts)).toContain('lamp rejected - 0');
  });

  it('is not for one that is in, or does not ask', async () => {
    const reject = async (application: string, namespace: string) =>
      draftRejection(await open(), { application, namespace, reason: 'no' });
    await expect(reject('till', 'shop')).rejects.toMatchObject({
      message: 'till is in shop already, and does not ask any more',
      hint: 'To take it off the clusters: resedge set ns/shop applications-=till',
    });
    await expect(reject('lamp', 'bench')).rejects.toThrow('nobody asked: lamp does not ask for bench');
  });
});

describe('an assignment', () => {
  it('says who gets and who loses what', async () => {
    const state = await open();
    const draft = await draftAssignment(state, { namespace: 'shop', clusters: '/g/stores/east' });
    const lines = await reviewAssignment(await planChange(state, draft), 'shop');
    expect(lines.join('\n')).toMatch(/till.*2 clusters|2 clusters.*till/s);
  });

  it('of the same clusters is nothing to do', async () => {
    const state = await open();
    const draft = await draftAssignment(state, { namespace: 'shop', clusters: '/g/stores' });
    expect(await reviewAssignment(await planChange(state, draft), 'shop')).toEqual([
      'namespace/shop has these clusters already',
    ]);
  });
});

describe('requests', () => {
  it('are listed with where they would land, and whether there is room', async () => {
    const rows = await listRequests(await open(), { names: [], clusters: undefined });
    expect(
      rows.map(({ application, namespace, state, reason, clusters, fits }) => [
        application,
        namespace,
        state,
        reason,
        clusters,
        fits,
      ]),
    ).toEqual([
      ['fan', 'shop', 'rejected', 'too loud', 4, 'unknown'],
      ['lamp', 'shop', 'pending', null, 4, 'unknown'],
    ]);
  });

  it('say since when, and who asked', async () => {
    const [row] = await listRequests(await open(), { names: ['lamp'], clusters: undefined });
    expect(row).toMatchObject({
      author: expect.stringContaining('Ann Example'),
      since: expect.stringMatching(/^20.*Z$/),
    });
  });

  it('of a proposed namespace do not fit where its quota has no room', async () => {
    const proposed = objects(`
      Namespace yard: {clusters: /g/stores/east, proposed: true, quota: {cpu: 1800m}}
      Application lamp: {path: apps/lamp, requests: yard}
    `);
    const [row] = await listRequests(await open(proposed), { names: ['lamp'], clusters: undefined });
    expect(row).toMatchObject({
      proposed: true,
      clusters: 2,
      fits: 'no',
      problems: ['the quota of namespace yard does not fit on cluster e2'],
    });
  });

  it('have to be there', async () => {
    await expect(listRequests(await open(), { names: ['till'], clusters: undefined })).rejects.toThrow(
      'till asks for nothing',
    );
  });
});

describe('CODEOWNERS', () => {
  it('holds who owns what, and is written once', async () => {
    const fleet = await memoryRepository(storeFiles);
    const copy = await workingCopyOf(hostOf(fleet));
    const { file } = await planCodeowners(copy.host, await copy.open(), undefined);
    expect(file.after).toContain('@contoso/west');
    const write = () => writeCodeowners(copy, undefined, { asks: false, agree: () => true });
    expect((await write()).isWritten).toBe(true);
    expect(fleet.texts()[file.path]).toBe(file.after);
    expect((await write()).isWritten).toBe(false);
  });

  it('is not written over what somebody else wrote while it was asked', async () => {
    const fleet = await memoryRepository(storeFiles);
    const copy = await workingCopyOf(hostOf(fleet));
    const agree = () => {
      fleet.write({ '.github/CODEOWNERS': '* @somebody\n' });
      return true;
    };
    const attempt = writeCodeowners(copy, '.github/CODEOWNERS', { asks: true, agree });
    await expect(attempt).rejects.toThrow('.github/CODEOWNERS was changed in the meantime');
  });

  it('needs somebody who owns something', async () => {
    const nobody = objects('Cluster w1: {groups: [stores/west], capacity: {cpu: 2}}');
    const fleet = await memoryRepository({ ...storeFiles, ...nobody });
    const copy = await workingCopyOf(hostOf(fleet));
    await expect(planCodeowners(copy.host, await copy.open(), undefined)).rejects.toThrow('no object has owners');
  });
});
