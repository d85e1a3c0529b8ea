import { describe, expect, it } from 'vitest';
import { planChange } from '../../src/operations/change/change-fleet.ts';
import {
  draftStep,
  findRollout,
  findStage,
  promoteStep,
  rollbackStep,
  startStep,
} from '../../src/operations/rollout/draft-rollout.ts';
import { draftFinish } from '../../src/operations/rollout/finish-rollout.ts';
import { listRollouts } from '../../src/operations/rollout/list-rollouts.ts';
import { readReports } from '../../src/operations/rollout/read-reports.ts';
import { base, type Files, overlay } from '../support/fleet.ts';
import { fakeHost } from '../support/host.ts';
import { memoryKustomize } from '../support/memory-kustomize.ts';
import { memoryRepository } from '../support/memory-repository.ts';
import { workingCopyOf } from '../support/working-copy.ts';
import { storeFiles } from './stores.ts';
import { hostOf } from './support.ts';

const file = 'apps/till/overlays/fast/kustomization.yaml';
const now = new Date('2026-11-02T09:00:00Z');

function fast(annotations: Readonly<Record<string, string>>, does?: string): Files {
  return overlay('apps/till/overlays/fast', { clusters: 'all', ...annotations }, does);
}

async function open(more: Files = {}) {
  const fleet = await memoryRepository({ ...storeFiles, ...more });
  return (await workingCopyOf(hostOf(fleet, { kustomize: memoryKustomize() }))).open();
}

const question = { application: 'till', overlay: 'fast', now, reports: undefined };

/** The ring that a step leaves a rollout in. */
async function ringAfter(more: Files, step: Parameters<typeof draftStep>[2]): Promise<string | undefined> {
  const { texts, objects } = await draftStep(await open(more), question, step);
  expect(objects).toEqual([{ kind: 'Overlay', name: 'till/fast', action: 'changed' }]);
  const [, ring] = /resedge.dev\/ring: "?([^\s,}"]+)/.exec(texts.get(file) ?? '') ?? [];
  return ring;
}

describe('a rollout', () => {
  it('starts with the first ring', async () => {
    expect(await ringAfter(fast({}), startStep)).toBe('canary');
    const begun = draftStep(await open(), question, startStep);
    await expect(begun).rejects.toThrow('the overlay fast is in ring canary already');
  });

  const promote = async (more: Files, isAllowed = false) => {
    const state = await open(more);
    return draftStep(state, question, async (stage) =>
      promoteStep(await findRollout(state, stage, question), isAllowed),
    );
  };

  it('goes on to the next ring, and from the last nowhere', async () => {
    const former = fast({ ring: 'canary', 'ring-since': '2026-11-01T00:00:00Z' });
    const text = (await promote(former)).texts.get(file);
    expect(text).toContain('resedge.dev/ring: "broad"');
    expect(text).not.toContain('ring-since');
    await expect(promote(fast({ ring: 'broad' }))).rejects.toThrow('the overlay fast has come to the last ring, broad');
    await expect(promote(fast({}))).rejects.toThrow('the overlay fast is in no ring');
  });

  it('waits unless it is allowed not to', async () => {
    const held = fast({ ring: 'canary', 'rollout-hold': 'audit' });
    await expect(promote(held)).rejects.toThrow('the overlay fast may not leave canary yet:\n  it is on hold: audit');
    expect((await promote(held, true)).warnings).toEqual(['warning: it is on hold: audit']);
  });

  it('goes back to a ring before, or from all clusters', async () => {
    const back = (more: Files, to?: string) =>
      ringAfter(more, (stage, resolution) => rollbackStep(stage, resolution, to));
    expect(await back(fast({ ring: 'broad' }))).toBe('canary');
    expect(await back({})).toBe('none');
    expect(await back(fast({}), 'canary')).toBe('canary');
    await expect(back({}, 'broad')).rejects.toThrow('broad is not before canary');
    await expect(back({}, 'canari')).rejects.toMatchObject({ hint: 'Did you mean canary?' });
  });

  it('is one of an overlay that is there', async () => {
    await expect(findStage(await open(), { ...question, overlay: 'fats' })).rejects.toMatchObject({
      message: 'till has no overlay named fats',
      hint: 'Did you mean fast?',
    });
    await expect(findStage(await open(), { ...question, application: 'tlil' })).rejects.toThrow(
      'there is no application named tlil',
    );
  });

  it('is listed with what it waits for', async () => {
    const list = async (application?: string) => listRollouts(await open(), { application, now, reports: undefined });
    expect(await list()).toMatchObject([
      { application: 'till', overlay: 'fast', ring: 'canary', next: 'broad', clusters: 1, toCome: 3, waits: [] },
    ]);
    expect(await list('lamp')).toEqual([]);
  });
});

describe('a rollout that is finished', () => {
  const deployment = (image: string) =>
    base(
      'apps/till',
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: till}\nspec: {template: {spec: {containers: [{name: till, image: "${image}"}]}}}\n`,
    );
  const finish = async (more: Files) => draftFinish(await open({ ...deployment('till:1'), ...more }), question, false);
  const images = 'images: [{name: till, newTag: "2"}]';

  it('is part of the base, and no cluster runs anything else', async () => {
    const state = await open({ ...deployment('till:1'), ...fast({}, images) });
    const { texts, objects, warnings } = await draftFinish(state, question, false);
    expect([texts.get(file), texts.get('apps/till/base/kustomization.yaml')]).toEqual([
      undefined,
      expect.stringContaining('newTag: "2"'),
    ]);
    expect(objects).toEqual([{ kind: 'Overlay', name: 'till/fast', action: 'deleted' }]);
    expect(warnings).toEqual(['No cluster changes: what Kustomize builds is the same before and after.']);
    const { after } = await planChange(state, { texts });
    expect(
      (await after.valid()).applications.find(({ application }) => application.name === 'till')?.overlays,
    ).toHaveLength(1);
  });

  it('has to reach all clusters', async () => {
    await expect(finish(fast({ clusters: '/g/stores/east' }, images))).rejects.toThrow(
      'the overlay fast does not reach 2 clusters of the 4 that run till, and the base is for all',
    );
  });

  it('may do nothing that cannot be moved', async () => {
    await expect(finish(fast({}, 'namePrefix: new-'))).rejects.toThrow(
      'the overlay fast does more than images, replicas and patches: namePrefix',
    );
  });

  it('is refused if another overlay decides differently afterwards', async () => {
    const other = overlay(
      'apps/till/overlays/wide',
      { clusters: '/c/e1', priority: '-5' },
      'images: [{name: till, newTag: "3"}]',
    );
    await expect(finish({ ...fast({}, images), ...other })).rejects.toThrow(
      /1 cluster with the variant .* would run something else: Deployment\/till/,
    );
  });
});

describe('reports', () => {
  it('are lines of JSON, and the one that is none is named', async () => {
    const good = '{"cluster": "e1", "application": "till", "ready": true, "seenAt": "2026-11-02T09:00:00Z"}';
    const read = (input: string) => readReports(fakeHost({ input }), '-');
    expect(await read(`${good}\n\n`)).toEqual([
      { cluster: 'e1', application: 'till', ready: true, seenAt: now.getTime() },
    ]);
    for (const bad of ['{', '[]', good.replace('true', '"yes"'), good.replace('2026-11-02', 'yesterday')])
      await expect(read(`${good}\n${bad}`)).rejects.toThrow('-:2 is not a report');
    await expect(readReports(fakeHost(), 'nothing.jsonl')).rejects.toThrow('there is no file nothing.jsonl');
  });
});
