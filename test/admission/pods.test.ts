import { describe, expect, it } from 'vitest';
import { makesPods, podsOf } from '../../src/admission/pods.ts';
import { built } from './support.ts';

/** What an object of a kind says of its pods: how many run, and what has to find room beside them. */
function podsIn(apiVersion: string, kind: string, spec: string) {
  const { value } = built(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\nspec: ${spec}\n`);
  const pods = podsOf(apiVersion, kind, value);
  return (
    pods && { path: pods.path.join('.'), count: pods.count, beside: pods.beside(pods.count), hasClaims: pods.hasClaims }
  );
}

const template = 'template: {spec: {containers: []}}';
const path = 'spec.template.spec';

describe('the pods of an object', () => {
  it.each([
    ['v1', 'Pod', '{containers: []}', { path: 'spec', count: 1, beside: undefined, hasClaims: false }],
    ['apps/v1', 'Deployment', `{${template}}`, { path, count: 1, beside: 'update', hasClaims: false }],
    ['apps/v1', 'Deployment', `{replicas: 0, ${template}}`, { path, count: 0, beside: undefined, hasClaims: false }],
    ['apps/v1', 'ReplicaSet', `{replicas: 3, ${template}}`, { path, count: 3, beside: undefined, hasClaims: false }],
    ['v1', 'ReplicationController', `{${template}}`, { path, count: 1, beside: undefined, hasClaims: false }],
    ['apps/v1', 'StatefulSet', `{replicas: 3, ${template}}`, { path, count: 3, beside: undefined, hasClaims: true }],
    ['apps/v1', 'DaemonSet', `{${template}}`, { path, count: 1, beside: undefined, hasClaims: false }],
    ['batch/v1', 'Job', `{parallelism: 5, ${template}}`, { path, count: 0, beside: 'run', hasClaims: false }],
    [
      'batch/v1beta1',
      'CronJob',
      `{jobTemplate: {spec: {${template}}}}`,
      { path: 'spec.jobTemplate.spec.template.spec', count: 0, beside: 'run', hasClaims: false },
    ],
  ])('%s %s %s', (apiVersion, kind, spec, expected) => {
    expect(podsIn(apiVersion, kind, spec)).toEqual(expected);
  });

  it.each([
    ['v1', 'ConfigMap'],
    ['v1', 'PodTemplate'],
    ['example.com/v1', 'Deployment'],
    ['apps.example.com/v1', 'Deployment'],
    ['v1', 'constructor'],
  ])('are none for %s %s', (apiVersion, kind) => {
    expect(makesPods(apiVersion, kind)).toBe(false);
    expect(podsIn(apiVersion, kind, `{${template}}`)).toBeUndefined();
  });

  it.each(['null', '7', '{}', '{template: null}', '{template: {spec: []}}'])('are none where spec is %s', (spec) => {
    expect(podsIn('apps/v1', 'Deployment', spec)).toBeUndefined();
  });

  it.each(['"2"', '-1', '1.5', 'null', '${count}'])('are one where replicas are %s', (replicas) => {
    expect(podsIn('apps/v1', 'Deployment', `{replicas: ${JSON.stringify(replicas)}, ${template}}`)?.count).toBe(1);
  });
});

/** Whether a rolling update needs room for a new pod before an old one goes. */
function needsRoom(count: number, strategy: string): boolean {
  return (
    podsIn('apps/v1', 'Deployment', `{replicas: ${count}, strategy: ${strategy}, ${template}}`)?.beside === 'update'
  );
}

const rolling = (more: string, fewer: string) => `{rollingUpdate: {maxSurge: ${more}, maxUnavailable: ${fewer}}}`;

describe('a rolling update of a Deployment', () => {
  it('may stop a quarter of the pods, rounded down, unless it says more: from four pods on one may go first', () => {
    const needing = [1, 2, 3, 4, 5, 8, 100].filter((count) => needsRoom(count, '{}'));
    expect(needing).toEqual([1, 2, 3]);
    expect([1, 3, 4].filter((count) => needsRoom(count, '{type: RollingUpdate}'))).toEqual([1, 3]);
  });

  it.each([
    // count, maxSurge (rounded up), maxUnavailable (rounded down)
    [10, '30%', '30%', false],
    [3, '30%', '30%', true],
    [4, '25%', '24%', true],
    [1, '100%', '100%', false],
    [1, '1', '0', true],
    [5, '1', '0', true],
    [5, '1', '1', false],
    [5, '0', '1', false],
    [3, '1%', '33%', true],
    [3, '1%', '34%', false],
    // Both come to nothing: then one may be missing.
    [3, '0', '10%', false],
    [3, '0%', '0%', false],
    [0, '1', '0', false],
  ])(
    'of %d pods, maxSurge %s and maxUnavailable %s: room for one more is needed: %s',
    (count, more, fewer, expected) => {
      expect(needsRoom(count, rolling(more, fewer))).toBe(expected);
    },
  );

  it('needs none where all pods go first', () => {
    expect(needsRoom(3, '{type: Recreate}')).toBe(false);
  });

  it('goes by the pods that run, which may be more than the manifest says', () => {
    const { value } = built(`apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {${template}}\n`);
    const pods = podsOf('apps/v1', 'Deployment', value);
    expect([1, 3, 4].map((count) => pods?.beside(count))).toEqual(['update', 'update', undefined]);
  });
});

describe('an update of a DaemonSet', () => {
  it.each([
    ['{}', undefined],
    ['{rollingUpdate: {maxUnavailable: 1}}', undefined],
    ['{rollingUpdate: {maxSurge: 0}}', undefined],
    ['{rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}', 'update'],
    ['{rollingUpdate: {maxSurge: 10%}}', 'update'],
    ['{type: OnDelete, rollingUpdate: {maxSurge: 1}}', undefined],
  ])('with %s', (strategy, beside) => {
    expect(podsIn('apps/v1', 'DaemonSet', `{updateStrategy: ${strategy}, ${template}}`)?.beside).toBe(beside);
  });
});
