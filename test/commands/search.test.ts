import { describe, expect, it } from 'vitest';
import { createRepository } from '../support/git.ts';
import { cluster, object, runIn, smallFleet } from './support.ts';

const folder = createRepository({
  ...smallFleet,
  'inventory/clusters/e1.yaml': `apiVersion: resedge.dev/v1
kind: Cluster
metadata: {name: e1, labels: {tier: Gold}, annotations: {note: behind the till}}
spec:
  groups: [stores/east]
  values: {storeNumber: "2301", lanes: 1.10}
  hold: {reason: flood in the basement}
`,
  ...cluster('w1', 'stores/west', ', values: {storeNumber: "4101"}, formerNames: [w-2301]'),
  'inventory/groups.yaml': [
    object('Group', 'stores', `{description: All stores and kiosks., owners: ["@contoso/store-operations"]}`),
    object('Group', 'stores/east'),
    object('Group', 'stores/west', '{clusters: /m/tier/gold}'),
  ].join('---\n'),
});

async function search(...words: string[]): Promise<string> {
  const { code, out, err } = await runIn(folder, ['search', ...words]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

describe('search TEXT', () => {
  it('finds names first, and of these the whole ones; then by kind', async () => {
    expect(await search('till')).toBe(`OBJECT            FIELD                      TEXT
application/till  metadata.name              till
cluster/e1        metadata.annotations.note  behind the till
application/till  spec.path                  apps/till
namespace/shop    spec.applications[0]       till
`);
  });

  it.each([
    ['2301', 'cluster/e1  spec.values.storeNumber  2301\ncluster/w1  spec.formerNames[0]      w-2301\n'],
    ['storenumber', 'cluster/e1  spec.values.storeNumber  2301\ncluster/w1  spec.values.storeNumber  4101\n'],
    ['GOLD', 'cluster/e1         metadata.labels.tier  Gold\ngroup/stores/west  spec.clusters         /m/tier/gold\n'],
    ['tier=g', 'cluster/e1  metadata.labels.tier  Gold\n'],
    ['FLOOD', 'cluster/e1  spec.hold.reason  flood in the basement\n'],
    ['@contoso/', 'group/stores  spec.owners[0]  @contoso/store-operations\n'],
    ['kiosks', 'group/stores  spec.description  All stores and kiosks.\n'],
  ])('%s, in any field and any case', async (word, rows) => {
    expect(await search(word, '--no-headers')).toBe(rows);
  });

  it('wants all of several words in one object, and shows where each is', async () => {
    expect(await search('gold', '2301', '--no-headers')).toBe(
      'cluster/e1  metadata.labels.tier     Gold\ncluster/e1  spec.values.storeNumber  2301\n',
    );
    expect(await search('the basement', '--no-headers')).toBe('cluster/e1  spec.hold.reason  flood in the basement\n');
  });

  it('does not find every cluster of a group by the name of the group', async () => {
    expect(await search('stores/east', '-o', 'name')).toBe('group/stores/east\n');
  });

  it('can be narrowed to kinds', async () => {
    expect(await search('till', '--kind', 'ns', '--no-headers')).toBe('namespace/shop  spec.applications[0]  till\n');
    expect(await search('till', '--kind', 'clusters,ns', '-o', 'name')).toBe('cluster/e1\nnamespace/shop\n');
    expect(await search('till', '--kind', 'ns', '--kind', 'app', '-o', 'name')).toBe(
      'application/till\nnamespace/shop\n',
    );
  });

  it('says so where nothing is found', async () => {
    expect(await runIn(folder, ['search', 'nowhere', 'x'])).toEqual({
      code: 0,
      out: '',
      err: 'nothing holds "nowhere" and "x"\n',
    });
  });

  it('has a line for programs with the whole text', async () => {
    expect(await search('2301', '-o', 'jsonl')).toBe(
      [
        '{"apiVersion":"resedge.dev/v1","kind":"SearchHit","of":"Cluster","name":"e1","field":"spec.values.storeNumber","text":"2301","file":"inventory/clusters/e1.yaml"}\n',
        '{"apiVersion":"resedge.dev/v1","kind":"SearchHit","of":"Cluster","name":"w1","field":"spec.formerNames[0]","text":"w-2301","file":"inventory/clusters/w1.yaml"}\n',
      ].join(''),
    );
    expect(JSON.parse(await search('2301', '-o', 'json'))).toMatchObject({
      kind: 'SearchHitList',
      items: [{ name: 'e1' }, { name: 'w1' }],
    });
  });

  it.each([
    [['search', ' '], 'error: there is nothing to search for\nSee resedge search --help\n'],
    [
      ['search', 'x', '--kind', 'custers'],
      'error: there is no kind "custers"\nhint: Did you mean clusters?\nSee resedge search --help\n',
    ],
  ])('%j is wrong', async (words, err) => {
    expect(await runIn(folder, words)).toEqual({ code: 2, out: '', err });
  });
});

describe('search in many objects', () => {
  const many = createRepository({
    ...smallFleet,
    'inventory/many.yaml': Array.from({ length: 60 }, (_, at) =>
      object(
        'Cluster',
        `shop-${at}`,
        `{groups: [stores], description: ${'long '.repeat(40)}needle${' hay'.repeat(9)}}`,
      ),
    ).join('---\n'),
  });

  it('shows fifty rows, and how many more there are', async () => {
    const { out, err } = await runIn(many, ['search', 'shop-', '--no-headers']);
    expect(out.split('\n')).toHaveLength(51);
    expect(err).toBe('and 10 more: narrow it with --kind or another word, or --limit\n');
    expect((await runIn(many, ['search', 'shop-', '-o', 'name'])).out.split('\n')).toHaveLength(61);
    expect((await runIn(many, ['search', 'shop-', '--limit', '2', '-o', 'name'])).out).toBe(
      'cluster/shop-0\ncluster/shop-1\n',
    );
  });

  it('shows of a long text the part around what was found', async () => {
    const { out } = await runIn(many, ['search', 'needle', '--limit', '1', '--no-headers']);
    expect(out).toBe(
      'cluster/shop-0  spec.description  …long long long long long long long needle hay hay hay hay hay hay hay…\n',
    );
  });
});
