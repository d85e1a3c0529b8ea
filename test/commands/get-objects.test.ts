import { describe, expect, it } from 'vitest';
import { createRepository } from '../support/git.ts';
import { object, runIn, smallFleet } from './support.ts';

const folder = createRepository({
  ...smallFleet,
  'inventory/rings.yaml': object('Ring', 'canary', '{order: 1, clusters: /c/e1, soak: 24h}'),
  'inventory/policies.yaml': object('Policy', 'tidy', '{rules: []}'),
  'expectations/till.yaml': object('Expectation', 'till-everywhere', '{application: till, on: /g/stores}'),
});

async function get(...words: string[]): Promise<string> {
  const { code, out, err } = await runIn(folder, ['get', ...words]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

const tables: Readonly<Record<string, string>> = {
  clusters: `NAME  GROUP        RING    NAMESPACES  APPLICATIONS  STATE
e1    stores/east  canary  1           1             active
e2    stores/east  canary  1           1             active
w1    stores/west  canary  1           1             active
w2    stores/west  canary  1           1             active
`,
  groups: `NAME         CLUSTERS
stores       4
stores/east  2
stores/west  2
`,
  namespaces: `NAME  CLUSTERS  APPLICATIONS  PENDING
shop  4         1             0
`,
  applications: `NAME  NAMESPACE  STATE   CLUSTERS  VARIANTS
till  shop       placed  4         base:4
`,
  policies: `NAME  RULES  PATH
tidy  0      -
`,
  rings: `NAME    ORDER  CLUSTERS  PERCENT  SOAK
canary  1      4         100      24h
`,
  expectations: `NAME             APPLICATION  ON         NOT-ON
till-everywhere  till         /g/stores  -
`,
  fleets: `NAME     CLUSTERS  PROFILES
contoso  4         1
`,
};

describe('get KINDS', () => {
  it.each(Object.entries(tables))('%s: a row each', async (kind, table) => {
    expect(await get(kind)).toBe(table);
  });

  const words: readonly [word: string, kind: string][] = [
    ['ns', 'namespaces'],
    ['app', 'applications'],
    ['apps', 'applications'],
    ['application', 'applications'],
    ['pol', 'policies'],
    ['exp', 'expectations'],
    ['cluster', 'clusters'],
    ['Clusters', 'clusters'],
    ['fleet', 'fleets'],
  ];
  it.each(words)('%s stands for %s', async (word, kind) => {
    expect(await get(word)).toBe(tables[kind]);
  });

  it('lists those that were named alone, and those that an expression selects', async () => {
    expect(await get('clusters', 'w2', 'e1', '-o', 'name')).toBe('cluster/e1\ncluster/w2\n');
    expect(await get('clusters', '-l', '/g/stores/west', '-o', 'name')).toBe('cluster/w1\ncluster/w2\n');
  });

  it('leaves out the column names', async () => {
    expect(await get('ns', '--no-headers')).toBe('shop  4  1  0\n');
  });

  it('says so where there is nothing', async () => {
    const empty = createRepository({ 'resedge.yaml': smallFleet['resedge.yaml'] ?? '' });
    expect(await runIn(empty, ['get', 'rings'])).toEqual({ code: 0, out: '', err: 'no rings\n' });
    expect(await runIn(folder, ['get', 'clusters', '-l', 'none'])).toEqual({
      code: 0,
      out: '',
      err: 'no clusters\n',
    });
  });
});

describe('the other forms of get clusters e1', () => {
  it('wide: more columns', async () => {
    expect(
      await get('clusters', 'e1', '-o', 'wide'),
    ).toBe(`NAME  GROUP        RING    NAMESPACES  APPLICATIONS  STATE   CONNECTIVITY  TIME-ZONE  PROFILE  FILE
e1    stores/east  canary  1           1             active  online        -          e1       inventory/clusters/e1.yaml
`);
  });

  it('yaml: the object and its status', async () => {
    expect(await get('clusters', 'e1', '-o', 'yaml')).toBe(`apiVersion: resedge.dev/v1
kind: ClusterList
items:
- apiVersion: resedge.dev/v1
  kind: Cluster
  metadata:
    name: "e1"
  spec:
    groups:
      - stores/east
  status:
    groups:
      - stores
      - stores/east
    ring: canary
    timeZone: null
    values: {}
    profile: "e1"
    namespaces:
      - shop
    applications:
      - till
    source: inventory/clusters/e1.yaml
`);
  });

  it('json: the same; jsonl: an object a line', async () => {
    const list: unknown = JSON.parse(await get('clusters', 'e1', '-o', 'json'));
    const line = await get('clusters', 'e1', '-o', 'jsonl');
    expect(line.split('\n')).toHaveLength(2);
    expect(list).toEqual({ apiVersion: 'resedge.dev/v1', kind: 'ClusterList', items: [JSON.parse(line)] });
  });
});
