import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClusterSet } from '../../src/model/cluster-set.ts';
import { profileName } from '../../src/model/profile-name.ts';
import { divide, shareOut, variantName } from '../../src/resolve/variants.ts';

const size = 40;
const clusterSet = fc.uniqueArray(fc.nat(size - 1)).map((indices) => ClusterSet.of(size, indices));

describe('divide', () => {
  it('keeps two clusters together exactly where every part has both or neither', () => {
    fc.assert(
      fc.property(clusterSet, fc.array(clusterSet, { maxLength: 6 }), (clusters, parts) => {
        const classes = divide(clusters, parts);
        const signature = (index: number) => parts.map((part) => part.has(index)).join();
        expect(classes.flat().sort((a, b) => a - b)).toEqual([...clusters]);
        expect(new Set(classes.map((members) => signature(members[0] ?? -1))).size).toBe(classes.length);
        for (const members of classes) expect(new Set(members.map(signature)).size).toBe(1);
      }),
    );
  });

  it('does not depend on the order of the parts', () => {
    fc.assert(
      fc.property(clusterSet, fc.array(clusterSet, { maxLength: 6 }), (clusters, parts) => {
        const sorted = (classes: number[][]) => classes.map((members) => members.join()).sort();
        expect(sorted(divide(clusters, parts))).toEqual(sorted(divide(clusters, parts.toReversed())));
      }),
    );
  });
});

describe('profileName', () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/), { minLength: 1, maxLength: 30 });

  it('is the name of one of the clusters, whatever their order', () => {
    fc.assert(
      fc.property(names, (clusters) => {
        expect(clusters).toContain(profileName(clusters));
        expect(profileName(clusters.toReversed())).toBe(profileName(clusters));
      }),
    );
  });

  it('stays when a cluster leaves that did not give it', () => {
    fc.assert(
      fc.property(names, (clusters) => {
        const name = profileName(clusters);
        for (const left of clusters.filter((cluster) => cluster !== name)) {
          expect(profileName(clusters.filter((cluster) => cluster !== left))).toBe(name);
        }
      }),
    );
  });

  it('is the lowest sha256 of "profile:" and the name', () => {
    expect(profileName(['a', 'b', 'c'])).toBe('a');
  });
});

describe('shareOut', () => {
  it('gives each cluster exactly the parts that have it, in their order', () => {
    fc.assert(
      fc.property(clusterSet, fc.array(clusterSet, { maxLength: 6 }), (clusters, sets) => {
        const parts = sets.map((set, index) => ({ index, clusters: set }));
        const shares = shareOut(clusters, parts);
        for (const index of clusters) {
          const mine = shares.filter((share) => share.clusters.has(index));
          expect(mine).toHaveLength(1);
          expect(mine[0]?.parts).toEqual(parts.filter((part) => part.clusters.has(index)));
        }
        expect(shares.every((share) => !share.clusters.isEmpty() && share.clusters.minus(clusters).isEmpty())).toBe(
          true,
        );
      }),
    );
  });
});

describe('variantName', () => {
  it('joins the names of what applies', () => {
    expect(variantName([])).toBe('base');
    expect(variantName(['1.0.1'])).toBe('1.0.1');
    expect(variantName(['1.0.1', 'debug'])).toBe('1.0.1_debug');
  });

  it('is at most 100 characters, and different for different parts', () => {
    const parts = Array.from({ length: 30 }, (_, index) => `overlay-${index}`);
    expect(variantName(parts)).toHaveLength(100);
    expect(variantName(parts)).toMatch(/^overlay-0_overlay-1_.*_[0-9a-f]{8}$/);
    expect(variantName([...parts, 'more'])).not.toBe(variantName(parts));
    expect(variantName(['x'.repeat(100)])).toBe('x'.repeat(100));
  });
});
