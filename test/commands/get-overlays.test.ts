import { describe, expect, it } from 'vitest';
import { createFleet, file } from './overlays.ts';
import { runIn } from './support.ts';

describe('get overlays', () => {
  const folder = createFleet({
    [file]: `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
metadata:
  name: till
  annotations:
    resedge.dev/clusters: all
    resedge.dev/ring: canary
    resedge.dev/ring-since: "2026-11-01T00:00:00Z"
images: [{name: registry.example.com/till, newTag: 2.0.0}]
`,
    'apps/till/overlays/old/kustomization.yaml': 'kind: Component\napiVersion: kustomize.config.k8s.io/v1alpha1\n',
    'apps/till/overlays/busy/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
metadata: {name: till, annotations: {resedge.dev/clusters: /c/w1, resedge.dev/priority: "10"}}
replicas: [{name: till, count: 5}]
`,
  });
  const get = async (...words: string[]) => (await runIn(folder, ['get', ...words])).out;

  it('has a row for each, in the order in which they apply, and after them those that are applied nowhere', async () => {
    expect(await get('overlays')).toBe(`APPLICATION  OVERLAY  CLUSTERS  RING    PRIORITY  EXPRESSION
till         2.0.0    2         canary  0         all
till         busy     1         -       10        /c/w1
till         old      0         -       0         -
`);
    expect(await get('overlays', '-l', '/c/w1', '-o', 'name')).toBe('overlay/till/busy\n');
    expect(await get('overlay/till/2.0.0', '--columns', 'OVERLAY,HOLD', '--no-headers')).toBe('2.0.0  -\n');
  });

  it('tells programs all', async () => {
    expect(JSON.parse(await get('overlays', 'till/2.0.0', '-o', 'json'))).toEqual({
      apiVersion: 'resedge.dev/v1',
      kind: 'OverlayList',
      items: [
        {
          application: 'till',
          overlay: '2.0.0',
          type: 'Component',
          clusters: 2,
          expression: 'all',
          ring: 'canary',
          hold: null,
          priority: 0,
          source: file,
        },
      ],
    });
  });

  it('says what is not there', async () => {
    expect((await runIn(folder, ['get', 'overlays', '2.0.0'])).err).toContain('Did you mean till/2.0.0?');
    expect((await runIn(folder, ['get', 'overlays', '-l', '/c/e2 and /c/w1'])).err).toContain('no overlays\n');
  });
});
