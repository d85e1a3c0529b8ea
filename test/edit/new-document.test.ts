import { expect, it } from 'vitest';
import { newDocument } from '../../src/edit/new-document.ts';
import { parseYaml } from '../../src/load/parse-yaml.ts';
import { kindShapes } from './kind-shapes.ts';

const cluster = {
  spec: {
    values: { storeNumber: '2301', open: 'on', lanes: 4 },
    freezes: [{ reason: 'Thanksgiving', to: '2026-11-30', from: '2026-11-26' }],
    groups: ['stores/central'],
    description: 'two\nlines\n',
  },
  metadata: { labels: { tier: 'gold', state: 'la' }, name: 'nola' },
  kind: 'Cluster',
  apiVersion: 'resedge.dev/v1',
};

it('begins with the modeline, and has its fields in the order of the schema', () => {
  const text = newDocument(cluster, kindShapes('Cluster'));
  expect(text).toBe(`# yaml-language-server: $schema=https://resedge.dev/schemas/v1/cluster.json
apiVersion: resedge.dev/v1
kind: Cluster
metadata:
  name: nola
  labels:
    tier: gold
    state: la
spec:
  description: |
    two
    lines
  groups:
    - stores/central
  freezes:
    - from: "2026-11-26"
      to: "2026-11-30"
      reason: Thanksgiving
  values:
    storeNumber: "2301"
    open: "on"
    lanes: 4
`);
  expect(parseYaml(new TextEncoder().encode(text)).documents[0]?.value).toEqual(cluster);
});
