import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { describeWithKustomize } from '../support/kustomize.ts';
import { exampleFolder } from './example.ts';

/** The folders at a depth below a generated folder. */
function folders(path: string, depth: number): string[] {
  if (depth === 0) return [path];
  return readdirSync(join(exampleFolder, path)).flatMap((name) => folders(`${path}/${name}`, depth - 1));
}

describeWithKustomize('the example, built by Kustomize', (kustomize) => {
  const build = (paths: readonly string[]) => kustomize.buildAll(paths.map((path) => join(exampleFolder, path)));

  it('gives each cluster the pair that brings it its own folder', async () => {
    const clusters = folders('clusters', 1);
    for (const [index, text] of (await build(clusters)).entries()) {
      const roots = parseAllDocuments(text).filter(
        (object) => object.get('kind') === 'Kustomization' && object.getIn(['metadata', 'name']) === 'fleet',
      );
      const folder = clusters[index]?.replace('miami-3026', 'miami-3206');
      expect(roots.map((object) => object.getIn(['spec', 'path']))).toEqual([`./${folder}`]);
    }
  });

  it('builds every variant of a namespace and of an application', async () => {
    const variants = [...folders('fleet/namespaces', 2), ...folders('fleet/applications', 2)];
    for (const text of await build(variants)) expect(text).toContain('kind: ');
  });
});
