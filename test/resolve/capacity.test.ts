import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAmount, resources } from '../../src/model/amounts.ts';
import { capacityClasses, isOverSubscribed } from '../../src/resolve/capacity.ts';
import { type Files, objects, readFleet } from '../support/fleet.ts';

/** What is said of RE501, with the file and line. */
function overSubscribed(files: Files): string[] {
  return readFleet(files).lines.filter((line) => line.includes(' RE501 '));
}

function fleetWith(capacity: string): Files {
  return objects(`Fleet contoso: {git: {url: https://git.example.com/contoso/fleet.git}, capacity: ${capacity}}`);
}

/** Limits that give every container a request, so that RE505 has nothing to say. */
const limits = 'limits: {defaultRequest: {cpu: 1m, memory: 1Mi}}';

describe('quotas that add up to more than a cluster has (RE501)', () => {
  const two = objects(`
    Namespace retail: {clusters: all, quota: {cpu: "3"}, ${limits}}
    Namespace shop: {clusters: all, quota: {cpu: 1500m}, ${limits}}
  `);

  it('is fine up to the last bit', () => {
    expect(overSubscribed({ ...two, ...objects('Cluster a: {capacity: {cpu: 4500m}}') })).toEqual([]);
  });

  it('names the sum, the namespaces, and what there is', () => {
    expect(overSubscribed({ ...two, ...objects('Cluster a: {capacity: {cpu: 4499m}}') })).toEqual([
      'inventory/namespace/retail.yaml:4 RE501 cluster a is over-subscribed in cpu: the quotas there add up to 4500m (retail 3, shop 1500m), and it has room for 4499m (Give a namespace a smaller quota there, or take it off. See: resedge capacity a)',
    ]);
  });

  it('is told once for all clusters with the same namespaces, with the tightest', () => {
    const clusters = objects(`
      Cluster a: {capacity: {cpu: "4"}}
      Cluster b: {capacity: {cpu: "2"}}
      Cluster c: {capacity: {cpu: "8"}}
      Cluster d: {capacity: {cpu: "2"}}
      Cluster e: {capacity: {cpu: "4"}}
    `);
    expect(overSubscribed({ ...two, ...clusters })).toEqual([
      expect.stringContaining(
        '4 clusters (a, b, d and 1 more) are over-subscribed in cpu: the quotas there add up to 4500m (retail 3, shop 1500m), and the tightest, b, has room for 2 (',
      ),
    ]);
  });

  it('says what each has where that is the same', () => {
    const clusters = objects('Cluster a: {capacity: {cpu: "4"}}\nCluster b: {capacity: {cpu: 4000m}}');
    expect(overSubscribed({ ...two, ...clusters })).toEqual([
      expect.stringContaining('2 clusters (a, b) are over-subscribed in cpu: the quotas there add up to 4500m'),
    ]);
    expect(overSubscribed({ ...two, ...clusters })[0]).toContain(', and each has room for 4 (');
  });

  it('has a cause of its own for each resource, and for other namespaces', () => {
    const files = objects(`
      Cluster a: {capacity: {cpu: "1", memory: 1Gi, storage: 1Gi, pods: 10}}
      Cluster b: {labels: {small: "yes"}, capacity: {cpu: "1"}}
      Namespace retail: {clusters: all, quota: {cpu: "2", memory: 2Gi, storage: 2Gi, pods: "11"}, ${limits}}
      Namespace shop: {clusters: /c/b, quota: {cpu: "1"}, ${limits}}
    `);
    expect(overSubscribed({ ...files, ...objects('Cluster b: {capacity: {cpu: "1"}}') })).toEqual([
      expect.stringContaining(
        'cluster a is over-subscribed in cpu: the quotas there add up to 2 (retail 2), and it has room for 1 (',
      ),
      expect.stringContaining(
        'cluster b is over-subscribed in cpu: the quotas there add up to 3 (retail 2, shop 1), and it has room for 1 (',
      ),
      expect.stringContaining(
        'cluster a is over-subscribed in memory: the quotas there add up to 2Gi (retail 2Gi), and it has room for 1Gi (',
      ),
      expect.stringContaining(
        'cluster a is over-subscribed in storage: the quotas there add up to 2Gi (retail 2Gi), and it has room for 1Gi (',
      ),
      expect.stringContaining(
        'cluster a is over-subscribed in pods: the quotas there add up to 11 (retail 11), and it has room for 10 (',
      ),
    ]);
  });

  it('names the five largest', () => {
    const spaces = Array.from({ length: 7 }, (_, at) => `Namespace n${at}: {clusters: all, quota: {pods: ${at + 1}}}`);
    const files = { ...objects(spaces.join('\n')), ...objects('Cluster a: {capacity: {pods: 20}}') };
    expect(overSubscribed(files)).toEqual([
      expect.stringMatching(/^inventory\/namespace\/n6\.yaml:4 .* 28 \(n6 7, n5 6, n4 5, n3 4, n2 3 and 2 more\)/),
    ]);
  });

  it('keeps what is reserved for the system', () => {
    const cluster = (reserved: string) => objects(`Cluster a: {capacity: {cpu: "5"}, reserved: {cpu: ${reserved}}}`);
    expect(overSubscribed({ ...two, ...cluster('500m') })).toEqual([]);
    expect(overSubscribed({ ...two, ...cluster('501m') })[0]).toContain('it has room for 4499m (5 less 501m reserved)');
    expect(overSubscribed({ ...two, ...cluster('"7"') })[0]).toContain('it has room for 0 (5 less 7 reserved)');
  });

  it.each([
    ['1.1', '3', '3300m'],
    ['1.5', '3500m', '5250m'],
    ['0.1', '3', '300m'],
    ['2.3', '100m', '230m'],
    ['1.005', '"1"', '1005m'],
  ])('takes overcommit %s of %s exactly', (factor, cpu, room) => {
    const files = (quota: string) => ({
      ...fleetWith(`{overcommit: {cpu: ${factor}}}`),
      ...objects(
        `Cluster a: {capacity: {cpu: ${cpu}}}\nNamespace retail: {clusters: all, quota: {cpu: ${quota}}, ${limits}}`,
      ),
    });
    expect(overSubscribed(files(room))).toEqual([]);
    const [found] = overSubscribed(files(`${Number.parseInt(room, 10) + 1}m`));
    expect(found).toContain(`room for ${room} (${formatAmount('cpu', toAmount(cpu))}, times ${factor})`);
  });

  it('counts reserved before overcommit', () => {
    const files = {
      ...fleetWith('{overcommit: {cpu: 1.5}}'),
      ...objects(`Cluster a: {capacity: {cpu: "4"}, reserved: {cpu: 500m}}
Namespace retail: {clusters: all, quota: {cpu: "6"}, ${limits}}`),
    };
    expect(overSubscribed(files)[0]).toContain('room for 5250m (4 less 500m reserved, times 1.5)');
  });

  it('points into the override that makes the quota what it is there', () => {
    const files = {
      ...objects('Cluster a: {capacity: {cpu: "2"}}\nCluster b: {capacity: {cpu: "2"}}'),
      ...objects(`
        Namespace retail:
          clusters: all
          quota: {cpu: "2", pods: "5"}
          ${limits}
          overrides:
            - name: large
              clusters: /c/b
              quota: {cpu: "3"}
      `),
    };
    expect(overSubscribed(files)).toEqual([
      expect.stringMatching(/^inventory\/namespace\/retail\.yaml:11 RE501 cluster b is .* add up to 3 \(retail 3\)/),
    ]);
  });

  it('does not take what is not known for nothing', () => {
    const clusters = objects('Cluster a: {}\nCluster b: {capacity: {memory: 1Gi}}\nCluster c: {capacity: {cpu: 0}}');
    expect(overSubscribed({ ...two, ...clusters })).toEqual([expect.stringContaining('cluster c is over-subscribed')]);
  });

  it('leaves retired clusters out', () => {
    const clusters = objects('Cluster a: {capacity: {cpu: "1"}, state: retired}\nCluster b: {capacity: {cpu: "1"}}');
    expect(overSubscribed({ ...two, ...clusters })).toEqual([expect.stringContaining('cluster b is over-subscribed')]);
  });
});

interface Case {
  readonly overcommit: { readonly up: number; readonly places: number };
  readonly clusters: readonly {
    readonly cpu: number | undefined;
    readonly reserved: number;
    readonly isRetired: boolean;
  }[];
  readonly namespaces: readonly {
    readonly quota: number | undefined;
    readonly on: readonly number[];
    readonly other: number | undefined;
  }[];
}

const cases: fc.Arbitrary<Case> = fc.record({
  overcommit: fc.record({ up: fc.integer({ min: 1, max: 2500 }), places: fc.integer({ min: 0, max: 3 }) }),
  clusters: fc.array(
    fc.record({
      cpu: fc.option(fc.integer({ min: 0, max: 4000 }), { nil: undefined }),
      reserved: fc.integer({ min: 0, max: 600 }),
      isRetired: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  namespaces: fc.array(
    fc.record({
      quota: fc.option(fc.integer({ min: 0, max: 3000 }), { nil: undefined }),
      on: fc.uniqueArray(fc.integer({ min: 0, max: 5 })),
      other: fc.option(fc.integer({ min: 0, max: 3000 }), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});

/** The fleet of a case: namespaces are on clusters by name; their override holds on c0 and c1. */
function fleetOf({ overcommit: { up, places }, clusters, namespaces }: Case): Files {
  const onThese = (on: readonly number[]) => on.map((at) => `/c/c${at}*`).join(' or ') || 'none';
  return {
    ...fleetWith(`{overcommit: {cpu: ${up / 10 ** places}}}`),
    ...objects(
      clusters
        .map(({ cpu, reserved, isRetired }, at) => {
          const capacity = cpu === undefined ? '' : `, capacity: {cpu: ${cpu}m}`;
          return `Cluster c${at}: {state: ${isRetired ? 'retired' : 'active'}, reserved: {cpu: ${reserved}m}${capacity}}`;
        })
        .join('\n'),
    ),
    ...objects(
      namespaces
        .map(({ quota, on, other }, at) => {
          const own = quota === undefined ? '' : `, quota: {cpu: ${quota}m}`;
          const override =
            other === undefined
              ? ''
              : `, overrides: [{name: x, clusters: "/c/c0* or /c/c1*", quota: {cpu: ${other}m}}]`;
          return `Namespace n${at}: {clusters: "${onThese(on)}"${own}${override}}`;
        })
        .join('\n'),
    ),
  };
}

/** The clusters that promise more than they have: quotas * 10^places > (cpu - reserved) * up. */
function bruteForce({ overcommit: { up, places }, clusters, namespaces }: Case): string[] {
  return clusters.flatMap(({ cpu, reserved, isRetired }, at) => {
    if (cpu === undefined || isRetired) return [];
    const quotas = namespaces.map(({ quota, on, other }) => {
      if (!on.includes(at)) return 0n;
      return BigInt((at < 2 ? other : undefined) ?? quota ?? 0);
    });
    const sum = quotas.reduce((all, one) => all + one, 0n);
    const left = BigInt(Math.max(0, cpu - reserved));
    return sum * 10n ** BigInt(places) > left * BigInt(up) ? [`c${at}`] : [];
  });
}

describe('any small fleet', () => {
  it('is over-subscribed where each cluster by itself is', () => {
    fc.assert(
      fc.property(cases, (made) => {
        const { resolution, lines } = readFleet(fleetOf(made));
        expect(lines.filter((line) => / RE[1-3]/.test(line) && !line.includes(' RE302 '))).toEqual([]);
        const expected = bruteForce(made);
        const name = (index: number) => resolution.inventory.clusters[index]?.name ?? '';
        const classes = capacityClasses(resolution);
        const members = classes.flatMap(({ clusters }) => clusters);
        expect(members.toSorted((a, b) => a - b)).toEqual([...resolution.active]);
        const found = classes
          .filter(({ rooms }) => isOverSubscribed(rooms.cpu))
          .flatMap(({ clusters }) => clusters.map(name));
        expect(found.sort()).toEqual(expected);
        const told = lines.flatMap((line) => / RE501 (.*?) (?:is|are) over-subscribed/.exec(line)?.[1] ?? []);
        expect(told.reduce((sum, text) => sum + Number(/^\d+/.exec(text)?.[0] ?? 1), 0)).toBe(expected.length);
        expect(
          [...new Set(told.flatMap((text) => text.match(/\bc\d\b/g) ?? []))].every((one) => expected.includes(one)),
        ).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('is added up alike for every resource', () => {
    const all = resources.map((resource) => `${resource}: 3`).join(', ');
    const half = resources.map((resource) => `${resource}: 2`).join(', ');
    const { resolution } = readFleet(
      objects(
        `Cluster a: {capacity: {${all}}}\nNamespace x: {clusters: all, quota: {${half}}}\nNamespace y: {clusters: all, quota: {${half}}}`,
      ),
    );
    const [only] = capacityClasses(resolution);
    for (const resource of resources)
      expect(only?.rooms[resource]).toMatchObject({
        available: 3n * 10n ** 9n,
        committed: 4n * 10n ** 9n,
        free: -(10n ** 9n),
      });
  });
});

/** Such as `3`, `"1"` or `3500m`, in billionths. */
function toAmount(written: string): bigint {
  const [, digits = '', milli] = /^"?(\d+)(m?)"?$/.exec(written) ?? [];
  return BigInt(digits) * (milli ? 10n ** 6n : 10n ** 9n);
}
