import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSelection } from '../../src/select/selection.ts';
import { complaint, type FleetNotes, fleet, names } from './fleet.ts';

type RingNote = NonNullable<FleetNotes['rings']>[number];

const clusters = Object.fromEntries(
  Array.from({ length: 200 }, (_, at) => [`c-${at}`, { labels: { tier: ['gold', 'silver', 'bronze'][at % 3] ?? '' } }]),
);

/** The names of the clusters in each ring. */
function divide(rings: readonly RingNote[]): string[][] {
  const selection = createSelection(fleet({ clusters, rings }));
  return rings.map((ring) => names(selection, selection.ring(ring.name)));
}

const rings: fc.Arbitrary<RingNote[]> = fc
  .array(
    fc.record({
      clusters: fc.constantFrom('all', '/m/tier/gold', 'not /m/tier/gold', '/c/c-1*', 'none'),
      percent: fc.double({ min: 0, max: 100, noNaN: true }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((found) => found.map((ring, at) => ({ name: `ring-${at}`, ...ring })));

describe('rings', () => {
  it('take clusters in their order, the last one all that are left', () => {
    const parts = fleet({
      clusters: { a: {}, b: {}, c: {}, d: {} },
      rings: [
        { name: 'canary', clusters: '/c/b' },
        { name: 'early', clusters: '/c/{a,b}' },
        { name: 'rest', clusters: '/c/c' },
      ],
    });
    const selection = createSelection(parts);
    expect(parts.clusters.map((_, index) => selection.ringOf(index))).toEqual(['early', 'canary', 'rest', 'rest']);
  });

  it('choose by the hash of ring and cluster', () => {
    const share = (name: string) =>
      createHash('sha256').update(`ring:canary:${name}`).digest().readUInt32BE() / 2 ** 32;
    const [canary] = divide([{ name: 'canary', percent: 12.5 }, { name: 'rest' }]);
    expect(canary).toEqual(
      Object.keys(clusters)
        .filter((name) => share(name) < 0.125)
        .sort(),
    );
  });

  it('take all with 100 percent and none with 0', () => {
    expect(
      divide([{ name: 'none', percent: 0 }, { name: 'all', percent: 100 }, { name: 'rest' }]).map(
        (ring) => ring.length,
      ),
    ).toEqual([0, 200, 0]);
  });

  it('are not there where nobody made any', () => {
    expect(createSelection(fleet({ clusters })).ringOf(0)).toBeUndefined();
  });

  it('may refer to those before them', () => {
    const [canary, early, rest] = divide([
      { name: 'canary', clusters: '/m/tier/gold', percent: 10 },
      { name: 'early', clusters: 'not /r/canary and /m/tier/gold' },
      { name: 'rest' },
    ]);
    expect([...(canary ?? []), ...(early ?? [])].sort()).toEqual(
      Object.keys(clusters)
        .filter((_, at) => at % 3 === 0)
        .sort(),
    );
    expect(rest).toHaveLength(133);
  });

  it.each([
    [[{ name: 'canary', clusters: '/r/canary' }, { name: 'rest' }], 'ring canary -> ring canary', ''],
    [
      [{ name: 'canary', clusters: '/r/wave' }, { name: 'wave', clusters: 'all' }, { name: 'rest' }],
      'ring canary -> ring wave -> ring canary',
      ' A ring is what the rings before it leave.',
    ],
    [
      [{ name: 'canary', clusters: '/r/wave' }, { name: 'wave' }],
      'ring canary -> ring wave -> ring canary',
      ' A ring is what the rings before it leave.',
    ],
    [[{ name: 'canary' }, { name: 'rest', clusters: '/r/rest' }], 'ring rest -> ring rest', ''],
  ])('may not refer to themselves or later ones: %j', (notes, circle, advice) => {
    const parts = fleet({ clusters, rings: notes });
    const selection = createSelection(parts);
    for (const { name } of notes) selection.ring(name);
    expect(selection.findings.map((finding) => complaint(finding, ''))).toEqual([
      `RE203 the expression needs itself: ${circle} | Name the clusters in another way in one of these.${advice} | `,
    ]);
    const counts = notes.map(({ name }) => selection.ring(name).count());
    expect(counts.reduce((all, count) => all + count)).toBe(200);
  });

  it('share out all clusters, each to one', () => {
    fc.assert(
      fc.property(rings, (notes) => {
        expect(divide(notes).flat().sort()).toEqual(Object.keys(clusters).sort());
      }),
    );
  });

  it('tell each cluster the ring that it is in', () => {
    fc.assert(
      fc.property(rings, (notes) => {
        const selection = createSelection(fleet({ clusters, rings: notes }));
        for (const { name } of notes)
          for (const index of selection.ring(name)) expect(selection.ringOf(index)).toBe(name);
      }),
    );
  });

  it('never lose a cluster to a later one when a percent grows', () => {
    fc.assert(
      fc.property(rings, fc.nat(), fc.double({ min: 0, max: 100, noNaN: true }), (notes, which, percent) => {
        const at = which % notes.length;
        const more = notes.map((ring, index) =>
          index === at ? { ...ring, percent: Math.max(ring.percent ?? 100, percent) } : ring,
        );
        const before = divide(notes);
        const after = divide(more);
        for (const [index, ring] of before.entries()) {
          const reached = new Set(after.slice(0, index + 1).flat());
          expect(ring.filter((name) => !reached.has(name))).toEqual([]);
        }
        expect(after.slice(0, at)).toEqual(before.slice(0, at));
      }),
    );
  });
});
