import { expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { kindWords } from '../../src/model/kind-names.ts';
import { runInFleet } from '../example/example.ts';
import { temporaryFolder, writeFiles } from '../support/git.ts';
import { blocks, namedFile, readme, section, tableRows } from './markdown.ts';

const text = section(readme, 'Kinds');
const samples = blocks(text).flatMap((block) => namedFile(block) ?? []);

const till = `apiVersion: apps/v1
kind: Deployment
metadata: {name: till}
spec:
  selector: {matchLabels: {app: till}}
  template:
    metadata: {labels: {app: till}}
    spec: {containers: [{name: till, image: "registry.example.com/till:1.0.0"}]}
`;

it('the samples in the README are one valid fleet', async () => {
  const folder = temporaryFolder();
  const empty = 'resources: []\n';
  writeFiles(folder, {
    'apps/till/base/kustomization.yaml': 'resources: [till.yaml]\n',
    'apps/till/base/till.yaml': till,
    'policies/reach-headquarters/kustomization.yaml': empty,
  });
  for (const sample of samples) writeFiles(folder, { [sample.path]: sample.text });
  const { code, out } = await runInFleet(folder, 'validate');
  expect({ code, out }).toEqual({ code: 0, out: '0 errors, 0 warnings in 7 files\n' });

  const { out: row } = await runInFleet(folder, 'get', 'applications', '--no-headers');
  expect(row.split(/ +/)).toEqual(['till', 'shop', 'placed', '1', '1.1.0:1\n']);
});

it('the samples and the table have every kind', () => {
  const kinds = kindWords.map(({ kind }) => kind).sort();
  const shown = samples.flatMap((sample) => parseAllDocuments(sample.text).map((document) => document.get('kind')));
  expect([...new Set(shown)].sort()).toEqual([...kinds, 'Component'].sort());
  expect(
    tableRows(text)
      .map(([kind]) => kind)
      .sort(),
  ).toEqual(kinds);
});
