import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { exampleFolder, writtenIn } from '../example/example.ts';
import { readTexts, writeFleet } from '../support/fleet.ts';
import { describeWithKustomize } from '../support/kustomize.ts';
import { describeWithShared } from '../support/shared.ts';
import { at, type Built, buildGenerated, scratchFolder } from './built-fleet.ts';
import { checkClusters, checkSchemas, find } from './flux-checks.ts';
import { filesLeft } from './ignore-list.ts';

const example = writtenIn(readTexts(exampleFolder));

describeWithKustomize('the retail example', (kustomize) => {
  const folder = scratchFolder();
  const prefix = 'platform [edge]/';
  const root = join(folder, prefix);
  let built: Built = new Map();

  beforeAll(async () => {
    writeFleet(root, example, prefix);
    built = await buildGenerated(kustomize, root);
  });

  it('builds, every folder of it, and holds together', () => {
    expect([...built.keys()].filter((path) => path.startsWith('clusters/'))).toHaveLength(20);
    expect(checkClusters(built, prefix)).toEqual([]);
  });

  it('starts each cluster in its own folder; the one that was renamed is sent on', () => {
    const elsewhere = clusters().filter(({ path, starts }) => starts !== `./${prefix}${path}`);
    expect(elsewhere.map(({ path, starts }) => [path, starts])).toEqual([
      ['clusters/east-fl-miami-3026', `./${prefix}clusters/east-fl-miami-3206`],
    ]);
  });

  it('leaves each cluster the folder that it starts in and what clusters share, and nothing else', () => {
    const shared = filesLeft(folder, '').filter((path) => /^platform \[edge\]\/fleet\//.test(path));
    for (const { starts, ignore } of clusters()) {
      const own = `${starts.slice('./'.length)}/kustomization.yaml`;
      expect(filesLeft(folder, ignore)).toEqual([...shared, own].sort());
    }
  });

  /** What the root pair of each cluster says. */
  function clusters() {
    return [...built].flatMap(([path, objects]) => {
      const starts = String(at(find(objects, 'Kustomization', 'fleet'), 'spec', 'path'));
      const ignore = String(at(find(objects, 'GitRepository', 'fleet'), 'spec', 'ignore'));
      return path.startsWith('clusters/') ? [{ path, starts, ignore }] : [];
    });
  }

  describeWithShared('against the schemas of Kubernetes and Flux', () => {
    it('has no unknown kind, no unknown field and no wrong type', () => {
      expect(checkSchemas(built)).toEqual([]);
    });
  });
});
