import { describe, expect, it } from 'vitest';
import { createRepository } from '../support/git.ts';
import { object, runIn, smallFleet } from './support.ts';

function store(name: string, labels: string, spec: string): Record<string, string> {
  const text = `apiVersion: resedge.dev/v1\nkind: Cluster\nmetadata: {name: ${name}, labels: ${labels}}\nspec: ${spec}\n`;
  return { [`inventory/clusters/${name}.yaml`]: text };
}

const folder = createRepository({
  ...smallFleet,
  'inventory/groups.yaml': [
    object('Group', 'stores', '{values: {region: all}}'),
    object('Group', 'stores/east', '{values: {region: east}, timeZone: America/New_York}'),
    object('Group', 'stores/west'),
  ].join('---\n'),
  ...store('e1', '{tier: gold, example.com/size: "10"}', '{groups: [stores/east], capacity: {cpu: "8", memory: 32Gi}}'),
  ...store('e2', '{tier: bronze}', '{groups: [stores/east], capacity: {cpu: 500m, memory: 900Mi}}'),
  ...store(
    'w1',
    '{example.com/size: "9"}',
    '{groups: [stores/west, stores], freezes: [{from: 2026-11-26, to: 2026-11-30}]}',
  ),
  ...store('w2', '{tier: gold}', '{groups: [stores/west], capacity: {cpu: 12, memory: 64Gi}, reserved: {cpu: 1}}'),
});

async function get(...words: string[]): Promise<string> {
  const { code, out, err } = await runIn(folder, ['get', ...words]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

describe('--columns', () => {
  it('shows columns by their titles, in any case, wide ones as well', async () => {
    expect(await get('clusters', 'e1', 'w1', '--columns', 'name,Group,TIME-ZONE,connectivity')).toBe(
      `NAME  GROUP        TIME-ZONE         CONNECTIVITY
e1    stores/east  America/New_York  online
w1    stores/west  -                 online
`,
    );
  });

  it('shows fields by their paths', async () => {
    expect(await get('clusters', '--columns', 'NAME,labels.tier,values.region,spec.capacity.cpu,status.timeZone')).toBe(
      `NAME  TIER    REGION  CPU   TIME-ZONE
e1    gold    east    8     America/New_York
e2    bronze  east    500m  America/New_York
w1    -       all     -     -
w2    gold    all     12    -
`,
    );
  });

  it.each([
    ['.metadata.name', 'NAME\nw1\n'],
    ['{.metadata.name}', 'NAME\nw1\n'],
    ['spec.groups', 'GROUPS\nstores/west,stores\n'],
    ['spec.groups[1]', 'GROUPS\nstores\n'],
    ['groups', 'GROUPS\nstores/west,stores\n'],
    ['spec.freezes.from', 'FROM\n2026-11-26\n'],
    ['freezes[0].to', 'TO\n2026-11-30\n'],
    ['metadata.labels.example.com/size', 'EXAMPLE.COM/SIZE\n9\n'],
    ['spec.capacity.cpu,spec.reserved.cpu', 'CPU  SPEC.RESERVED.CPU\n-    -\n'],
    ['status.namespaces', 'NAMESPACES\nshop\n'],
    ['metadata.labels', 'LABELS\n{"example.com/size":"9"}\n'],
  ])('%s', async (columns, table) => {
    expect(await get('clusters', 'w1', '--columns', columns)).toBe(table);
  });

  it('changes nothing for programs', async () => {
    expect(await get('clusters', '--columns', 'NAME', '-o', 'json')).toBe(await get('clusters', '-o', 'json'));
  });
});

describe('--sort-by', () => {
  it.each([
    ['capacity.cpu', 'e2 e1 w2 w1'],
    ['-capacity.cpu', 'w2 e1 e2 w1'],
    ['.spec.capacity.memory', 'e2 e1 w2 w1'],
    ['labels.tier', 'e2 e1 w2 w1'],
    ['labels.tier,-name', 'e2 w2 e1 w1'],
    ['metadata.labels.example.com/size', 'w1 e1 e2 w2'],
    ['GROUP,-capacity.cpu', 'e1 e2 w2 w1'],
    ['-name', 'w2 w1 e2 e1'],
  ])('%s', async (columns, order) => {
    const names = await get('clusters', '--sort-by', columns, '-o', 'name');
    expect(names.replaceAll('cluster/', '').trim().split('\n').join(' ')).toBe(order);
  });

  it('goes for programs as well', async () => {
    expect(JSON.parse(await get('clusters', '--sort-by', '-name', '-o', 'json'))).toMatchObject({
      items: [{ metadata: { name: 'w2' } }, {}, {}, { metadata: { name: 'e1' } }],
    });
  });
});
