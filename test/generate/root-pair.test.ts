import { describe, expect, it } from 'vitest';
import { clusterPaths } from '../../src/generate/engines/flux/root-pair.ts';
import { gitWhereabouts } from '../../src/generate/git-whereabouts.ts';
import { objects, readFleet } from '../support/fleet.ts';

function at(prefix: string, layout: string) {
  const { resolution } = readFleet(
    objects(`Fleet contoso: {git: {url: https://git.example.com/a.git}, layout: {clusters: "${layout}"}}`),
  );
  return gitWhereabouts(resolution.inventory, prefix);
}

describe('the ignore list of a cluster', () => {
  it('leaves the cluster its own folder and what clusters share', () => {
    expect(clusterPaths(at('', 'clusters/{name}'), 'clusters/nola')).toEqual({
      path: './clusters/nola',
      ignore: ['/*', '!/fleet', '!/clusters', '/clusters/*', '!/clusters/nola', ''].join('\n'),
    });
  });

  it('counts from the root of the Git repository, folder by folder', () => {
    expect(clusterPaths(at('platform/edge/', 'clusters/3f/{name}'), 'clusters/3f/nola')).toEqual({
      path: './platform/edge/clusters/3f/nola',
      ignore: [
        '/*',
        '!/platform',
        '/platform/*',
        '!/platform/edge',
        '/platform/edge/*',
        '!/platform/edge/fleet',
        '!/platform/edge/clusters',
        '/platform/edge/clusters/*',
        '!/platform/edge/clusters/3f',
        '/platform/edge/clusters/3f/*',
        '!/platform/edge/clusters/3f/nola',
        '',
      ].join('\n'),
    });
  });

  it('takes names as they are, not as patterns', () => {
    const { path, ignore } = clusterPaths(at('[edge] *?\\/', 'clusters/{name}'), 'clusters/nola');
    expect(path).toBe('./[edge] *?\\/clusters/nola');
    expect(ignore.split('\n').slice(0, 4)).toEqual([
      '/*',
      String.raw`!/\[edge\] \*\?\\`,
      String.raw`/\[edge\] \*\?\\/*`,
      String.raw`!/\[edge\] \*\?\\/fleet`,
    ]);
  });
});
