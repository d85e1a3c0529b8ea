import { describe, expect, it } from 'vitest';
import { linesFor, messages, requests, workload } from './workloads.ts';

describe('containers that are refused (RE504)', () => {
  it('name no request where the quota counts it', () => {
    expect(linesFor('quota: {cpu: "1", memory: 1Gi}', workload(requests('100m')))).toEqual([
      'apps/till/base/manifest.yaml:10 error container main of Deployment/till of application till is refused for its memory on 2 clusters (a, b): it names no request for memory, and with a quota for memory each container must (Write resources.requests.memory, or give the namespace limits.defaultRequest.memory.)',
    ]);
    expect(messages('quota: {storage: 1Gi}', workload('{}'))).toEqual([]);
    expect(messages('quota: {cpu: "1"}, limits: {defaultRequest: {cpu: 100m}}', workload('{}'))).toEqual([]);
    expect(messages('quota: {cpu: "1"}', workload('{limits: {cpu: 1}}'))).toEqual([]);
  });

  it('may be init containers, and need not where the pod says it as a whole', () => {
    const pod = 'initContainers: [{name: i}]';
    expect(messages('quota: {cpu: "1"}', workload(requests('100m'), { pod }))).toEqual([
      expect.stringMatching(/^container i of Deployment\/till of application till is refused for its cpu/),
    ]);
    const whole = 'resources: {limits: {cpu: 1}}';
    expect(messages('quota: {cpu: "1"}', workload('{}', { pod: whole }))).toEqual([]);
  });

  it.each([
    [
      'a limit above the largest',
      '{limits: {cpu: 3}}',
      'limits: {max: {cpu: 2}}',
      'it has a limit of 3 cpu, and limits.max of its namespace is 2',
    ],
    [
      'a request above the largest',
      '{requests: {cpu: 3}}',
      'limits: {max: {cpu: 2}}',
      'it has a request of 3 cpu, and limits.max of its namespace is 2',
    ],
    [
      'a limit below the smallest',
      '{limits: {cpu: 1m}}',
      'limits: {min: {cpu: 2m}}',
      'it has a limit of 1m cpu, and limits.min of its namespace is 2m',
    ],
    [
      'a request below the smallest',
      '{requests: {memory: 1Mi}}',
      'limits: {min: {memory: 1Gi}}',
      'it has a request of 1Mi memory, and limits.min of its namespace is 1Gi',
    ],
    [
      'a request above the limit that it gets',
      '{requests: {cpu: 2}}',
      'limits: {default: {cpu: 1}}',
      'it has a request of 2 cpu, above its limit of 1 that it gets by limits.default of its namespace',
    ],
    [
      'a request above its own limit',
      '{requests: {cpu: 2}, limits: {cpu: 1}}',
      'limits: {}',
      'it has a request of 2 cpu, above its limit of 1',
    ],
  ])('%s', (_, resources, spec, why) => {
    const [message, ...more] = messages(spec, workload(resources));
    expect(more).toEqual([]);
    expect(message).toMatch(
      /^container main of Deployment\/till of application till is refused for its \w+ on 2 clusters \(a, b\): /,
    );
    expect(message).toMatch(new RegExp(`: ${why}$`));
  });

  it('is pointed at the amount', () => {
    const till = workload('\n          limits:\n            cpu: 3\n            memory: 1Gi');
    expect(linesFor('limits: {max: {cpu: 2}}', till)).toEqual([
      expect.stringMatching(/^apps\/till\/base\/manifest\.yaml:13 error /),
    ]);
  });

  it('are none where a bound is met, and no init containers for max and min', () => {
    const spec = 'limits: {min: {cpu: 100m}, max: {cpu: 2}}';
    expect(messages(spec, workload('{requests: {cpu: 100m}, limits: {cpu: 2}}'))).toEqual([]);
    const pod = 'initContainers: [{name: i, resources: {limits: {cpu: 5}}}]';
    expect(messages(spec, workload('{}', { pod }))).toEqual([]);
  });
});

describe('what is no amount (RE504)', () => {
  const claim = (storage: string) =>
    `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec: {resources: {requests: {storage: ${storage}}}}\n`;

  it.each([
    [workload(requests('"-1"')), 'requests.cpu is "-1", which is no amount'],
    [workload(requests('1e400')), 'requests.cpu is "1e400", which is no amount'],
    [workload(requests('1 core')), 'requests.cpu is "1 core", which is no amount'],
    [workload('{limits: {memory: [1]}}'), 'limits.memory is [1], which is no amount'],
    [workload('{}', { spec: 'replicas: -3' }), 'its replicas are -3'],
    [workload('{}', { spec: 'replicas: 1.5' }), 'its replicas are 1.5'],
    [claim('1 Gi'), 'requests.storage is "1 Gi", which is no amount'],
  ])('%# is refused', (till, says) => {
    expect(messages('quota: {pods: 9}', till)).toEqual([
      expect.stringContaining(` is refused on 2 clusters (a, b): ${says}`),
    ]);
  });

  it('may come from a variable', () => {
    expect(messages('quota: {pods: 9}', workload(requests('"${cluster_size}x"')))).toEqual([
      expect.stringContaining('on 2 clusters (a, b): on cluster a, requests.cpu is "1x", which is no amount'),
    ]);
    expect(messages('quota: {pods: 9}', workload(requests('"${cluster_none}"')))).toEqual([]);
  });
});

describe('one refusal (RE504)', () => {
  it('of a container says what to do where both are its own, and that it cannot be updated is not said besides', () => {
    const till = workload('{requests: {cpu: 30m}, limits: {cpu: 20m}}', { spec: 'replicas: 1' });
    expect(linesFor('quota: {cpu: 30m}', till)).toEqual([
      expect.stringContaining('above its limit of 20m (Let it request less, or raise its limit.)'),
    ]);
  });

  it('names the worst cluster', () => {
    const till = workload('{requests: {cpu: "${cluster_size}"}}');
    expect(messages('limits: {max: {cpu: 500m}}', till)).toEqual([
      expect.stringContaining('on cluster b, it has a request of 3 cpu, and limits.max of its namespace is 500m'),
    ]);
  });
});
