import { describe, expect, it } from 'vitest';
import { createRepository } from '../support/git.ts';
import { cluster, runIn, smallFleet } from './support.ts';

const folder = createRepository({
  ...smallFleet,
  ...cluster('z1', 'stores/west', ', state: retired'),
  'apps/till/overlays/1.1.0/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
metadata:
  name: till
  annotations: {resedge.dev/clusters: /g/stores/west}
configMapGenerator:
  - {name: till, behavior: merge, literals: [version=1.1.0]}
`,
});

async function placements(...words: string[]): Promise<string> {
  const { code, out, err } = await runIn(folder, ['get', 'placements', ...words]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

describe('get placements', () => {
  it('has a row for each profile and application', async () => {
    expect(await placements()).toBe(`CLUSTERS  NAMESPACE  APPLICATION  VARIANT  PROFILE
2         shop       till         base     e1
2         shop       till         1.1.0    w2
`);
  });

  it('has a row for each cluster and application with --cluster, --application or -l; none where a cluster is retired', async () => {
    expect(await placements('--application', 'till', '--no-headers')).toBe(`e1  shop  till  base   e1
e2  shop  till  base   e1
w1  shop  till  1.1.0  w2
w2  shop  till  1.1.0  w2
`);
    expect(await placements('--cluster', 'w2')).toBe(`CLUSTER  NAMESPACE  APPLICATION  VARIANT  PROFILE
w2       shop       till         1.1.0    w2
`);
    expect(await placements('-l', '/c/e*', '--no-headers', '-o', 'wide')).toBe(
      'e1  shop  till  base  e1\ne2  shop  till  base  e1\n',
    );
    expect(await runIn(folder, ['get', 'placements', '--cluster', 'z1'])).toEqual({
      code: 0,
      out: '',
      err: 'no placements\n',
    });
  });

  it('has the columns and the order that were asked for', async () => {
    expect(
      await placements('--application', 'till', '--columns', 'variant,cluster', '--sort-by', '-variant,cluster'),
    ).toBe(`VARIANT  CLUSTER
base     e1
base     e2
1.1.0    w1
1.1.0    w2
`);
  });

  it('says which application on -o name', async () => {
    expect(await placements('--cluster', 'w2', '-o', 'name')).toBe('application/till\n');
  });

  it('has the overlays of each for programs', async () => {
    const line =
      '{"apiVersion":"resedge.dev/v1","kind":"Placement","cluster":"w2","namespace":"shop","application":"till"';
    expect(await placements('--cluster', 'w2', '-o', 'jsonl')).toBe(
      `${line},"variant":"1.1.0","overlays":["1.1.0"],"profile":"w2"}\n`,
    );
    expect(await placements('--cluster', 'w2', '-o', 'yaml')).toBe(`apiVersion: resedge.dev/v1
kind: PlacementList
items:
- cluster: w2
  namespace: shop
  application: till
  variant: 1.1.0
  overlays:
    - 1.1.0
  profile: w2
`);
  });
});
