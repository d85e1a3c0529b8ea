import { describe, expect, it } from 'vitest';
import { clusterFolder, formerFolders, relativeFolder } from '../../src/generate/layout.ts';
import { objects, readFleet } from '../support/fleet.ts';

/** The folders that a cluster had. */
function former(fleet: string, cluster: string): string[] {
  const { inventory } = readFleet(objects(`${fleet}\n${cluster}`)).resolution;
  const [only] = inventory.clusters;
  return only ? formerFolders(inventory.fleet, only) : [];
}

const git = 'git: {url: "https://git.example.com/contoso/fleet.git"}';

describe('the folders that a cluster had', () => {
  it('are those of its former names and of former layouts', () => {
    expect(former(`Fleet contoso: {${git}}`, 'Cluster a: {}')).toEqual([]);
    expect(former(`Fleet contoso: {${git}}`, 'Cluster a: {formerNames: [b, c]}')).toEqual(['clusters/b', 'clusters/c']);
    const moved = `Fleet contoso: {${git}, layout: {clusters: "clusters/{hash}/{name}", former: ["clusters/{name}"]}}`;
    expect(former(moved, 'Cluster a: {}')).toEqual(['clusters/a']);
    expect(former(moved, 'Cluster a: {formerNames: [b]}')).toEqual(['clusters/3e/b', 'clusters/a', 'clusters/b']);
  });

  it('are never the one that it has', () => {
    const back = `Fleet contoso: {${git}, layout: {clusters: "clusters/{name}", former: ["clusters/{name}", "clusters/{hash}/{name}"]}}`;
    expect(former(back, 'Cluster a: {}')).toEqual(['clusters/ca/a']);
  });
});

describe('a folder', () => {
  it('is spread over others by the hash of its name', () => {
    expect(clusterFolder('clusters/{hash}/{name}', 'a')).toBe('clusters/ca/a');
  });

  it('is found from another', () => {
    expect(relativeFolder('clusters/ca/a', 'fleet/profiles/b')).toBe('../../../fleet/profiles/b');
  });
});
