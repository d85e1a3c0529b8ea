import { describe, expect, it } from 'vitest';
import { checkRoom } from '../../src/admission/check-room.ts';
import { configMap, objects } from '../support/fleet.ts';
import { messagesOf } from './support.ts';
import { filesFor, linesFor, messages, requests, workload } from './workloads.ts';

describe('an application that asks for more than the quota (RE504)', () => {
  it('is fine up to the quota', () => {
    expect(messages('quota: {cpu: "1"}', workload(requests('1')))).toEqual([]);
    expect(messages('quota: {pods: 1}', workload('{}'))).toEqual([]);
    expect(messages('limits: {default: {cpu: 1}}', workload(requests('1')))).toEqual([]);
  });

  it('is named with what requests the most, where its pod is written', () => {
    const till = `${workload(requests('400m'), { spec: 'replicas: 2' })}---\n${workload(requests('1'), { kind: 'StatefulSet', name: 'store' })}`;
    expect(linesFor('quota: {cpu: "1"}', till)).toEqual([
      'apps/till/base/manifest.yaml:19 error application till can never start for lack of cpu on 2 clusters (a, b): it requests 1800m (StatefulSet/store 1, Deployment/till 2 x 400m), and the quota of namespace retail is 1 (Request less, or give the namespace a larger quota.)',
    ]);
  });

  it('names three, and says how many more there are', () => {
    const till = ['a', 'b', 'c', 'd'].map((name) => workload(requests('1'), { name })).join('---\n');
    expect(messages('quota: {cpu: "3"}', till)).toEqual([
      expect.stringContaining('it requests 4 (Deployment/a 1, Deployment/b 1, Deployment/c 1 and 1 more), and'),
    ]);
  });

  it('takes what the limits of the namespace fill in', () => {
    const till = workload('{}', { spec: 'replicas: 3' });
    expect(messages('quota: {cpu: "2"}, limits: {defaultRequest: {cpu: 1}}', till)).toEqual([
      'application till can never start for lack of cpu on 2 clusters (a, b): it requests 3 (Deployment/till 3 x 1), and the quota of namespace retail is 2',
    ]);
  });

  it('counts pods, and init containers', () => {
    expect(messages('quota: {pods: 2}', workload('{}', { spec: 'replicas: 3' }))).toEqual([
      'application till can never start for lack of pods on 2 clusters (a, b): it requests 3 (Deployment/till 3 x 1), and the quota of namespace retail is 2',
    ]);
    const pod = 'initContainers: [{name: i, resources: {requests: {cpu: 2}}}]';
    expect(messages('quota: {cpu: "1"}', workload(requests('1'), { pod }))).toEqual([
      expect.stringContaining('it requests 2 (Deployment/till 2)'),
    ]);
  });

  it('counts claims, and those of each pod of a StatefulSet', () => {
    const claim =
      'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec: {resources: {requests: {storage: 2Gi}}}\n';
    const spec = 'volumeClaimTemplates: [{spec: {resources: {requests: {storage: 1Gi}}}}]\n  replicas: 3';
    const till = `${workload('{}', { kind: 'StatefulSet', spec })}---\n${claim}`;
    expect(messages('quota: {storage: 4Gi}', till)).toEqual([
      'application till can never start for lack of storage on 2 clusters (a, b): it requests 5Gi (StatefulSet/till 3Gi, PersistentVolumeClaim/data 2Gi), and the quota of namespace retail is 4Gi',
    ]);
    expect(messages('quota: {storage: 5Gi}', till)).toEqual([]);
  });

  it('counts the pods that an autoscaler never goes below', () => {
    const scaler = (name: string) =>
      `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: s}\nspec: {minReplicas: 4, scaleTargetRef: {kind: Deployment, name: ${name}}}\n`;
    const till = workload(requests('1'));
    expect(messages('quota: {cpu: "3"}', `${till}---\n${scaler('till')}`)).toEqual([
      expect.stringContaining('it requests 4 (Deployment/till 4 x 1)'),
    ]);
    expect(messages('quota: {cpu: "3"}', `${till}---\n${scaler('other')}`)).toEqual([]);
    expect(
      messages('quota: {cpu: "3"}', `${workload(requests('1'), { spec: 'replicas: 0' })}---\n${scaler('till')}`),
    ).toEqual([]);
  });

  it('counts the pods of an autoscaler, and calls things as clusters do, where names hold variables', () => {
    const scaler =
      'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: s}\nspec: {minReplicas: 4, scaleTargetRef: {kind: Deployment, name: "${app_name}"}}\n';
    const till = workload(requests('1'), { name: '"${app_name}"' });
    expect(messages('quota: {cpu: "3"}', `${till}---\n${scaler}`)).toEqual([
      expect.stringContaining('it requests 4 (Deployment/till 4 x 1)'),
    ]);
  });

  it('does not count what goes to another namespace', () => {
    const elsewhere = workload(requests('5')).replace('  name: till\n', '  name: till\n  namespace: other\n');
    const here = workload(requests('5')).replace('  name: till\n', '  name: till\n  namespace: retail\n');
    expect(messages('quota: {cpu: "1"}', elsewhere)).toEqual([]);
    expect(messages('quota: {cpu: "1"}', here)).toHaveLength(1);
  });
});

describe('applications that are too much together (RE504)', () => {
  it('are told once, at the quota', () => {
    const lines = linesFor(
      'quota: {cpu: "1"}',
      workload(requests('700m')),
      workload(requests('400m'), { name: 'menu' }),
    );
    expect(lines).toEqual([
      'inventory/namespace/retail.yaml:4 error the applications of namespace retail cannot all start for lack of cpu on 2 clusters (a, b): together they request 1100m (till 700m, menu 400m), and its quota is 1 (Give the namespace a larger quota, or let its applications request less.)',
    ]);
  });

  it('are not told where one is too much alone', () => {
    expect(
      messages('quota: {cpu: "1"}', workload(requests('2')), workload(requests('400m'), { name: 'menu' })),
    ).toEqual([expect.stringMatching(/^application till can never start/)]);
  });

  it('are told for each resource by itself', () => {
    const both = (cpu: string, memory: string) => `{requests: {cpu: ${cpu}, memory: ${memory}}}`;
    const menu = workload(both('400m', '600Mi'), { name: 'menu' });
    expect(messages('quota: {cpu: "1", memory: 1Gi}', workload(both('2', '600Mi')), menu)).toEqual([
      expect.stringMatching(/^application till can never start for lack of cpu /),
      expect.stringMatching(/^the applications of namespace retail cannot all start for lack of memory .* 1200Mi/),
    ]);
  });

  it('are held against the quota of the override', () => {
    const spec = 'quota: {cpu: "2"}, overrides: [{name: small, clusters: /c/b, quota: {cpu: "1"}}]';
    expect(messages(spec, workload(requests('700m')), workload(requests('400m'), { name: 'menu' }))).toEqual([
      expect.stringMatching(/on cluster b: together they request 1100m \(till 700m, menu 400m\), and its quota is 1$/),
    ]);
  });
});

describe('room beside what runs (RE504)', () => {
  const updated = (cpu: string) => workload(requests(cpu), { spec: 'replicas: 2' });

  it('is needed by a rolling update, as the page of the rule has it', () => {
    expect(messages('quota: {cpu: "1"}', updated('333m'))).toEqual([]);
    expect(linesFor('quota: {cpu: "1"}', updated('334m'))).toEqual([
      'apps/till/base/manifest.yaml:8 error Deployment/till of application till can start, but never be updated for lack of cpu on 2 clusters (a, b): a rolling update starts a new pod before it stops an old one, which requests 334m, and the quota of namespace retail leaves 332m of 1 (Leave room for one more pod, or let an old one go first: rollingUpdate {maxSurge: 0, maxUnavailable: 1}.)',
    ]);
  });

  it('is not needed where an old pod goes first', () => {
    const spec = 'replicas: 2\n  strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 1}}';
    expect(messages('quota: {cpu: "1"}', workload(requests('500m'), { spec }))).toEqual([]);
    expect(messages('quota: {cpu: "1"}', workload(requests('250m'), { spec: 'replicas: 4' }))).toEqual([]);
  });

  it('goes by the pods that an autoscaler keeps', () => {
    const scaler =
      'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: s}\nspec: {minReplicas: 4, scaleTargetRef: {kind: Deployment, name: till}}\n';
    const till = workload(requests('250m'), { spec: 'paused: false' });
    expect(messages('quota: {cpu: "1"}', `${till}---\n${scaler}`)).toEqual([]);
  });

  it('is needed for a pod', () => {
    expect(messages('quota: {pods: 2}', updated('1'))).toEqual([
      expect.stringMatching(
        /^Deployment\/till .* never be updated for lack of pods .* requests 1, and the quota of namespace retail leaves 0 of 2$/,
      ),
    ]);
  });

  it('is needed by a Job, beside all others', () => {
    const job = workload(requests('600m'), { kind: 'Job', name: 'sync' });
    expect(messages('quota: {cpu: "1"}', workload(requests('400m')), job)).toEqual([]);
    expect(messages('quota: {cpu: "1"}', workload(requests('401m')), job)).toEqual([
      'Job/sync of application menu can never run for lack of cpu on 2 clusters (a, b): a pod of it requests 600m, and the quota of namespace retail leaves 599m of 1',
    ]);
  });

  it('is needed by a DaemonSet that starts the new pod first', () => {
    const spec = 'updateStrategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}';
    expect(messages('quota: {cpu: "1"}', workload(requests('600m'), { kind: 'DaemonSet', spec }))).toEqual([
      expect.stringMatching(/^DaemonSet\/till of application till can start, but never be updated for lack of cpu/),
    ]);
  });
});

describe('variables that differ from cluster to cluster (RE504)', () => {
  it('are replaced, and the worst is told', () => {
    expect(messages('quota: {cpu: "1"}', workload(requests('"${cluster_size}"')))).toEqual([
      'application till can never start for lack of cpu on cluster b: it requests 3 (Deployment/till 3), and the quota of namespace retail is 1',
    ]);
    expect(messages('quota: {cpu: 500m}', workload(requests('"${cluster_size}"')))).toEqual([
      'application till can never start for lack of cpu on 2 clusters (a, b): on cluster b, it requests 3 (Deployment/till 3), and the quota of namespace retail is 500m',
    ]);
  });

  it('may be numbers of pods', () => {
    const till = workload(requests('1'), { spec: 'replicas: ${cluster_count}\n  strategy: {type: Recreate}' });
    expect(messages('quota: {cpu: "2"}', till)).toEqual([
      'application till can never start for lack of cpu on cluster b: it requests 3 (Deployment/till 3 x 1), and the quota of namespace retail is 2',
    ]);
  });

  it('are left alone where the application says so', () => {
    const till = workload(requests('"${cluster_size}"'));
    const files = {
      ...filesFor('quota: {cpu: "1"}', till, configMap('menu')),
      ...objects('Application till: {path: apps/till, namespace: retail, substitute: false}'),
    };
    expect(messagesOf(checkRoom, files, { till })).toEqual([
      expect.stringMatching(/^container main of Deployment\/till .* it names no request for cpu/),
    ]);
  });
});
