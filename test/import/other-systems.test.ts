import { describe, expect, it } from 'vitest';
import { read, tableOf } from './reading.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

const kubeconfig = `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: Q0EtT0YtTk9MQQ==
    server: https://10.0.0.1:6443
  name: nola
- cluster:
    server: https://10.0.0.2:6443
  name: gke_retail_us-east1_reno
contexts:
- context: {cluster: nola, user: admin}
  name: nola-admin
current-context: nola-admin
kind: Config
preferences: {}
users:
- name: admin
  user: {token: c2VjcmV0LXRva2Vu}
`;

const argocd = `apiVersion: v1
items:
- apiVersion: v1
  data:
    config: ${base64('{"bearerToken": "secret-token"}')}
    name: ${base64('nola')}
    server: ${base64('https://10.0.0.1:6443')}
  kind: Secret
  metadata:
    annotations:
      managed-by: argocd.argoproj.io
      store: "2301"
    labels:
      argocd.argoproj.io/secret-type: cluster
      tier: gold
      topology.kubernetes.io/region: us-east1
    name: cluster-10.0.0.1-1122334455
    namespace: argocd
  type: Opaque
- apiVersion: v1
  data:
    admin.password: c2VjcmV0
  kind: Secret
  metadata: {name: argocd-secret, namespace: argocd}
- apiVersion: v1
  kind: Secret
  metadata:
    labels: {argocd.argoproj.io/secret-type: cluster}
    name: reno
  stringData:
    config: '{"bearerToken": "secret-token"}'
    name: reno-1
kind: List
metadata:
  resourceVersion: ""
`;

const rancher = `apiVersion: v1
items:
- apiVersion: fleet.cattle.io/v1alpha1
  kind: Cluster
  metadata:
    annotations:
      field.cattle.io/description: a store
    labels:
      management.cattle.io/cluster-display-name: nola
      management.cattle.io/cluster-name: c-m-8x2kzr7p
      provider.cattle.io: k3s
      tier: gold
    name: c-m-8x2kzr7p
    namespace: fleet-default
  spec:
    agentAffinity: {}
    kubeConfigSecret: c-m-8x2kzr7p-kubeconfig
  status:
    agent: {lastSeen: "2026-10-01T00:00:00Z"}
- apiVersion: fleet.cattle.io/v1alpha1
  kind: Cluster
  metadata:
    labels: {name: reno}
    name: reno
    namespace: fleet-default
kind: List
`;

const ocm = JSON.stringify(
  {
    apiVersion: 'v1',
    items: [
      {
        apiVersion: 'cluster.open-cluster-management.io/v1',
        kind: 'ManagedCluster',
        metadata: {
          labels: {
            'cluster.open-cluster-management.io/clusterset': 'default',
            'feature.open-cluster-management.io/addon-work-manager': 'available',
            cloud: 'Amazon',
            vendor: 'OpenShift',
          },
          name: 'nola',
        },
        spec: { hubAcceptsClient: true, leaseDurationSeconds: 60 },
        status: {
          allocatable: { cpu: '7500m', memory: '31Gi', pods: '250' },
          capacity: { core_worker: '8', cpu: '8', 'ephemeral-storage': '100Gi', memory: '32950044Ki', pods: '250' },
          clusterClaims: [
            { name: 'id.k8s.io', value: '0b1d6f0e-63cb-4f64-a1a1-4dbb8f5f7b4f' },
            { name: 'region.open-cluster-management.io', value: 'us-east-1' },
          ],
          version: { kubernetes: 'v1.30.4' },
        },
      },
    ],
    kind: 'List',
    metadata: { resourceVersion: '' },
  },
  null,
  4,
);

describe('clusters of other systems', () => {
  it('a kubeconfig: names alone', () => {
    const { clusters, problems } = read(kubeconfig, { file: 'config' });
    expect(problems).toEqual([]);
    expect(clusters).toEqual([{ metadata: { name: 'nola' } }, { metadata: { name: 'gke_retail_us-east1_reno' } }]);
  });

  it('Argo CD: names and labels of cluster Secrets', () => {
    const { clusters, problems, leftOut } = read(argocd);
    expect(problems).toEqual([]);
    expect(clusters).toEqual([
      { metadata: { name: 'nola', labels: { tier: 'gold' } } },
      { metadata: { name: 'reno-1' } },
    ]);
    expect(leftOut).toEqual(['argocd.argoproj.io/secret-type', 'topology.kubernetes.io/region']);
    expect(tableOf(argocd).passedOver).toEqual(new Map([['Secret', 1]]));
  });

  it('Rancher Fleet: names that people know, and labels', () => {
    const { clusters, leftOut } = read(rancher);
    expect(clusters).toEqual([
      { metadata: { name: 'nola', labels: { tier: 'gold', 'provider.cattle.io': 'k3s' } } },
      { metadata: { name: 'reno', labels: { name: 'reno' } } },
    ]);
    expect(leftOut).toEqual(['management.cattle.io/cluster-display-name', 'management.cattle.io/cluster-name']);
  });

  it('Open Cluster Management: names, labels, and capacity', () => {
    const { clusters, leftOut } = read(ocm);
    expect(clusters).toEqual([
      {
        metadata: { name: 'nola', labels: { cloud: 'Amazon', vendor: 'OpenShift' } },
        spec: { capacity: { cpu: '8', memory: '32950044Ki', pods: '250' } },
      },
    ]);
    expect(leftOut).toEqual([
      'cluster.open-cluster-management.io/clusterset',
      'feature.open-cluster-management.io/addon-work-manager',
    ]);
  });

  it('takes labels, annotations and claims that --map names', () => {
    const map = [
      'label:topology.kubernetes.io/region=labels.region',
      'annotation:store=values.storeNumber',
      'label:tier=-',
    ];
    expect(read(argocd, { map }).clusters[0]).toEqual({
      metadata: { name: 'nola', labels: { region: 'us-east1' } },
      spec: { values: { storeNumber: '2301' } },
    });
    const claim = { map: ['claim:region.open-cluster-management.io=groups'] };
    expect(read(ocm, claim).clusters[0]?.spec).toMatchObject({ groups: ['us-east-1'] });
  });

  it('never takes credentials, whatever is mapped', () => {
    for (const text of [kubeconfig, argocd]) {
      expect(tableOf(text).isSecret).toBe(true);
      const read = JSON.stringify(tableOf(text).rows);
      expect(read).not.toMatch(/secret-token|c2VjcmV0|Q0EtT0Yt/);
      expect(read).not.toContain(base64('{"bearerToken": "secret-token"}'));
    }
  });

  it('with --from takes one system alone', () => {
    expect(read(rancher, { from: 'rancher' }).clusters).toHaveLength(2);
    expect(read(rancher, { from: 'ocm' }).problems).toEqual([
      '3:3 [apiVersion: fleet.cattle.io/v1alpha1…] the kind Cluster of fleet.cattle.io/v1alpha1 is not read (With --from ocm each object is a ManagedCluster of Open Cluster Management.)',
      '20:3 [apiVersion: fleet.cattle.io/v1alpha1…] the kind Cluster of fleet.cattle.io/v1alpha1 is not read (With --from ocm each object is a ManagedCluster of Open Cluster Management.)',
    ]);
  });

  it('says which of the Clusters of Rancher are read', () => {
    const text = 'apiVersion: provisioning.cattle.io/v1\nkind: Cluster\nmetadata: {name: nola}\n';
    expect(read(text).problems).toEqual([
      '1:1 [apiVersion: provisioning.cattle.io/v1…] the kind Cluster of provisioning.cattle.io/v1 is not read (Read the clusters of Rancher Fleet: kubectl get clusters.fleet.cattle.io -A -o yaml)',
    ]);
  });
});
