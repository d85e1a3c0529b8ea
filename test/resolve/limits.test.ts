import { describe, expect, it } from 'vitest';
import { objects, readFleet } from '../support/fleet.ts';

const cluster = objects('Cluster a: {}\nCluster b: {}');

/** What is said of RE505 about a namespace `retail` on two clusters with this in its spec, without file and rule. */
function contradictions(spec: string): string[] {
  const { lines } = readFleet({ ...cluster, ...objects(`Namespace retail: {clusters: all, ${spec}}`) });
  return lines.map((line) => line.replace('inventory/namespace/retail.yaml:4 RE505 ', ''));
}

const order = ['min', 'defaultRequest', 'default', 'max'];

/** Each two of the four, in the order in which Kubernetes wants them. */
const pairs = order.flatMap((small, at) => order.slice(at + 1).map((large): [string, string] => [small, large]));

describe('limits out of order (RE505)', () => {
  it.each(pairs)('%s may not be above %s', (small, large) => {
    expect(contradictions(`limits: {${small}: {cpu: 501m}, ${large}: {cpu: 500m}}`)).toEqual([
      `limits.${small}.cpu of namespace retail is 501m, above limits.${large}.cpu, which is 500m (Kubernetes wants min, defaultRequest, default and max in this order, the smallest first.)`,
    ]);
    expect(contradictions(`limits: {${small}: {memory: 1Gi}, ${large}: {memory: 1000Mi}}`)).toEqual([
      expect.stringMatching(
        `^limits.${small}.memory of namespace retail is 1Gi, above limits.${large}.memory, which is 1000Mi `,
      ),
    ]);
  });

  it.each(pairs)('%s may be as large as %s, however that is written', (small, large) => {
    expect(
      contradictions(`limits: {${small}: {cpu: 500m, memory: 1Gi}, ${large}: {cpu: "0.5", memory: 1024Mi}}`),
    ).toEqual([]);
    expect(contradictions(`limits: {${small}: {cpu: 9}, ${large}: {memory: 1Mi}}`)).toEqual([]);
  });

  it('says each pair that is out of order', () => {
    const lines = contradictions('limits: {min: {cpu: 4}, defaultRequest: {cpu: 3}, default: {cpu: 2}, max: {cpu: 1}}');
    const told = lines.map((line) => line.replace(/^limits\.(\w+)\.cpu .* above limits\.(\w+)\..*$/, '$1 $2'));
    expect(told.sort()).toEqual(pairs.map((pair) => pair.join(' ')).sort());
  });

  it('looks at a namespace that is on no cluster', () => {
    const { lines } = readFleet({
      ...cluster,
      ...objects('Namespace retail: {clusters: none, limits: {min: {cpu: 2}, max: {cpu: 1}}}'),
    });
    expect(lines).toEqual([
      expect.stringContaining('RE505 limits.min.cpu of namespace retail is 2, above limits.max.cpu'),
    ]);
  });
});

describe('a quota and what containers get by default (RE505)', () => {
  it.each(['defaultRequest', 'default', 'max', 'min'])(
    'is large enough for one container that gets its request by %s',
    (part) => {
      expect(contradictions(`quota: {cpu: "1"}, limits: {${part}: {cpu: 1000m}}`)).toEqual([]);
      expect(contradictions(`quota: {cpu: "1"}, limits: {${part}: {cpu: 1001m}}`)).toEqual([
        'the quota of namespace retail is 1 cpu, and a container that names no request gets 1001m by its limits: not one has room (Lower limits.defaultRequest.cpu, or give the namespace a larger quota.)',
      ]);
    },
  );

  it('takes the request that Kubernetes gives: defaultRequest before default, max before min', () => {
    expect(
      contradictions('quota: {memory: 1Gi}, limits: {defaultRequest: {memory: 1Gi}, default: {memory: 2Gi}}'),
    ).toEqual([]);
    expect(contradictions('quota: {memory: 1Gi}, limits: {min: {memory: 1Mi}, max: {memory: 2Gi}}')).toEqual([
      expect.stringContaining('is 1Gi memory, and a container that names no request gets 2Gi by its limits'),
    ]);
  });

  it('warns where a quota counts what nothing gives', () => {
    expect(contradictions('quota: {cpu: "1", memory: 1Gi, storage: 1Gi, pods: "3"}')).toEqual([
      'the quota of namespace retail counts cpu and memory, and its limits give no default: Kubernetes refuses each pod with a container that names no request (Give one: resedge set ns/retail limits.defaultRequest.cpu=100m limits.defaultRequest.memory=128Mi)',
    ]);
    expect(contradictions('quota: {cpu: "1", memory: 1Gi}, limits: {default: {cpu: 1}}')).toEqual([
      expect.stringMatching(/ counts memory, .*limits\.defaultRequest\.memory=128Mi\)$/),
    ]);
  });

  it('is fine where it counts only storage and pods', () => {
    expect(contradictions('quota: {storage: 1Gi, pods: "3"}')).toEqual([]);
  });
});

describe('overrides that contradict (RE505)', () => {
  const overridden = (spec: string, overrides: string) => {
    const files = objects(`
      Namespace retail:
        clusters: all
        ${spec}
        overrides:
          ${overrides}
    `);
    return readFleet({ ...cluster, ...files }).lines.map((line) =>
      line.replace(/^inventory.namespace.retail.yaml:| \(Kube.*/g, ''),
    );
  };

  it('are found where they are written, with their name', () => {
    const found = overridden('limits: {max: {cpu: 1}}', '- {name: small, clusters: /c/a, limits: {min: {cpu: 2}}}');
    expect(found).toEqual([
      '8 RE505 limits.min.cpu of namespace retail (small) is 2, above limits.max.cpu, which is 1',
    ]);
  });

  it('are named where the larger of the two is theirs', () => {
    const found = overridden('limits: {min: {cpu: 2}}', '- {name: small, clusters: /c/a, limits: {max: {cpu: 1}}}');
    expect(found).toEqual([
      '6 RE505 limits.min.cpu of namespace retail (small) is 2, above limits.max.cpu, which is 1',
    ]);
  });

  it('may heal what the namespace says', () => {
    const found = overridden(
      'limits: {min: {cpu: 2}, max: {cpu: 1}}',
      '- {name: large, clusters: all, limits: {max: {cpu: 3}}}',
    );
    expect(found).toEqual([]);
  });

  it('do not tell what the namespace says once more', () => {
    const found = overridden(
      'limits: {min: {cpu: 2}, max: {cpu: 1}}',
      '- {name: other, clusters: /c/a, quota: {pods: 3}}',
    );
    expect(found).toEqual(['6 RE505 limits.min.cpu of namespace retail is 2, above limits.max.cpu, which is 1']);
  });

  it('may make the quota smaller than the default request', () => {
    const found = overridden(
      'quota: {cpu: "2"}\n        limits: {defaultRequest: {cpu: 1}}',
      '- {name: small, clusters: /c/b, quota: {cpu: 500m}}',
    );
    expect(found).toEqual([
      expect.stringMatching(
        /^9 RE505 the quota of namespace retail \(small\) is 500m cpu, and a container .* gets 1 by/,
      ),
    ]);
  });

  it('are not warned of where the namespace needs a default anyway', () => {
    const found = overridden('quota: {cpu: 1}', '- {name: small, clusters: /c/b, quota: {cpu: 500m}}');
    expect(found).toEqual([expect.stringMatching(/^6 RE505 the quota of namespace retail counts cpu, /)]);
  });

  it('may bring the quota that needs a default', () => {
    expect(overridden('quota: {pods: 3}', '- {name: small, clusters: /c/b, quota: {cpu: 1}}')).toEqual([
      expect.stringMatching(/^8 RE505 the quota of namespace retail \(small\) counts cpu, /),
    ]);
  });
});

describe('limits that cannot be read', () => {
  it.each(['{max: {cpu: 1 core}}', '{max: {cpu: -1}}', '{max: {cpu: [1]}}', '{max: 1}', '{max: {pods: 1}}', '7'])(
    '%s is RE102 alone',
    (limits) => {
      const found = contradictions(`limits: ${limits}`);
      expect(found).toEqual([expect.stringContaining(' RE102 ')]);
    },
  );
});
