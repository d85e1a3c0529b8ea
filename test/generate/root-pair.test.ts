import { describe, expect, it } from 'vitest';
import { clusterPaths } from '../../src/generate/engines/flux/root-pair.ts';

describe('the ignore list of a cluster', () => {
  it('leaves the cluster its own folder and what clusters share', () => {
    expect(clusterPaths('', 'clusters/nola')).toEqual({
      path: './clusters/nola',
      ignore: ['/*', '!/apps', '!/fleet', '!/policies', '!/clusters', '/clusters/*', '!/clusters/nola', ''].join('\n'),
    });
  });

  it('counts from the root of the Git repository, folder by folder', () => {
    expect(clusterPaths('platform/edge/', 'clusters/3f/nola')).toEqual({
      path: './platform/edge/clusters/3f/nola',
      ignore: [
        '/*',
        '!/platform',
        '/platform/*',
        '!/platform/edge',
        '/platform/edge/*',
        '!/platform/edge/apps',
        '!/platform/edge/fleet',
        '!/platform/edge/policies',
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
    const { path, ignore } = clusterPaths('[edge] *?\\/', 'clusters/nola');
    expect(path).toBe('./[edge] *?\\/clusters/nola');
    expect(ignore.split('\n').slice(0, 4)).toEqual([
      '/*',
      String.raw`!/\[edge\] \*\?\\`,
      String.raw`/\[edge\] \*\?\\/*`,
      String.raw`!/\[edge\] \*\?\\/apps`,
    ]);
  });
});
