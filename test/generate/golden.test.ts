import { describe, expect, it } from 'vitest';
import { readFleet } from '../support/fleet.ts';
import { everyFeature } from './every-feature.ts';

describe('a fleet with one of everything', () => {
  const fleet = readFleet(everyFeature);

  it('has nothing wrong with it', () => {
    expect(fleet.lines).toEqual([]);
  });

  it.each([
    ['clusters', 'clusters/'],
    ['sources', 'fleet/sources/'],
    ['profiles', 'fleet/profiles/'],
    ['namespaces', 'fleet/namespaces/'],
    ['applications', 'fleet/applications/'],
    ['sets', 'fleet/sets/'],
  ])('is generated like this: %s', async (name, folder) => {
    const files = [...fleet.generated].filter(([path]) => path.startsWith(folder));
    const text = files.map(([path, text]) => `──── ${path}\n${text}`).join('\n');
    await expect(text).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  it('is generated into those folders alone', () => {
    const folders = new Set([...fleet.generated.keys()].map((path) => /^(clusters|fleet\/\w+)\//.exec(path)?.[1]));
    expect([...folders].sort()).toEqual([
      'clusters',
      ...['applications', 'namespaces', 'profiles', 'sets', 'sources'].map((name) => `fleet/${name}`),
    ]);
  });
});
