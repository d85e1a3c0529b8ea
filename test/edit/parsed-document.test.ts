import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newDocument, parsedDocument } from '../../src/edit/new-document.ts';
import { parseYaml } from '../../src/load/parse-yaml.ts';
import { kindShapes } from './kind-shapes.ts';

const order = kindShapes('Cluster');

/** Texts that YAML could take for something else, or that need quotes. */
const tricky = fc.constantFrom(
  '',
  ' ',
  '007',
  '1e3',
  'yes',
  'null',
  '~',
  '- a',
  'a: b',
  '#x',
  '"',
  "'",
  '|',
  '*a',
  '---',
);
const word = fc.oneof(tricky, fc.string({ unit: 'grapheme-ascii' }));
const value = fc.oneof(word, fc.boolean(), fc.array(word), fc.dictionary(word, word));

it('is what parsing the text gives', () => {
  const cluster = fc.record({
    kind: fc.constant('Cluster'),
    metadata: fc.record({ labels: fc.dictionary(word, word), name: word }),
    spec: fc.dictionary(fc.oneof(fc.constantFrom('values', 'groups', 'timeZone', 'description'), word), value),
  });
  fc.assert(
    fc.property(cluster, (object) => {
      const text = newDocument(object, order);
      const parsed = parseYaml(new TextEncoder().encode(text));
      expect(JSON.stringify(parsedDocument(object, order))).toBe(JSON.stringify(parsed));
    }),
    { numRuns: 300 },
  );
});

it.each([
  ['a number', 4],
  ['nothing', null],
  ['a text with an umlaut', 'Köln'],
  ['two lines', 'a\nb'],
])('is left to the parser where there is %s', (_, found) => {
  expect(parsedDocument({ kind: 'Cluster', spec: { values: { found } } }, order)).toBeUndefined();
});
