import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cluster, quietFleet } from '../commands/support.ts';
import { type MemoryRepository, memoryRepository } from '../support/memory-repository.ts';
import { alteredBytes, alteredObject, inherited } from './odd-inputs.ts';
import { runWatched } from './watched.ts';

const runs = Number(process.env['RUNS'] ?? 10);
const some = { numRuns: runs };

const fleet = {
  ...quietFleet,
  ...cluster('e1', 'stores/east', ', values: {motto: hello, store: 77}, capacity: {cpu: 8}, formerNames: [old]'),
};

async function same(repository: MemoryRepository, words: readonly string[], input?: string | Uint8Array) {
  const before = repository.texts();
  const run = await runWatched(repository, words, input);
  expect(repository.texts()).toEqual(before);
  return run;
}

describe('expressions', () => {
  const word = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('/c/', '/g/', '/n/', '/r/', '/m/', '/x/', '/', 'not ', ' and ', ' or ') },
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        '(',
        ')',
        '*',
        '**',
        '?',
        '[',
        ']',
        '[!',
        '{',
        '}',
        ',',
        '{1..9}',
        '"',
        "'",
        '\\',
        '!(',
        '+(',
        '@(',
      ),
    },
    {
      weight: 4,
      arbitrary: fc.constantFrom('e1', 'stores', 'east', 'shop', 'all', 'none', 'tier', ' ', '\t', '\n', '..', '-'),
    },
    { weight: 1, arbitrary: fc.constantFrom(...inherited) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
  );
  const expression = fc.array(word, { minLength: 1, maxLength: 14 }).map((words) => words.join(''));

  it('of words by chance select clusters, or are told what is wrong with them', async () => {
    const repository = await memoryRepository(fleet);
    const property = fc.asyncProperty(expression, async (text) => {
      const { code, err } = await same(repository, ['match', '-o', 'name', '--', text]);
      if (code === 2) expect(err).toMatch(/^error: ./m);
    });
    await fc.assert(property, { numRuns: 10 * runs });
  });

  it('are written down as they are, or refused', async () => {
    const property = fc.asyncProperty(expression, async (text) => {
      const repository = await memoryRepository(fleet);
      const { code } = await runWatched(repository, ['set', 'namespace/shop', `clusters=${text}`, '--yes']);
      if (code === 0) expect((await runWatched(repository, ['validate', '--no-render'])).code).toBe(0);
      else expect(repository.texts()).toEqual(fleet);
    });
    await fc.assert(property, some);
  });
});

describe('imports', () => {
  const headers = [
    'name',
    'groups',
    'timeZone',
    'labels.tier',
    'values.no',
    'capacity.cpu',
    'state',
    'formerNames',
    'owners',
  ];
  const cell = fc.oneof(
    fc.constantFrom(
      'n1',
      'e1',
      'stores/east',
      'America/Chicago',
      '8',
      '2Gi',
      'retired',
      '',
      ' ',
      '-',
      '..',
      '../x',
      'a;b|c',
      '=1+1',
      '"',
      '""',
      '"a\n"',
      '\t',
    ),
    fc.constantFrom(...inherited),
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom('a'.repeat(300), '{', '{{a}}', '${x}', '1e999', '0x10', '\u202e', '\ufeff'),
  );
  const header = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...headers) }, { weight: 1, arbitrary: cell });
  const table = fc
    .tuple(
      fc.array(header, { minLength: 1, maxLength: 6 }),
      fc.array(fc.array(cell, { maxLength: 7 }), { maxLength: 4 }),
      fc.constantFrom(',', ';', '\t'),
      fc.constantFrom('\n', '\r\n', '\r'),
    )
    .map(([first, rows, comma, end]) => [first, ...rows].map((row) => row.join(comma)).join(end));
  const objects = {
    apiVersion: 'v1',
    kind: 'List',
    items: [
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 's1', labels: { 'argocd.argoproj.io/secret-type': 'cluster', tier: 'gold' } },
        data: { name: 'czE=', server: 'aHR0cHM6Ly9hLmI=', config: 'e30=' },
      },
      {
        apiVersion: 'cluster.open-cluster-management.io/v1',
        kind: 'ManagedCluster',
        metadata: { name: 'm1', labels: { tier: 'gold' } },
        spec: { hubAcceptsClient: true },
      },
      {
        apiVersion: 'fleet.cattle.io/v1alpha1',
        kind: 'Cluster',
        metadata: { name: 'r1', namespace: 'fleet-default', labels: { tier: 'gold' } },
        spec: {},
      },
    ],
  };
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    contexts: [{ name: 'k1', context: { cluster: 'k1', user: 'u' } }],
    clusters: [{ name: 'k1', cluster: { server: 'https://a.b' } }],
  };
  const records = [
    { name: 'j1', groups: ['stores'], labels: { tier: 'gold' }, values: { no: 1 }, capacity: { cpu: '8' } },
  ];
  const json = fc.oneof(
    ...[objects, kubeconfig, records].map((object) =>
      alteredObject(object).map((odd) => JSON.stringify(odd) ?? 'null'),
    ),
    fc.json(),
    ...[objects, records].map((object) => alteredBytes(JSON.stringify(object))),
  );
  const from = fc.constantFrom('auto', 'csv', 'json', 'yaml', 'kubeconfig', 'argocd', 'rancher', 'ocm');
  const flags = fc
    .subarray(['--create-groups', '--update', '--skip-bad', '--group=stores/west', '--map', 'tier=labels.tier'])
    .filter((some) => some.includes('--map') === some.includes('tier=labels.tier'));

  it('of cells and objects by chance write a fleet that is valid, or nothing', async () => {
    const given = fc.tuple(fc.oneof(table, table.chain(alteredBytes), json), from, flags);
    const property = fc.asyncProperty(given, async ([text, format, more]) => {
      const repository = await memoryRepository(fleet);
      const { code } = await runWatched(
        repository,
        ['import', 'clusters', '-', '--from', format, '--yes', ...more],
        text,
      );
      if (code === 2) expect(repository.texts()).toEqual(fleet);
      expect((await runWatched(repository, ['validate', '--no-render'])).code).toBe(0);
    });
    await fc.assert(property, { numRuns: 2 * runs });
  });
});

describe('words that are typed', () => {
  const field = fc.constantFrom(
    'labels',
    'values',
    'annotations',
    'capacity',
    'spec',
    'metadata',
    'groups',
    'hold',
    'windows',
    '',
  );
  const key = fc.oneof(
    fc.constantFrom(...inherited, 'a', 'a.b', '"a.b"', '[0]', '..', ''),
    fc.string({ unit: 'binary', maxLength: 6 }),
  );
  const value = fc.oneof(
    fc.constantFrom(
      '1',
      '{}',
      '[',
      '"',
      '- a',
      'a: b',
      '*a',
      '&a b',
      '!!binary x',
      '|',
      '>-',
      '# x',
      '${a}',
      '',
      'null',
    ),
    fc.constantFrom(...inherited),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  const change = fc
    .tuple(field, key, fc.constantFrom('=', '+=', '-='), value)
    .map(([a, b, sign, to]) => `${a}${b === '' || a === '' ? '' : '.'}${b}${sign}${to}`);

  it('change a file so that it is valid, or nothing', async () => {
    const object = fc.constantFrom('cluster/e1', 'namespace/shop', 'application/till', 'group/stores', 'fleet/contoso');
    const property = fc.asyncProperty(
      object,
      fc.array(change, { minLength: 1, maxLength: 2 }),
      async (name, changes) => {
        const repository = await memoryRepository(fleet);
        const { code } = await runWatched(repository, ['set', '--yes', '--', name, ...changes]);
        if (code !== 0) expect(repository.texts()).toEqual(fleet);
        expect((await runWatched(repository, ['validate', '--no-render'])).code).toBe(0);
      },
    );
    await fc.assert(property, { numRuns: 2 * runs });
  });
});
