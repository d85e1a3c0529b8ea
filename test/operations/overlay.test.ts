import { describe, expect, it } from 'vitest';
import { planChange } from '../../src/operations/change/change-fleet.ts';
import { draftOverlay, type OverlayRequest } from '../../src/operations/overlay/draft-overlay.ts';
import { draftRemoval } from '../../src/operations/overlay/remove-overlay.ts';
import { reviewOverlay } from '../../src/operations/overlay/review-overlay.ts';
import type { FleetState } from '../../src/state/fleet-state.ts';
import { base, type Files, objects, overlay } from '../support/fleet.ts';
import { memoryRepository } from '../support/memory-repository.ts';
import { storeFiles } from './stores.ts';
import { stateOf } from './support.ts';

const deployment =
  'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: till}\nspec: {replicas: 1, template: {spec: {containers: [{name: till, image: "till:1"}]}}}\n';
const files: Files = { ...storeFiles, ...base('apps/till', deployment) };
const folder = 'apps/till/overlays/night';

async function open(more: Files = {}): Promise<FleetState> {
  return stateOf(await memoryRepository({ ...files, ...more }));
}

function wish(more: Partial<OverlayRequest>): OverlayRequest {
  return {
    application: 'till',
    name: 'night',
    annotations: {},
    images: [],
    replicas: [],
    env: [],
    chartVersion: undefined,
    values: [],
    patches: [],
    workload: undefined,
    containers: [],
    ...more,
  };
}

function tag(name: string, newTag: string) {
  return { name, newName: undefined, newTag, digest: undefined };
}

/** The kustomization of the overlay that is drafted. */
async function drafted(more: Partial<OverlayRequest>, fleet: Files = {}): Promise<string> {
  const { texts } = await draftOverlay(await open(fleet), wish(more));
  return String(texts.get(`${folder}/kustomization.yaml`));
}

describe('an overlay', () => {
  it('is made with what it does, for the clusters that it says', async () => {
    const { texts, objects: made } = await draftOverlay(
      await open(),
      wish({ annotations: { clusters: '/g/stores/west' }, images: [tag('till', '2')] }),
    );
    expect(made).toEqual([{ kind: 'Overlay', name: 'till/night', action: 'created' }]);
    const text = String(texts.get(`${folder}/kustomization.yaml`));
    expect(text).toContain('resedge.dev/clusters: /g/stores/west');
    expect(text).toContain('newTag: "2"');
  });

  it('has to say for which clusters it is, and its ring has to be there', async () => {
    await expect(drafted({})).rejects.toThrow('it does not say on which clusters');
    await expect(drafted({ annotations: { clusters: 'all', ring: 'canari' } })).rejects.toThrow(
      'there is no ring named canari',
    );
  });

  it('finds in the base what it changes', async () => {
    const annotations = { clusters: 'all' };
    await expect(drafted({ annotations, images: [tag('tlil', '2')] })).rejects.toThrow(/tlil/);
    await expect(drafted({ annotations, replicas: [{ name: 'other', count: 2 }] })).rejects.toThrow(/other/);
    const text = await drafted({ annotations, replicas: [{ name: undefined, count: 3 }] });
    expect(text).toMatch(/replicas:\n\s+- name: till\n\s+count: 3/);
  });

  it('is changed where it stands, and keeps what else it says', async () => {
    const there = overlay(folder, { clusters: 'all' }, '# Quiet hours.\nimages: [{name: till, newTag: "2"}]');
    const text = await drafted({ images: [tag('till', '3')] }, there);
    expect(text).toContain('# Quiet hours.');
    expect(text).toContain('newTag: "3"');
    expect(text).toContain('resedge.dev/clusters: "all"');
  });

  it('says for which application it is where several have the same path', async () => {
    const shared = objects('Application desk: {path: apps/till}');
    expect(await drafted({ annotations: { clusters: 'all' } }, shared)).toContain('resedge.dev/applications: till');
    const there = { ...shared, ...overlay(folder, { clusters: 'all', applications: 'desk' }) };
    expect(await drafted({ images: [tag('till', '3')] }, there)).toContain('desk,till');
  });

  it('brings the files that patch, with what they are for', async () => {
    const patch = (text: string) =>
      draftOverlayText({ annotations: { clusters: 'all' }, patches: [{ path: 'more.yaml', text }] });
    expect(await patch('- {op: replace, path: /spec/replicas, value: 2}\n')).toMatch(/kind: Deployment/);
    expect(await patch('kind: Deployment\nmetadata: {name: till}\n')).not.toMatch(/target/);
    await expect(patch('just a text\n')).rejects.toThrow('more.yaml is not a patch');
    await expect(patch('a: b: c\n')).rejects.toThrow('more.yaml is not YAML: line 1');
  });

  const draftOverlayText = (more: Partial<OverlayRequest>) => drafted(more);
});

describe('what an overlay reaches', () => {
  async function reviewed(more: Partial<OverlayRequest>, fleet: Files = {}): Promise<string[]> {
    const state = await open(fleet);
    const draft = await draftOverlay(state, wish(more));
    return reviewOverlay(await planChange(state, draft), draft);
  }

  it('is counted among the clusters that run the application', async () => {
    expect(await reviewed({ annotations: { clusters: '/g/stores/west' } })).toEqual([
      'It reaches 2 clusters (w1, w2), of 4 clusters that run till.',
      'By ring: broad 2.',
    ]);
    expect(await reviewed({ annotations: { clusters: '/c/w3' } })).toEqual([
      'warning: it reaches none of the 4 clusters that run till',
    ]);
  });

  it('is told with what it leaves, and with who wins over it', async () => {
    const images = 'images: [{name: till, newTag: "2"}]';
    const there = {
      ...overlay(folder, { clusters: '/g/stores' }, images),
      ...overlay(
        'apps/till/overlays/wide',
        { clusters: '/c/e1', priority: '5' },
        'images: [{name: till, newTag: "9"}]',
      ),
    };
    const lines = await reviewed({ annotations: { clusters: '/g/stores/east' } }, there);
    expect(lines).toContain('It leaves 2 clusters (w1, w2).');
    expect(lines.join('\n')).toMatch(/On 1 cluster \(e1\) the overlay wide wins: it sets .*, too\./);
  });
});

describe('an overlay that is taken away', () => {
  it('goes with all files in its folder', async () => {
    const there = { ...overlay(folder, { clusters: 'all' }), [`${folder}/more.yaml`]: 'a: 1\n' };
    const { texts, objects: gone } = await draftRemoval(await open(there), 'till', 'night');
    expect([...texts]).toEqual([
      [`${folder}/kustomization.yaml`, undefined],
      [`${folder}/more.yaml`, undefined],
    ]);
    expect(gone).toEqual([{ kind: 'Overlay', name: 'till/night', action: 'deleted' }]);
  });

  it('stays for the other applications that have it', async () => {
    const there = { ...objects('Application desk: {path: apps/till}'), ...overlay(folder, { clusters: 'all' }) };
    const { texts, objects: changed } = await draftRemoval(await open(there), 'till', 'night');
    expect(changed).toEqual([{ kind: 'Overlay', name: 'till/night', action: 'changed' }]);
    expect(texts.get(`${folder}/kustomization.yaml`)).toContain('resedge.dev/applications: desk');
  });

  it('has to be there', async () => {
    await expect(draftRemoval(await open(), 'till', 'fats')).rejects.toMatchObject({
      message: 'till has no overlay named fats',
      hint: 'Did you mean fast?',
    });
  });
});
