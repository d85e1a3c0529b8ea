import { describe, expect, it } from 'vitest';
import { objects, readFleet } from '../support/fleet.ts';

const git = 'git: {url: https://git.example.com/contoso/fleet.git}';
const lines = (notes: string) => readFleet(objects(notes)).lines;

describe('a folder with very many clusters (RE804)', () => {
  const clusters = (count: number) => Array.from({ length: count }, (_, n) => `Cluster c${n}:`).join('\n');
  const at = (layout: string, count: number) =>
    lines(`Fleet contoso: {${git}, layout: {clusters: "${layout}"}}\n${clusters(count)}`);

  it('is a warning above 2,000', () => {
    expect(at('clusters/{name}', 2000)).toEqual([]);
    expect(at('clusters/{name}', 2001)).toEqual([
      'resedge.yaml:4 RE804 clusters holds the folders of 2001 clusters; Git hosts become slow above 2000 (Set spec.layout.clusters to clusters/{hash}/{name}, and keep the old layout in spec.layout.former.)',
    ]);
  });

  it('is none with {hash}, which makes 256 folders', () => {
    expect(at('clusters/{hash}/{name}', 2001)).toEqual([]);
  });
});
