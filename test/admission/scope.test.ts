import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { checkScope } from '../../src/admission/check-scope.ts';
import { groupOf, isClusterScoped } from '../../src/model/cluster-scoped.ts';
import { base, type Files, objects } from '../support/fleet.ts';
import { describeWithShared } from '../support/shared.ts';
import { messagesOf, refused } from './support.ts';

/** A fleet with `till` in a namespace `retail`, and `other` in a namespace `platform` with access to all. */
function fleet(till = '', retail = ''): Files {
  const inventory = objects(`
    Cluster a: {values: {space: retail}}
    Cluster b: {values: {space: other}}
    Namespace retail: {clusters: all, applications: [till]${retail}}
    Namespace platform: {clusters: all, access: cluster, applications: [other]}
    Application till: {path: apps/till, namespace: retail${till}}
    Application other: {path: apps/other, namespace: platform}
  `);
  return { ...inventory, ...base('apps/till'), ...base('apps/other') };
}

function object(apiVersion: string, kind: string, namespace?: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: x\n${namespace === undefined ? '' : `  namespace: ${namespace}\n`}`;
}

function messages(files: Files, texts: Files): string[] {
  return messagesOf(checkScope, files, texts);
}

const whole = 'it is an object of the whole cluster, and application till may write in namespace retail alone';

describe('what an application may not bring (RE602)', () => {
  it.each([
    ['v1', 'Namespace'],
    ['v1', 'PersistentVolume'],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
    ['rbac.authorization.k8s.io/v1beta1', 'ClusterRoleBinding'],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
    ['admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration'],
    ['storage.k8s.io/v1', 'StorageClass'],
    ['networking.k8s.io/v1', 'IngressClass'],
    ['scheduling.k8s.io/v1', 'PriorityClass'],
  ])('%s %s is of the whole cluster', (apiVersion, kind) => {
    expect(messages(fleet(), { till: object(apiVersion, kind) })).toEqual([
      `${kind}/x of application till cannot be applied on 2 clusters (a, b): ${whole}`,
    ]);
    // Whoever writes a namespace on it has not changed that.
    expect(messages(fleet(), { till: object(apiVersion, kind, 'retail') })).toHaveLength(1);
  });

  it.each([
    ['v1', 'ConfigMap'],
    ['apps/v1', 'Deployment'],
    ['rbac.authorization.k8s.io/v1', 'Role'],
  ])('%s %s in its namespace is fine', (apiVersion, kind) => {
    expect(messages(fleet(), { till: object(apiVersion, kind, 'retail') })).toEqual([]);
  });

  it('is said where the kind is written, with what to do', () => {
    const till = object('rbac.authorization.k8s.io/v1', 'ClusterRole');
    expect(refused(checkScope, { ...fleet(), ...base('apps/till', till) }, { till })).toEqual([
      `apps/till/base/manifest.yaml:2 error ClusterRole/x of application till cannot be applied on 2 clusters (a, b): ${whole} (Take it out, or run it in a namespace of the platform team with access: cluster.)`,
    ]);
  });

  describe('of custom kinds', () => {
    const definition = (scope: string) =>
      `${object('apiextensions.k8s.io/v1', 'CustomResourceDefinition')}spec:\n  scope: ${scope}\n  group: example.com\n  names: {kind: Widget}\n`;
    const till = object('example.com/v1beta1', 'Widget', 'retail');

    it('those that another application defines for the whole cluster', () => {
      expect(messages(fleet(), { till, other: definition('Cluster') })).toEqual([
        `Widget/x of application till cannot be applied on 2 clusters (a, b): ${whole}`,
      ]);
      expect(messages(fleet(), { till, other: definition('Namespaced') })).toEqual([
        expect.stringContaining('may be refused'),
      ]);
    });

    it('those that a policy defines', () => {
      expect(messages(fleet(), { till, 'ns/platform': definition('Cluster') })).toHaveLength(1);
    });

    it('those that Kustomize gave no namespace', () => {
      expect(messages(fleet(), { till: object('example.com/v1', 'Widget') })).toEqual([expect.stringContaining(whole)]);
    });
  });

  describe('for another namespace', () => {
    it('is refused, and told how to go on', () => {
      const till = object('v1', 'ConfigMap', 'other');
      expect(refused(checkScope, { ...fleet(', setNamespace: false'), ...base('apps/till', till) }, { till })).toEqual([
        'apps/till/base/manifest.yaml:5 error ConfigMap/x of application till cannot be applied on 2 clusters (a, b): it goes to namespace other, and application till may write in namespace retail alone (Write namespace: retail, or take setNamespace: false off.)',
      ]);
      expect(refused(checkScope, fleet(), { till })[0]).toContain('(Let it go to retail.)');
    });

    it('is told of each of one name, where it is written', () => {
      const inOthers = ['retail', 'default', 'kube-system'].map((namespace) => object('v1', 'ConfigMap', namespace));
      const ofOtherGroup = object('serving.knative.dev/v1', 'ConfigMap', 'default');
      const till = [...inOthers, ofOtherGroup].join('---\n');
      const found = refused(checkScope, { ...fleet(', setNamespace: false'), ...base('apps/till', till) }, { till });
      expect(found.map((line) => /:(\d+) .*goes to namespace ([\w-]+)/.exec(line)?.slice(1))).toEqual([
        ['11', 'default'],
        ['17', 'kube-system'],
        ['23', 'default'],
      ]);
    });

    it('is a matter of the cluster where a variable says it', () => {
      expect(messages(fleet(', setNamespace: false'), { till: object('v1', 'ConfigMap', '${cluster_space}') })).toEqual(
        [
          expect.stringMatching(
            /^ConfigMap\/x of application till cannot be applied on cluster b: it goes to namespace other/,
          ),
        ],
      );
      expect(
        messages(fleet(', setNamespace: false'), { till: object('v1', 'ConfigMap', '${namespace_name}') }),
      ).toEqual([]);
    });
  });

  it('is what names no namespace, where it has to itself', () => {
    expect(messages(fleet(', setNamespace: false'), { till: object('v1', 'ConfigMap') })).toEqual([
      'ConfigMap/x of application till cannot be applied on 2 clusters (a, b): it names no namespace, and application till may write in namespace retail alone',
    ]);
    expect(messages(fleet(', setNamespace: false'), { till: object('v1', 'ConfigMap', 'retail') })).toEqual([]);
  });

  it('is nothing with access to the whole cluster', () => {
    const all = [object('v1', 'Namespace'), object('v1', 'ConfigMap', 'kube-system')].join('---\n');
    expect(messages(fleet(), { other: all })).toEqual([]);
    expect(messages(fleet('', ', access: cluster'), { till: all })).toEqual([]);
    expect(
      messages(fleet('', ', overrides: [{name: x, clusters: /c/a, quota: {pods: 1}}]'), { till: all }),
    ).toHaveLength(2);
  });
});

describeWithShared('kinds of the whole cluster, in Kubernetes 1.21', (shared) => {
  it('are written as Kubernetes does, and are these', () => {
    const file = join(shared, 'crds', 'kubernetes-openapi-v1.21.json.gz');
    const { resources }: { resources: { apiVersion: string; kind: string }[] } = JSON.parse(
      gunzipSync(readFileSync(file)).toString(),
    );
    const found = resources.filter(({ apiVersion, kind }) => isClusterScoped(apiVersion, kind));
    // The file tells no scopes: this is what kubectl api-resources --namespaced=false of that version names.
    expect([...new Set(found.map(({ apiVersion, kind }) => `${groupOf(apiVersion)}/${kind}`))].sort()).toEqual([
      '/ComponentStatus',
      '/Namespace',
      '/Node',
      '/PersistentVolume',
      'admissionregistration.k8s.io/MutatingWebhookConfiguration',
      'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
      'apiextensions.k8s.io/CustomResourceDefinition',
      'apiregistration.k8s.io/APIService',
      'authentication.k8s.io/TokenReview',
      'authorization.k8s.io/SelfSubjectAccessReview',
      'authorization.k8s.io/SelfSubjectRulesReview',
      'authorization.k8s.io/SubjectAccessReview',
      'certificates.k8s.io/CertificateSigningRequest',
      'flowcontrol.apiserver.k8s.io/FlowSchema',
      'flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration',
      'networking.k8s.io/IngressClass',
      'node.k8s.io/RuntimeClass',
      'policy/PodSecurityPolicy',
      'rbac.authorization.k8s.io/ClusterRole',
      'rbac.authorization.k8s.io/ClusterRoleBinding',
      'scheduling.k8s.io/PriorityClass',
      'storage.k8s.io/CSIDriver',
      'storage.k8s.io/CSINode',
      'storage.k8s.io/StorageClass',
      'storage.k8s.io/VolumeAttachment',
    ]);
  });
});

describe('what an application with access to all may not leave out', () => {
  const files = (other: string) => {
    const all = fleet();
    return { ...all, ...objects(`Application other: {path: apps/other, namespace: platform${other}}`) };
  };

  it('is the namespace of what belongs into one, where nobody sets it', () => {
    expect(messages(files(', setNamespace: false'), { other: object('v1', 'ConfigMap') })).toEqual([
      'ConfigMap/x of application other cannot be applied on 2 clusters (a, b): it names no namespace, and with setNamespace: false it gets none',
    ]);
    expect(messages(files(', setNamespace: false'), { other: object('apps/v1', 'Deployment') })).toHaveLength(1);
    expect(messages(files(', setNamespace: false'), { other: object('v1', 'ConfigMap', 'any') })).toEqual([]);
    expect(messages(files(''), { other: object('v1', 'ConfigMap') })).toEqual([]);
  });

  it('may be missing on what is of the whole cluster, and on what may be', () => {
    for (const [apiVersion, kind] of [
      ['v1', 'Node'],
      ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
      ['example.com/v1', 'Till'],
    ] as const)
      expect(messages(files(', setNamespace: false'), { other: object(apiVersion, kind) })).toEqual([]);
  });

  it('is known of custom resources that the fleet defines', () => {
    const definition = (scope: string) =>
      `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: tills.example.com\nspec:\n  group: example.com\n  scope: ${scope}\n  names:\n    kind: Till\n---\n`;
    const till = object('example.com/v1', 'Till');
    expect(messages(files(', setNamespace: false'), { other: definition('Namespaced') + till })).toHaveLength(1);
    expect(messages(files(', setNamespace: false'), { other: definition('Cluster') + till })).toEqual([]);
  });
});
