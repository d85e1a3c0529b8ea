import fc from 'fast-check';
import { it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { everyFeature } from '../generate/every-feature.ts';
import { deployedFleet, hostOf } from '../operations/support.ts';
import { alteredBytes, alteredObject } from './odd-inputs.ts';
import { runWatched } from './watched.ts';

const numRuns = Number(process.env['RUNS'] ?? 5);

const paths = Object.keys(everyFeature);
const textOf = (path: string) => everyFeature[path] ?? '';

/** Documents of JSON, which are YAML too. */
const written = (documents: readonly unknown[]) =>
  documents.map((document) => `${JSON.stringify(document)}\n`).join('---\n');

/** A file in which one document is odd. */
function oddDocuments(path: string): fc.Arbitrary<string> {
  const documents = parseAllDocuments(textOf(path)).map((document): unknown => document.toJS());
  return fc
    .nat(documents.length - 1)
    .chain((at) => alteredObject(documents[at]).map((odd) => written(documents.with(at, odd))));
}

/** Who reads all of a fleet. */
const readers = [
  ['validate'],
  ['validate', '-o', 'sarif'],
  ['plan', '-o', 'markdown'],
  ['get', 'all', '-o', 'yaml'],
  ['describe', 'cluster/austin', 'namespace/shop', 'application/till'],
  ['explain', 'till', 'austin'],
  ['explain', 'value', 'region', 'austin'],
  ['explain', 'object', 'Deployment/till', 'austin'],
  ['render', 'austin'],
  ['test'],
  ['windows'],
  ['capacity'],
  ['search', 'till'],
  ['codeowners'],
  ['fmt', '--check'],
  ['generate', '--check'],
];

/** Who changes something: the first one that may. */
const writers = [
  ['fmt'],
  ['set', 'cluster/austin', 'labels.tier=silver', '--yes'],
  ['rename', 'group/stores/tx', 'stores/texas', '--yes'],
  ['delete', 'cluster/lab', '--yes'],
  ['create', 'cluster', 'new', '--group', 'stores', '--yes'],
  ['generate'],
  ['deploy', '-m', 'x', '--yes'],
];

/** Three that read, and one that writes. */
const some = fc.tuple(fc.constantFrom(...readers), fc.constantFrom(...readers), fc.constantFrom(...writers));

const onePath = fc.constantFrom(...paths);
const oddBytes = onePath.chain((path) => fc.tuple(fc.constant(path), alteredBytes(textOf(path))));
const oddValues = onePath.chain((path) => fc.tuple(fc.constant(path), oddDocuments(path)));

it.each([
  ['of bytes by chance', oddBytes],
  ['of values by chance', oddValues],
])('a file %s is read and refused, or read and taken', async (_what, files) => {
  const property = fc.asyncProperty(files, some, async ([path, content], commands) => {
    const repository = await deployedFleet(everyFeature);
    hostOf(repository).fs.write(`/fleet/${path}`, content, '/fleet');
    for (const words of commands) await runWatched(repository, words);
  });
  await fc.assert(property, { numRuns });
});
