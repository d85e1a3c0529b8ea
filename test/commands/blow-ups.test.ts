import { expect, it } from 'vitest';
import { createRepository } from '../support/git.ts';
import { cluster, object, quietFleet, runIn } from './support.ts';

/** What may be in a pull request, all of it under a megabyte, and the words after resedge that meet it. */
const inputs: readonly [what: string, words: readonly string[], files: Readonly<Record<string, string>>][] = [
  [
    'blanks in a description, for completion',
    ['__complete', 'get', 'clusters', ''],
    cluster('e1', 'stores/east', `, description: "a${' '.repeat(300_000)}b"`),
  ],
  [
    'a word of a megabyte that looks like the beginning of a token',
    ['validate', '--no-render'],
    cluster('e1', 'stores/east', `, values: {a: "${'-eyJ'.repeat(200_000)}"}`),
  ],
  [
    'thousands of values',
    ['describe', 'cluster/e1'],
    cluster('e1', 'stores/east', `, values: {${Array.from({ length: 20_000 }, (_, n) => `k${n}: v`).join(', ')}}`),
  ],
  ['a mistake in each line', ['validate', '--no-render'], { 'inventory/x.yaml': 'a: b: c\n'.repeat(50_000) }],
  ['a mistake in each document', ['validate', '--no-render'], { 'inventory/x.yaml': 'a: b: c\n---\n'.repeat(5_000) }],
  [
    'maps that are merged over and over',
    ['get', 'clusters'],
    {
      'inventory/x.yaml': `a: &a {k0: 1}\n${Array.from(
        { length: 12 },
        (_, n) =>
          `b${n}: &b${n} {<<: [${Array(9)
            .fill(n === 0 ? '*a' : `*b${n - 1}`)
            .join(',')}], k${n + 1}: 1}\n`,
      ).join('')}`,
    },
  ],
  [
    'a layout that repeats itself',
    ['get', 'clusters'],
    {
      'resedge.yaml': object(
        'Fleet',
        'contoso',
        `{git: {url: https://git.example.com/contoso/fleet.git}, layout: {clusters: "clusters${'/a'.repeat(60)}!"}}`,
      ),
    },
  ],
  [
    'an expression that goes into itself',
    ['validate', '--no-render'],
    {
      'resedge.yaml': object(
        'Fleet',
        'contoso',
        '{git: {url: https://git.example.com/contoso/fleet.git}, valuesSchema: {properties: {a: {pattern: "^(a+)+$"}}}}',
      ),
      ...cluster('e1', 'stores/east', `, values: {a: "${'a'.repeat(200_000)}!"}`),
    },
  ],
  [
    'a schema that refers to itself',
    ['validate', '--no-render'],
    {
      'resedge.yaml': object(
        'Fleet',
        'contoso',
        '{git: {url: https://git.example.com/contoso/fleet.git}, valuesSchema: {$ref: "#"}}',
      ),
    },
  ],
];

it.each(inputs)('%s: the command ends soon, and says no bug', { timeout: 20_000 }, async (_what, words, files) => {
  const folder = createRepository({ ...quietFleet, ...files });
  const { code, out, err } = await runIn(folder, words);
  expect(code).toBeLessThanOrEqual(2);
  expect(out + err).not.toMatch(/bug:|at [\w.]+ \(/);
});
