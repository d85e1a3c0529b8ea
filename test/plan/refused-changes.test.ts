import { describe, expect, it } from 'vitest';
import { toRecord } from '../../src/model/record.ts';
import { groupKindOf, hasFixedFields, refusedChanges } from '../../src/plan/immutable/refused-changes.ts';
import { readExactly } from '../../src/render/read-manifest.ts';

/** The fields that are refused between two texts of an object; what is left out of the second stays as it was. */
function refused(kind: string, before: string, after: string): string {
  const [was, is] = [before, after].map((text) => {
    const read = readExactly(text);
    if (!read.ok) throw new Error(read.message);
    return toRecord(read.value);
  });
  return refusedChanges(kind, was ?? {}, is ?? {})
    .map((path) => path.join('.'))
    .join(', ');
}

const pods = (spec: string, labels = '{a: b}') =>
  `{metadata: {labels: ${labels}}, spec: {restartPolicy: Never, ${spec}}}`;
const job = (container: string, more = '', pod = '') =>
  `spec: {${more}template: ${pods(`${pod}containers: [{name: c, ${container}}]`)}}`;
const claims = (size: string, more = '') =>
  `spec: {serviceName: db, volumeClaimTemplates: [{metadata: {name: d}, spec: {resources: {requests: {storage: ${size}}}${more}}}]}`;

describe('a change that the API server refuses', () => {
  it.each([
    ['batch/Job', job('image: m:1'), job('image: m:2'), 'spec.template.spec.containers.0.image'],
    [
      'batch/Job',
      job('image: m'),
      job('image: m', '', 'nodeSelector: {disk: ssd}, '),
      'spec.template.spec.nodeSelector.disk',
    ],
    ['batch/Job', job('image: m'), job('image: m', 'completions: 2, '), 'spec.completions'],
    ['batch/Job', 'spec: {completions: 2}', 'spec: {completions: 3}', 'spec.completions'],
    ['batch/Job', 'spec: {completions: 1}', 'spec: {}', 'spec.completions'],
    [
      'batch/Job',
      'spec: {completionMode: Indexed, completions: 2, parallelism: 2}',
      'spec: {completionMode: Indexed, completions: 3, parallelism: 2}',
      'spec.completions',
    ],
    ['batch/Job', 'spec: {}', 'spec: {completionMode: Indexed}', 'spec.completionMode'],
    ['batch/Job', 'spec: {}', 'spec: {podFailurePolicy: {rules: [{action: Ignore}]}}', 'spec.podFailurePolicy.rules'],
    ['batch/Job', 'spec: {}', 'spec: {managedBy: example.com/x}', 'spec.managedBy'],
    [
      'batch/Job',
      'spec: {selector: {matchLabels: {a: b}}}',
      'spec: {selector: {matchLabels: {a: c}}}',
      'spec.selector.matchLabels.a',
    ],
    [
      'batch/Job',
      job('image: m:1', 'suspend: true, '),
      job('image: m:2', 'suspend: true, '),
      'spec.template.spec.containers.0.image',
    ],
    [
      'apps/Deployment',
      'spec: {selector: {matchLabels: {a: b}}}',
      'spec: {selector: {matchLabels: {a: b, t: x}}}',
      'spec.selector.matchLabels.t',
    ],
    [
      'apps/DaemonSet',
      'spec: {selector: {matchLabels: {a: b}}}',
      'spec: {selector: {matchLabels: {a: c}}}',
      'spec.selector.matchLabels.a',
    ],
    [
      'apps/ReplicaSet',
      'spec: {selector: {matchLabels: {a: b}}}',
      'spec: {selector: {matchLabels: {a: c}}}',
      'spec.selector.matchLabels.a',
    ],
    ['apps/Deployment', 'spec: {}', 'spec: {strategy: {type: Recreate}}', 'spec.strategy.type'],
    [
      'apps/Deployment',
      'spec: {strategy: {type: RollingUpdate}}',
      'spec: {strategy: {type: Recreate}}',
      'spec.strategy.type',
    ],
    ['apps/StatefulSet', 'spec: {}', 'spec: {updateStrategy: {type: OnDelete}}', 'spec.updateStrategy.type'],
    ['apps/StatefulSet', claims('1Gi'), claims('5Gi'), 'spec.volumeClaimTemplates.0.spec.resources.requests.storage'],
    [
      'apps/StatefulSet',
      claims('1Gi'),
      claims('1Gi', ', storageClassName: fast'),
      'spec.volumeClaimTemplates.0.spec.storageClassName',
    ],
    ['apps/StatefulSet', claims('1Gi'), 'spec: {serviceName: db}', 'spec.volumeClaimTemplates'],
    ['apps/StatefulSet', 'spec: {serviceName: a}', 'spec: {serviceName: b}', 'spec.serviceName'],
    ['apps/StatefulSet', 'spec: {}', 'spec: {podManagementPolicy: Parallel}', 'spec.podManagementPolicy'],
    ['/Service', 'spec: {clusterIP: 10.0.0.1}', 'spec: {clusterIP: 10.0.0.2}', 'spec.clusterIP'],
    ['/Service', 'spec: {}', 'spec: {clusterIP: None}', 'spec.clusterIP'],
    ['/Service', 'spec: {clusterIP: None}', 'spec: {clusterIP: 10.0.0.2}', 'spec.clusterIP'],
    ['/Service', 'spec: {clusterIP: None}', 'spec: {type: NodePort}', 'spec.type'],
    ['/Service', 'spec: {ipFamilies: [IPv4]}', 'spec: {ipFamilies: [IPv6, IPv4]}', 'spec.ipFamilies'],
    [
      '/Service',
      'spec: {type: LoadBalancer}',
      'spec: {type: LoadBalancer, loadBalancerClass: x}',
      'spec.loadBalancerClass',
    ],
    [
      '/PersistentVolumeClaim',
      'spec: {accessModes: [ReadWriteOnce]}',
      'spec: {accessModes: [ReadWriteMany]}',
      'spec.accessModes.0',
    ],
    ['/PersistentVolumeClaim', 'spec: {storageClassName: a}', 'spec: {}', 'spec.storageClassName'],
    ['/PersistentVolumeClaim', 'spec: {}', 'spec: {volumeMode: Block}', 'spec.volumeMode'],
    ['/PersistentVolumeClaim', 'spec: {}', 'spec: {dataSource: {name: s}}', 'spec.dataSource.name'],
    [
      '/PersistentVolumeClaim',
      'spec: {resources: {requests: {storage: 2Gi}}}',
      'spec: {resources: {requests: {storage: 1Gi}}}',
      'spec.resources.requests.storage',
    ],
    ['/PersistentVolume', 'spec: {hostPath: {path: /a}}', 'spec: {hostPath: {path: /b}}', 'spec.hostPath.path'],
    ['/PersistentVolume', 'spec: {hostPath: {path: /a}}', 'spec: {nfs: {path: /a}}', 'spec.hostPath.path'],
    ['/ConfigMap', 'immutable: true\ndata: {a: "1"}', 'immutable: true\ndata: {a: "2"}', 'data.a'],
    ['/ConfigMap', 'immutable: true\ndata: {a: "1"}', 'data: {a: "1"}', 'immutable'],
    ['/Secret', 'immutable: true\nstringData: {a: x}', 'immutable: true\nstringData: {a: y}', 'data.a'],
    ['/Secret', 'data: {}', 'type: kubernetes.io/tls', 'type'],
    ['rbac.authorization.k8s.io/RoleBinding', 'roleRef: {name: view}', 'roleRef: {name: edit}', 'roleRef.name'],
    ['rbac.authorization.k8s.io/ClusterRoleBinding', 'roleRef: {name: view}', 'roleRef: {name: edit}', 'roleRef.name'],
    ['storage.k8s.io/StorageClass', 'provisioner: a', 'provisioner: b', 'provisioner'],
    ['storage.k8s.io/StorageClass', 'parameters: {a: b}', '{}', 'parameters.a'],
    [
      'storage.k8s.io/StorageClass',
      '{}',
      'reclaimPolicy: Retain\nvolumeBindingMode: WaitForFirstConsumer',
      'reclaimPolicy, volumeBindingMode',
    ],
    ['storage.k8s.io/VolumeAttributesClass', 'driverName: a', 'driverName: b', 'driverName'],
    ['scheduling.k8s.io/PriorityClass', 'value: 1', 'value: 2\npreemptionPolicy: Never', 'value, preemptionPolicy'],
    ['node.k8s.io/RuntimeClass', 'handler: a', 'handler: b', 'handler'],
    ['networking.k8s.io/IngressClass', 'spec: {controller: a}', 'spec: {controller: b}', 'spec.controller'],
    ['discovery.k8s.io/EndpointSlice', 'addressType: IPv4', 'addressType: IPv6', 'addressType'],
    [
      'storage.k8s.io/CSIDriver',
      'spec: {}',
      'spec: {attachRequired: false, volumeLifecycleModes: [Ephemeral]}',
      'spec.attachRequired, spec.volumeLifecycleModes',
    ],
    ['/ResourceQuota', 'spec: {}', 'spec: {scopes: [BestEffort]}', 'spec.scopes'],
    [
      '/Pod',
      'spec: {containers: [{name: c, command: [a]}]}',
      'spec: {containers: [{name: c, command: [b]}]}',
      'spec.containers.0.command.0',
    ],
    ['/Pod', 'spec: {tolerations: [{key: a}]}', 'spec: {tolerations: [{key: b}]}', 'spec.tolerations.0.key'],
    [
      'apiextensions.k8s.io/CustomResourceDefinition',
      'spec: {scope: Namespaced}',
      'spec: {scope: Cluster}',
      'spec.scope',
    ],
    [
      'apiextensions.k8s.io/CustomResourceDefinition',
      'spec: {versions: [{name: v1, storage: true}]}',
      'spec: {versions: [{name: v2, storage: true}]}',
      'spec.versions',
    ],
  ])('%s: %s to %s', (kind, before, after, field) => {
    expect(refused(kind, before, after)).toBe(field);
  });
});

describe('a change that goes through', () => {
  it.each([
    [
      'batch/Job',
      job('image: m'),
      job('image: m', 'parallelism: 3, backoffLimit: 1, ttlSecondsAfterFinished: 9, suspend: true, '),
    ],
    [
      'batch/Job',
      'spec: {completionMode: Indexed, completions: 2, parallelism: 2}',
      'spec: {completionMode: Indexed, completions: 3, parallelism: 3}',
    ],
    ['batch/Job', 'spec: {}', 'spec: {completions: 1, completionMode: NonIndexed}'],
    [
      'batch/Job',
      job('image: m', 'suspend: true, '),
      job('image: m, resources: {limits: {cpu: 2}}', 'suspend: true, ', 'tolerations: [{key: a}], '),
    ],
    [
      'batch/Job',
      job('image: "m:1"'),
      job('image: "m:1", imagePullPolicy: IfNotPresent, resources: {}, env: []', '', 'dnsPolicy: ClusterFirst, '),
    ],
    [
      'batch/Job',
      job('image: m, resources: {limits: {cpu: 1}}'),
      job('image: m, resources: {limits: {cpu: 1000m}, requests: {cpu: "1"}}'),
    ],
    ['batch/CronJob', 'spec: {schedule: a}', 'spec: {schedule: b}'],
    ['example.com/Job', job('image: m:1'), job('image: m:2')],
    ['apps/Deployment', 'spec: {replicas: 1, template: {a: b}}', 'spec: {replicas: 2, template: {a: c}, paused: true}'],
    ['apps/Deployment', 'spec: {}', 'spec: {strategy: {type: Recreate, rollingUpdate: null}}'],
    ['apps/Deployment', 'spec: {strategy: {type: Recreate}}', 'spec: {strategy: {type: Recreate}}'],
    ['apps/Deployment', 'spec: {strategy: {type: Recreate}}', 'spec: {}'],
    ['apps/DaemonSet', 'spec: {}', 'spec: {updateStrategy: {type: OnDelete}}'],
    ['apps/StatefulSet', claims('1Gi'), claims('1024Mi', ', volumeMode: Filesystem')],
    [
      'apps/StatefulSet',
      'spec: {replicas: 1}',
      'spec: {replicas: 2, podManagementPolicy: OrderedReady, minReadySeconds: 3}',
    ],
    ['/Service', 'spec: {clusterIP: None}', 'spec: {}'],
    ['/Service', 'spec: {type: ClusterIP}', 'spec: {type: LoadBalancer, loadBalancerClass: x}'],
    ['/Service', 'spec: {ipFamilies: [IPv4]}', 'spec: {ipFamilies: [IPv4, IPv6]}'],
    ['/Service', 'spec: {clusterIP: 10.0.0.1}', 'spec: {type: ExternalName, externalName: a}'],
    [
      '/PersistentVolumeClaim',
      'spec: {resources: {requests: {storage: 1Gi}}}',
      'spec: {volumeName: v, resources: {requests: {storage: 1024Mi}}}',
    ],
    [
      '/PersistentVolumeClaim',
      'spec: {resources: {requests: {storage: 1Gi}}}',
      'spec: {resources: {requests: {storage: 2Gi}}}',
    ],
    [
      '/PersistentVolume',
      'spec: {hostPath: {path: /a}, capacity: {storage: 1Gi}}',
      'spec: {hostPath: {path: /a, type: ""}, capacity: {storage: 2Gi}, nodeAffinity: {required: {a: b}}}',
    ],
    ['/ConfigMap', 'immutable: true\ndata: {a: "1"}', 'immutable: true\ndata: {a: "1"}\nmetadata: {labels: {a: b}}'],
    ['/ConfigMap', 'data: {a: "1"}', 'immutable: true\ndata: {a: "2"}'],
    ['/Secret', 'immutable: true\nstringData: {a: é}', 'immutable: true\ndata: {a: w6k=}\ntype: Opaque'],
    ['/Secret', 'immutable: true\ndata: {a: x}\nsops: {mac: a}', 'immutable: true\ndata: {a: y}\nsops: {mac: b}'],
    [
      'rbac.authorization.k8s.io/RoleBinding',
      'roleRef: {name: a}\nsubjects: [{name: a}]',
      'roleRef: {name: a, apiGroup: rbac.authorization.k8s.io}\nsubjects: [{name: b}]',
    ],
    ['storage.k8s.io/StorageClass', 'mountOptions: [a]', 'reclaimPolicy: Delete\nallowVolumeExpansion: true'],
    [
      '/Pod',
      'spec: {containers: [{name: c, image: "a:1"}], tolerations: [{key: a}]}',
      'spec: {containers: [{name: c, image: "a:2"}], activeDeadlineSeconds: 5, tolerations: [{key: a}, {key: b}]}',
    ],
    ['/ResourceQuota', 'spec: {scopes: [BestEffort, NotTerminating]}', 'spec: {scopes: [NotTerminating, BestEffort]}'],
    ['storage.k8s.io/CSIDriver', 'spec: {}', 'spec: {attachRequired: true, volumeLifecycleModes: [Persistent]}'],
    ['/ResourceQuota', 'spec: {hard: {pods: 1}}', 'spec: {hard: {pods: 2}}'],
    [
      'apiextensions.k8s.io/CustomResourceDefinition',
      'spec: {versions: [{name: v1, storage: true}]}',
      'spec: {versions: [{name: v1, served: false}, {name: v2, storage: true}]}',
    ],
  ])('%s: %s to %s', (kind, before, after) => {
    expect(refused(kind, before, after)).toBe('');
  });
});

it('is looked for by group and kind, whatever the version', () => {
  const kinds = ['v1 Secret', 'batch/v1beta1 Job', 'jobs.example.com/v1 Job'].map((text) => {
    const [apiVersion = '', kind = ''] = text.split(' ');
    return hasFixedFields(groupKindOf({ apiVersion, kind }));
  });
  expect(kinds).toEqual([true, true, false]);
});
