import { describe, expect, it } from 'vitest';
import { effectsOn } from '../../src/explain/object-effects.ts';
import type { KustomizeFolder, ManifestObject } from '../../src/model/kustomize.ts';

const deployment: ManifestObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  name: 'till',
  namespace: 'shop',
  place: { file: 'apps/till/base/deployment.yaml', document: 0, path: [] },
  value: {
    metadata: { name: 'till', labels: { tier: 'web', app: 'till' } },
    spec: { template: { spec: { containers: [{ image: 'registry:5000/till@sha256:abc' }] } } },
  },
};

/** What a kustomization does to the Deployment. */
function effects(
  content: Readonly<Record<string, unknown>>,
  ...targets: KustomizeFolder['patches'][number]['target'][]
) {
  const folder: KustomizeFolder = {
    folder: 'apps/till/overlays/x',
    file: 'apps/till/overlays/x/kustomization.yaml',
    kind: 'Component',
    annotations: {},
    content,
    objects: [],
    opaque: undefined,
    patches: targets.map((target) => ({
      target,
      namesItself: false,
      operations: [],
      merge: {},
      place: { file: 'apps/till/overlays/x/kustomization.yaml', document: 0, path: ['patches', 0] },
    })),
    files: [],
    findings: [],
  };
  return effectsOn(folder, deployment).map(({ what }) => what);
}

describe('what a kustomization does to an object', () => {
  it.each([
    [{ kind: 'Deployment' }],
    [{ kind: 'Deploy.*|StatefulSet', name: 'till' }],
    [{ group: 'apps', version: 'v1' }],
    [{ labelSelector: 'tier=web,app' }],
    [{ namespace: 'shop' }],
    [{ labelSelector: 'tier in (web, db)' }],
  ])('a patch for %j is for it', (target) => {
    expect(effects({}, target)).toEqual(['patches it']);
  });

  it.each([
    [{ kind: 'Deploy' }],
    [{ name: 'till-2' }],
    [{ group: 'batch' }],
    [{ labelSelector: 'tier=db' }],
    [{ labelSelector: 'tier=web,other' }],
    [{ annotationSelector: 'a=b' }],
    [{ namespace: 'other' }],
    [{ name: '(' }],
  ])('a patch for %j is not', (target) => {
    expect(effects({}, target)).toEqual([]);
  });

  it('images, replicas, and what reaches every object', () => {
    expect(
      effects({
        images: [
          { name: 'registry:5000/till', newName: 'other/till', digest: 'sha256:def' },
          { name: 'till', newTag: '2' },
        ],
        replicas: [
          { name: 'till', count: 3 },
          { name: 'other', count: 4 },
        ],
        labels: [{ pairs: { a: 'b' } }],
        commonAnnotations: {},
        namePrefix: 'x-',
      }),
    ).toEqual([
      'sets the image registry:5000/till to other/till@sha256:def',
      'sets the replicas to 3',
      'changes every object: namePrefix',
      'changes every object: labels',
    ]);
  });
});
