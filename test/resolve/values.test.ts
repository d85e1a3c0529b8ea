import { describe, expect, it } from 'vitest';
import { objects, readFleet } from '../support/fleet.ts';
import { indexOf, valuesOn } from './outcome.ts';

const git = 'git: {url: https://git.example.com/contoso/fleet.git}';

describe('values of a cluster', () => {
  it('come from the fleet, its groups from shallow to deep, and the cluster itself; later ones win', () => {
    const fleet = readFleet(
      objects(`
        Fleet contoso: {${git}, values: {a: fleet, b: fleet, c: fleet, d: fleet}}
        Group stores: {values: {b: stores, c: stores, d: stores}}
        Group stores/tx: {values: {c: tx, d: tx}}
        Cluster austin: {groups: [stores/tx], values: {d: austin}}
        Cluster boston: {groups: [stores]}
        Cluster lab:
      `),
    );
    expect(fleet.lines).toEqual([]);
    expect(valuesOn(fleet, 'austin')).toEqual({ a: 'fleet', b: 'stores', c: 'tx', d: 'austin' });
    expect(valuesOn(fleet, 'boston')).toEqual({ a: 'fleet', b: 'stores', c: 'stores', d: 'stores' });
    expect(valuesOn(fleet, 'lab')).toEqual({ a: 'fleet', b: 'fleet', c: 'fleet', d: 'fleet' });
  });

  it('know where they were written', () => {
    const fleet = readFleet(
      objects('Group stores: {values: {a: 1}}\nCluster austin: {groups: [stores], values: {b: 2}}'),
    );
    const from = [...fleet.resolution.valuesOf(0)].map(([key, value]) => [key, value.from]);
    expect(from).toEqual([
      ['a', { file: 'inventory/group/stores.yaml', document: 0, path: ['spec', 'values', 'a'] }],
      ['b', { file: 'inventory/cluster/austin.yaml', document: 0, path: ['spec', 'values', 'b'] }],
    ]);
  });

  it('come from groups by expression as well', () => {
    const fleet = readFleet(
      objects(`
        Group gold: {clusters: /m/tier/gold, values: {support: all day}}
        Cluster austin {tier: gold}:
      `),
    );
    expect(valuesOn(fleet, 'austin')).toEqual({ support: 'all day' });
  });

  it('are the text that was written: numbers keep their digits', () => {
    const fleet = readFleet(
      objects(`
        Cluster austin:
          values: {version: 1.10, store: 0077, hex: 0x1F, exp: 1e3, big: 12345678901234567890, on: true, off: false,
            text: "007", empty: "", minus: -0.50}
      `),
    );
    expect(fleet.lines).toEqual([]);
    expect(valuesOn(fleet, 'austin')).toEqual({
      version: '1.10',
      store: '0077',
      hex: '0x1F',
      exp: '1e3',
      big: '12345678901234567890',
      on: 'true',
      off: 'false',
      text: '007',
      empty: '',
      minus: '-0.50',
    });
  });

  it('cannot hold what YAML cannot hold', () => {
    for (const character of [
      '\\u0000',
      '\\n',
      '\\t',
      '\\u007f',
      '\\u0085',
      '\\ud800',
      '\\udc00',
      '\\ufffe',
      '\\uffff',
    ]) {
      const { lines } = readFleet(objects(`Cluster austin: {values: {a: "x${character}y"}}`));
      expect([character, ...lines]).toEqual([
        character,
        expect.stringContaining('cluster/austin.yaml:4 RE102 spec.values.a'),
      ]);
    }
    expect(
      readFleet(objects('Cluster austin: {values: {a: "\\U0001F600", b: "\\ufeff", c: "\\u2028"}}')).lines,
    ).toEqual([]);
  });

  it('are sorted by key, wherever they come from', () => {
    const fleet = readFleet(
      objects('Group stores: {values: {m: 1, a: 1}}\nCluster austin: {groups: [stores], values: {z: 1, B: 1}}'),
    );
    expect(Object.keys(valuesOn(fleet, 'austin'))).toEqual(['B', 'a', 'm', 'z']);
  });
});

describe('two groups of equal depth that disagree', () => {
  const groups = objects(`
    Group stores: {values: {region: stores}}
    Group lab: {values: {region: lab}}
    Group stores/tx:
  `);
  const undecided = (where: string) =>
    `inventory/group/stores.yaml:4 RE407 region is "lab" in group lab and "stores" in group stores, and neither is deeper: undecided on ${where}`;

  it('are an error that names the clusters', () => {
    const fleet = readFleet({
      ...groups,
      ...objects(`
        Cluster austin: {groups: [stores, lab]}
        Cluster boston: {groups: [lab, stores/tx]}
        Cluster chicago: {groups: [stores]}
      `),
    });
    expect(fleet.lines).toEqual([
      `${undecided('2 clusters (austin, boston)')} (Set region in a deeper group, or on the clusters, or make both groups agree.)`,
    ]);
  });

  it('are decided by a deeper group', () => {
    const fleet = readFleet({
      ...groups,
      ...objects(`
        Group lab/bench: {values: {region: bench}}
        Cluster austin: {groups: [stores, lab/bench]}
      `),
    });
    expect(fleet.lines).toEqual([]);
    expect(valuesOn(fleet, 'austin')).toEqual({ region: 'bench' });
  });

  it('are decided by the cluster', () => {
    const fleet = readFleet({
      ...groups,
      ...objects(`
        Cluster austin: {groups: [stores, lab], values: {region: home}}
        Cluster boston: {groups: [stores, lab]}
      `),
    });
    expect(fleet.lines).toEqual([
      `${undecided('cluster boston')} (Set region in a deeper group, or on the cluster, or make both groups agree.)`,
    ]);
    expect(valuesOn(fleet, 'austin')).toEqual({ region: 'home' });
  });

  it('are none on a cluster that is retired', () => {
    const fleet = readFleet({ ...groups, ...objects('Cluster austin: {groups: [stores, lab], state: retired}') });
    expect(fleet.lines).toEqual([]);
  });

  it('are none where they say the same', () => {
    const fleet = readFleet(
      objects(`
        Group a: {values: {lanes: 4}}
        Group b: {values: {lanes: "4"}}
        Cluster austin: {groups: [a, b]}
      `),
    );
    expect(fleet.lines).toEqual([]);
    expect(valuesOn(fleet, 'austin')).toEqual({ lanes: '4' });
  });

  it('are an error again where two deeper ones disagree', () => {
    const fleet = readFleet({
      ...groups,
      ...objects(`
        Group lab/bench: {values: {region: bench}}
        Group stores/la: {values: {region: la}}
        Cluster austin: {groups: [stores/la, lab/bench]}
      `),
    });
    expect(fleet.lines).toHaveLength(1);
    expect(fleet.lines[0]).toContain('region is "bench" in group lab/bench and "la" in group stores/la');
  });
});

describe('time zone and windows', () => {
  it('are inherited like values', () => {
    const fleet = readFleet(
      objects(`
        Fleet contoso: {${git}, timeZone: America/New_York}
        Group stores: {timeZone: America/Chicago}
        Group stores/az: {timeZone: America/Phoenix}
        Cluster austin: {groups: [stores]}
        Cluster phoenix: {groups: [stores/az]}
        Cluster denver: {groups: [stores], timeZone: America/Denver}
        Cluster lab:
      `),
    );
    expect(fleet.lines).toEqual([]);
    const zone = (cluster: string) => fleet.resolution.timeZoneOf(indexOf(fleet, cluster));
    expect(zone('austin')).toBe('America/Chicago');
    expect(zone('phoenix')).toBe('America/Phoenix');
    expect(zone('denver')).toBe('America/Denver');
    expect(zone('lab')).toBe('America/New_York');
  });

  it('agree where they are the same, however they are written', () => {
    const fleet = readFleet(
      objects(`
        Fleet contoso: {${git}}
        Group a: {windows: [{schedule: "0 2 * * 1-5", duration: 3h}]}
        Group b: {windows: [{duration: 3h, schedule: 0 2 * * 1-5}]}
        Cluster austin: {groups: [a, b]}
      `),
    );
    expect(fleet.lines).toEqual([]);
  });

  it('are ambiguous like values', () => {
    const fleet = readFleet(
      objects(`
        Fleet contoso: {${git}}
        Group a: {timeZone: America/Chicago, windows: [{schedule: "0 2 * * 1-5", duration: 3h}]}
        Group b: {timeZone: America/Denver, windows: []}
        Cluster austin: {groups: [a, b]}
        Cluster boston: {groups: [a, b], timeZone: America/New_York, windows: []}
      `),
    );
    expect(fleet.lines).toEqual([
      'inventory/group/b.yaml:4 RE407 timeZone is "America/Chicago" in group a and "America/Denver" in group b, and neither is deeper: undecided on cluster austin (Set timeZone in a deeper group, or on the cluster, or make both groups agree.)',
      expect.stringMatching(
        /^inventory\/group\/b.yaml:4 RE407 windows is .* in group a and .* in group b, .* undecided on cluster austin /,
      ),
    ]);
  });
});
