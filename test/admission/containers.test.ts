import { describe, expect, it } from 'vitest';
import { countedContainers, isPodLevel, podRequests } from '../../src/admission/containers.ts';
import { demandOf, steadyDemand } from '../../src/admission/demand.ts';
import { type Amounts, formatAmount, resources } from '../../src/model/amounts.ts';
import { containerLimits } from '../../src/model/limit-range.ts';
import { valueAt } from '../../src/model/record.ts';
import { built } from './support.ts';

type Limits = Parameters<typeof containerLimits>[0];

/** `cpu=1 memory=1Gi` */
function textOf(amounts: Amounts): string {
  return resources
    .flatMap((resource) => {
      const amount = amounts[resource];
      return amount === undefined ? [] : [`${resource}=${formatAmount(resource, amount)}`];
    })
    .join(' ');
}

function podOf(spec: string) {
  const value = valueAt(built(`apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: ${spec}\n`).value, ['spec']);
  if (typeof value !== 'object' || value === null) throw new Error('no spec');
  return { spec: { ...value }, path: ['spec'], count: 1, beside: () => undefined, hasClaims: false };
}

/** What a pod requests in all. */
function requested(spec: string, limits?: Limits): string {
  const pods = podOf(spec);
  return textOf(podRequests(pods, countedContainers(pods, containerLimits(limits))));
}

/** A container with this in its resources. */
const one = (resources: string, more = '') => `{name: c, resources: ${resources}${more}}`;
const cpu = (amount: string) => one(`{requests: {cpu: ${amount}}}`);
const sidecar = (amount: string) => one(`{requests: {cpu: ${amount}}}`, ', restartPolicy: Always');

describe('the request and the limit of a container', () => {
  const counted = (resources: string, limits?: Limits) => {
    const pods = podOf(`{containers: [${one(resources)}]}`);
    const [container] = countedContainers(pods, containerLimits(limits));
    return `${textOf(container?.requests ?? {})} / ${textOf(container?.limits ?? {})}`;
  };

  it.each<[resources: string, limits: Limits, expected: string]>([
    ['{}', undefined, ' / '],
    ['{requests: {cpu: 100m}}', undefined, 'cpu=100m / '],
    ['{limits: {cpu: 1}}', undefined, 'cpu=1 / cpu=1'],
    ['{limits: {cpu: 1}, requests: {cpu: 100m}}', undefined, 'cpu=100m / cpu=1'],
    ['{limits: {cpu: 1, memory: 1Gi}, requests: {cpu: 100m}}', undefined, 'cpu=100m memory=1Gi / cpu=1 memory=1Gi'],
    ['{}', { default: { cpu: 1 }, defaultRequest: { cpu: '100m' } }, 'cpu=100m / cpu=1'],
    ['{}', { default: { cpu: 1 } }, 'cpu=1 / cpu=1'],
    ['{}', { max: { cpu: 2 } }, 'cpu=2 / cpu=2'],
    ['{}', { max: { cpu: 2 }, default: { cpu: 1 } }, 'cpu=1 / cpu=1'],
    ['{}', { min: { cpu: '50m' } }, 'cpu=50m / '],
    ['{}', { min: { cpu: '50m' }, max: { cpu: 2 } }, 'cpu=2 / cpu=2'],
    ['{}', { defaultRequest: { memory: '64Mi' }, default: { cpu: 1 } }, 'cpu=1 memory=64Mi / cpu=1'],
    // Its own limit is its request, before the namespace gives one.
    ['{limits: {cpu: 2}}', { defaultRequest: { cpu: '100m' } }, 'cpu=2 / cpu=2'],
    ['{requests: {cpu: 100m}}', { default: { cpu: 1 } }, 'cpu=100m / cpu=1'],
    ['{requests: {cpu: 0}}', { defaultRequest: { cpu: 1 } }, 'cpu=0 / '],
    ['{requests: {cpu: 0.1, memory: 1e3}}', undefined, 'cpu=100m memory=1k / '],
    ['{requests: {cpu: much, memory: [1]}}', undefined, ' / '],
    ['null', undefined, ' / '],
  ])('%s with %j is %s', (written, limits, expected) => {
    expect(counted(written, limits)).toBe(expected);
  });
});

describe('what a pod requests', () => {
  it.each<[what: string, spec: string, expected: string]>([
    ['nothing', '{containers: []}', ''],
    ['all its containers', `{containers: [${cpu('1')}, ${cpu('250m')}]}`, 'cpu=1250m'],
    [
      'more for an init container',
      `{containers: [${cpu('1')}], initContainers: [${cpu('2')}, ${cpu('1500m')}]}`,
      'cpu=2',
    ],
    ['no more for a small init container', `{containers: [${cpu('1')}], initContainers: [${cpu('1')}]}`, 'cpu=1'],
    ['sidecars with its containers', `{containers: [${cpu('1')}], initContainers: [${sidecar('500m')}]}`, 'cpu=1500m'],
    [
      'each sidecar once, however large',
      `{containers: [${cpu('100m')}], initContainers: [${sidecar('500m')}, ${sidecar('1')}]}`,
      'cpu=1600m',
    ],
    [
      'an init container with the sidecars before it',
      `{containers: [${cpu('100m')}], initContainers: [${sidecar('500m')}, ${cpu('1')}]}`,
      'cpu=1500m',
    ],
    [
      'an init container without the sidecars after it',
      `{containers: [${cpu('100m')}], initContainers: [${cpu('1')}, ${sidecar('500m')}]}`,
      'cpu=1',
    ],
    [
      'each resource by itself',
      `{containers: [${one('{requests: {cpu: 1, memory: 1Gi}}')}], initContainers: [${one('{requests: {cpu: 100m, memory: 2Gi}}')}]}`,
      'cpu=1 memory=2Gi',
    ],
    [
      'the overhead of its runtime',
      `{containers: [${cpu('1')}], overhead: {cpu: 250m, memory: 120Mi}}`,
      'cpu=1250m memory=120Mi',
    ],
    [
      'what it says as a whole',
      `{resources: {requests: {cpu: 2}}, containers: [${cpu('1')}, ${cpu('250m')}]}`,
      'cpu=2',
    ],
    [
      'of the rest, what its containers say',
      `{resources: {requests: {cpu: 2}}, containers: [${one('{requests: {cpu: 1, memory: 1Gi}}')}]}`,
      'cpu=2 memory=1Gi',
    ],
    [
      'its limit as a whole, where nobody says less',
      '{resources: {limits: {cpu: 2, memory: 1Gi}}, containers: [{name: c}]}',
      'cpu=2 memory=1Gi',
    ],
    [
      'what its containers say below its limit',
      `{resources: {limits: {cpu: 2}}, containers: [${cpu('1')}, {name: d}]}`,
      'cpu=1',
    ],
    [
      'overhead on top of what it says',
      `{resources: {requests: {cpu: 2}}, containers: [], overhead: {cpu: 100m}}`,
      'cpu=2100m',
    ],
    ['nothing for what is no container', '{containers: [7, null, c], initContainers: {a: b}}', ''],
  ])('%s', (_, spec, expected) => {
    expect(requested(spec)).toBe(expected);
  });

  it('takes what the namespace gives, for init containers too', () => {
    const limits = { defaultRequest: { cpu: '100m' }, default: { cpu: 1 } };
    expect(requested('{containers: [{name: a}, {name: b}]}', limits)).toBe('cpu=200m');
    expect(requested(`{containers: [{name: a}], initContainers: [{name: i}, ${cpu('2')}]}`, limits)).toBe('cpu=2');
    expect(requested(`{containers: [{name: a}], initContainers: [{name: i, restartPolicy: Always}]}`, limits)).toBe(
      'cpu=200m',
    );
  });

  it('does not give to containers what the pod has said for them', () => {
    const limits = { defaultRequest: { cpu: 5 } };
    expect(requested('{resources: {limits: {cpu: 2}}, containers: [{name: a}]}', limits)).toBe('cpu=2');
    expect(requested('{resources: {requests: {cpu: 2}}, containers: [{name: a}]}', limits)).toBe('cpu=2');
  });

  it.each([
    ['{resources: {requests: {cpu: 1}}}', true],
    ['{resources: {limits: {memory: 1Gi}}}', true],
    ['{resources: {claims: []}}', false],
    ['{containers: []}', false],
  ])('%s says it as a whole: %s', (spec, expected) => {
    expect(isPodLevel(podOf(spec).spec)).toBe(expected);
  });
});

/** What an object takes, with this many of its pods. */
function steady(text: string, count?: number): string {
  const object = built(text);
  const demand = demandOf(object, object.value, containerLimits(undefined));
  return textOf(steadyDemand(demand, count ?? demand.count));
}

describe('what an object takes of a quota', () => {
  const pod = `{spec: {containers: [${one('{requests: {cpu: 500m, memory: 64Mi}}')}]}}`;
  const claims =
    'volumeClaimTemplates: [{spec: {resources: {requests: {storage: 10Gi}}}}, {spec: {resources: {requests: {storage: 1Gi}}}}]';
  const metadata = 'metadata: {name: a}';

  it.each([
    [
      'pods, each with all it requests',
      `apiVersion: apps/v1\nkind: Deployment\n${metadata}\nspec: {replicas: 3, template: ${pod}}\n`,
      'cpu=1500m memory=192Mi pods=3',
    ],
    [
      'claims of each pod',
      `apiVersion: apps/v1\nkind: StatefulSet\n${metadata}\nspec: {replicas: 2, template: ${pod}, ${claims}}\n`,
      'cpu=1 memory=128Mi storage=22Gi pods=2',
    ],
    [
      'no claims of what is no StatefulSet',
      `apiVersion: apps/v1\nkind: Deployment\n${metadata}\nspec: {template: ${pod}, ${claims}}\n`,
      'cpu=500m memory=64Mi pods=1',
    ],
    [
      'a claim once',
      `apiVersion: v1\nkind: PersistentVolumeClaim\n${metadata}\nspec: {resources: {requests: {storage: 5Gi}}}\n`,
      'storage=5Gi',
    ],
    [
      'volumes that come and go with a pod',
      `apiVersion: apps/v1\nkind: Deployment\n${metadata}\nspec: {replicas: 2, template: {spec: {containers: [], volumes: [{name: v, ephemeral: {volumeClaimTemplate: {spec: {resources: {requests: {storage: 1Gi}}}}}}, {name: w, emptyDir: {}}]}}}\n`,
      'storage=2Gi pods=2',
    ],
    [
      'nothing all the time for a Job',
      `apiVersion: batch/v1\nkind: Job\n${metadata}\nspec: {template: ${pod}}\n`,
      'cpu=0 memory=0 pods=0',
    ],
    ['nothing for a ConfigMap', `apiVersion: v1\nkind: ConfigMap\n${metadata}\n`, ''],
  ])('%s', (_, text, expected) => {
    expect(steady(text)).toBe(expected);
  });

  it('knows what an autoscaler never goes below', () => {
    const scaler = (spec: string) => {
      const object = built(`apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\n${metadata}\nspec: ${spec}\n`);
      return demandOf(object, object.value, containerLimits(undefined)).scales;
    };
    const target = 'scaleTargetRef: {kind: Deployment, name: till}';
    expect(scaler(`{${target}, minReplicas: 4, maxReplicas: 9}`)).toEqual({
      kind: 'Deployment',
      name: 'till',
      least: 4,
    });
    expect(scaler(`{${target}, maxReplicas: 9}`)).toEqual({ kind: 'Deployment', name: 'till', least: 1 });
    expect(scaler('{maxReplicas: 9}')).toBeUndefined();
  });
});
