import { describe, expect, it } from 'vitest';
import { base, configMap, type Files, objects, overlay, readFleet } from '../support/fleet.ts';

const stores = objects(`
  Cluster austin {tier: gold}:
  Cluster boston:
  Namespace web: {clusters: all, applications: ["*"]}
  Namespace infra: {clusters: all, applications: ["*"]}
  Application a: {namespace: web, path: apps/a}
`);

/** What is found: the messages alone. */
function found(...files: Files[]): string[] {
  return readFleet(Object.assign({ ...stores }, ...files)).lines.map((line) =>
    line.replace(/^\S+ | \((Give|Remove|The other one) .*\)$/g, ''),
  );
}

const clusterRole = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: reader}\n';

describe('an object that two applications bring', () => {
  it('is an error on the clusters where both are', () => {
    expect(
      readFleet({
        ...stores,
        ...objects(`
          Application b: {namespace: web, path: apps/b}
        `),
        ...base('apps/a'),
        ...base('apps/b', `${configMap('other')}---\n${configMap('settings')}`),
      }).lines,
    ).toEqual([
      'apps/b/base/manifest.yaml:5 RE409 application a and application b both bring ConfigMap/settings in web on 2 clusters (austin, boston) (Give the objects names of their own, for example with ${app_name}, or place the two on different clusters.)',
    ]);
  });

  it('is an error for two that share a path, unless it is named after the application', () => {
    const two = objects('Application b: {namespace: web, path: apps/a, values: {lane: b}}');
    expect(found(two, base('apps/a', configMap('settings')))).toEqual([
      'RE409 application a and application b both bring ConfigMap/settings in web on 2 clusters (austin, boston)',
    ]);
    expect(found(two, base('apps/a', configMap('${app_name}')))).toEqual([]);
    expect(found(two, base('apps/a', configMap('settings-${app_lane}')))).toEqual([]);
  });

  it('is fine in different namespaces, unless it is in none', () => {
    const two = objects('Application b: {namespace: infra, path: apps/a}');
    expect(found(two, base('apps/a', configMap('settings')))).toEqual([]);
    expect(found(two, base('apps/a', clusterRole))).toEqual([
      'RE409 application a and application b both bring ClusterRole/reader on 2 clusters (austin, boston)',
    ]);
  });

  it('is fine on different clusters', () => {
    const two = objects(`
      Namespace gold: {clusters: /m/tier/gold, applications: [a]}
      Namespace rest: {clusters: not /m/tier/gold, applications: [b]}
      Application a: {namespace: gold, path: apps/a}
      Application b: {namespace: rest, path: apps/a}
    `);
    expect(found(two, base('apps/a', clusterRole))).toEqual([]);
  });

  it('is told apart by its kind and group, but not by the version', () => {
    const two = objects('Application b: {namespace: web, path: apps/b}');
    const till = (version: string) => `apiVersion: ${version}\nkind: Till\nmetadata: {name: one}\n`;
    const both = (a: string, b: string) => found(two, base('apps/a', till(a)), base('apps/b', till(b)));
    expect(both('example.com/v1', 'example.com/v2')).toHaveLength(1);
    expect(both('example.com/v1', 'example.org/v1')).toEqual([]);
  });

  it('is found in what components add, where they apply', () => {
    const files = [
      objects('Application b: {namespace: web, path: apps/b}'),
      base('apps/a'),
      base('apps/b', configMap('other')),
      overlay('apps/b/overlays/extra', { clusters: '/m/tier/gold' }, 'resources: [extra.yaml]'),
      { 'apps/b/overlays/extra/extra.yaml': configMap('settings') },
    ];
    expect(found(...files)).toEqual([
      'RE409 application a and application b both bring ConfigMap/settings in web on cluster austin',
    ]);
  });

  it('counts where the manifests say, with setNamespace: false', () => {
    const own = (namespace: string) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: ${namespace}}\n`;
    const two = objects('Application b: {namespace: infra, path: apps/b, setNamespace: false}');
    expect(found(two, base('apps/a'), base('apps/b', own('web')))).toEqual([
      'RE409 application a and application b both bring ConfigMap/settings in web on 2 clusters (austin, boston)',
    ]);
    expect(found(two, base('apps/a'), base('apps/b', own('infra')))).toEqual([]);
  });

  it('is said once for two applications, however many objects they share', () => {
    const many = [1, 2, 3, 4, 5].map((n) => configMap(`c${n}`)).join('---\n');
    expect(found(objects('Application b: {namespace: web, path: apps/a}'), base('apps/a', many))).toEqual([
      'RE409 application a and application b both bring ConfigMap/c1 in web, ConfigMap/c2 in web, ConfigMap/c3 in web and 2 more on 2 clusters (austin, boston)',
    ]);
  });
});

describe('an object that a namespace is made of', () => {
  const rbac = 'rbac.authorization.k8s.io/v1';
  const parts = [
    ['v1', 'ResourceQuota', 'resedge', 'quota: {pods: 5}', 'access: namespace'],
    ['v1', 'LimitRange', 'resedge', 'limits: {max: {cpu: 1}}', 'access: namespace'],
    ['networking.k8s.io/v1', 'NetworkPolicy', 'resedge', 'network: deny', 'network: open'],
    [rbac, 'RoleBinding', 'resedge', 'access: namespace', 'access: cluster'],
  ] as const;
  const manifest = (apiVersion: string, kind: string, name: string, namespace = 'web') =>
    base('apps/a', `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: ${namespace}}\n`);
  const web = (spec: string) =>
    objects(`
      Namespace web: {clusters: all, applications: [a], ${spec}}
      Namespace infra: {clusters: none, applications: [b]}
      Application b: {namespace: infra, path: apps/a}
    `);

  it.each(parts)("is nobody else's: %s %s/%s with %s, and not with %s", (apiVersion, kind, name, made, not) => {
    const brought = manifest(apiVersion, kind, name);
    expect(found(brought, web(made))).toEqual([
      `RE409 namespace web and application a both bring ${kind}/${name} in web on 2 clusters (austin, boston)`,
    ]);
    expect(found(brought, web(not))).toEqual([]);
  });

  it('is the account that Flux applies as, while there is one', () => {
    const apart = objects('Application a: {namespace: web, path: apps/a, setNamespace: false}');
    const brought = manifest('v1', 'ServiceAccount', 'resedge-web', 'flux-system');
    expect(found(brought, web('access: namespace'), apart)).toEqual([
      'RE409 namespace web and application a both bring ServiceAccount/resedge-web in flux-system on 2 clusters (austin, boston)',
    ]);
    expect(found(brought, web('access: cluster'), apart)).toEqual([]);
  });

  it.each([
    ['v1', 'ResourceQuota', 'quota: {pods: 5}'],
    ['v1', 'LimitRange', 'limits: {max: {cpu: 1}}'],
    ['networking.k8s.io/v1', 'NetworkPolicy', 'network: isolated'],
  ])('is there where an override asks for it, and nowhere else: %s %s', (apiVersion, kind, made) => {
    const overrides = `overrides: [{name: gold, clusters: /m/tier/gold, ${made}}]`;
    expect(found(manifest(apiVersion, kind, 'resedge'), web(overrides))).toEqual([
      `RE409 namespace web and application a both bring ${kind}/resedge in web on cluster austin`,
    ]);
  });

  it('is gone where an override takes it away', () => {
    const overrides = 'network: deny, overrides: [{name: gold, clusters: /m/tier/gold, network: open}]';
    expect(found(manifest('networking.k8s.io/v1', 'NetworkPolicy', 'resedge'), web(overrides))).toEqual([
      'RE409 namespace web and application a both bring NetworkPolicy/resedge in web on cluster boston',
    ]);
  });
});

describe('an object by which things are delivered', () => {
  const apart = objects('Application a: {namespace: web, path: apps/a, setNamespace: false}');
  const flux = 'toolkit.fluxcd.io/v1';
  it.each([
    ['v1', 'ConfigMap', 'resedge-cluster'],
    [`source.${flux}`, 'GitRepository', 'fleet'],
    [`kustomize.${flux}`, 'Kustomization', 'fleet'],
    [`kustomize.${flux}`, 'Kustomization', 'set-web'],
    [`kustomize.${flux}`, 'Kustomization', 'ns-web'],
    [`kustomize.${flux}`, 'Kustomization', 'web.a'],
  ])('is no application to bring: %s %s/%s', (apiVersion, kind, name) => {
    const manifest = (namespace: string) =>
      base('apps/a', `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: ${namespace}}\n`);
    expect(found(apart, manifest('flux-system'))).toEqual([
      `RE409 resedge and application a both bring ${kind}/${name} in flux-system on 2 clusters (austin, boston) (What brings the others is not to be changed by one of them: take it out of the manifests, or give it another name.)`,
    ]);
    expect(found(apart, manifest('web'))).toEqual([]);
  });
});

describe('an object that one application brings twice', () => {
  it('is an error: Kustomize would refuse it', () => {
    expect(
      readFleet({ ...stores, ...base('apps/a', `${configMap('settings')}---\n${configMap('settings')}`) }).lines,
    ).toEqual([
      'apps/a/base/manifest.yaml:5 RE402 application a brings ConfigMap/settings in web twice, which Kustomize refuses (The other one is in apps/a/base/manifest.yaml: remove one, or give it another name.)',
    ]);
  });

  it('is found where a component brings what the base has', () => {
    const files = [
      base('apps/a'),
      overlay('apps/a/overlays/extra', { clusters: '/m/tier/gold' }, 'resources: [extra.yaml]'),
      { 'apps/a/overlays/extra/extra.yaml': configMap('settings') },
    ];
    expect(found(...files)).toEqual([
      'RE402 application a brings ConfigMap/settings in web twice, which Kustomize refuses',
    ]);
  });

  it('may become the same when it is put into the namespace', () => {
    const inNamespace = (name: string) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: ${name}}\n`;
    const two = base('apps/a', `${inNamespace('one')}---\n${inNamespace('two')}`);
    expect(readFleet({ ...stores, ...two }).lines).toEqual([
      'apps/a/base/manifest.yaml:5 RE402 application a brings ConfigMap/settings in web twice, which Kustomize refuses (The other one is in apps/a/base/manifest.yaml: setNamespace takes both into web. Where each is to stay in its own namespace: resedge set application/a setNamespace=false)',
    ]);
    expect(found(two, objects('Application a: {namespace: web, path: apps/a, setNamespace: false}'))).toEqual([]);
  });

  it('is fine under different names that a kustomization gives', () => {
    const colours = ['red', 'blue'].map((colour) => ({
      [`apps/a/base/${colour}/kustomization.yaml`]: `namePrefix: ${colour}-\nresources: [../../common]\n`,
    }));
    const common = {
      'apps/a/base/kustomization.yaml': 'resources: [red, blue]\n',
      'apps/a/common/kustomization.yaml': 'resources: [settings.yaml]\n',
      'apps/a/common/settings.yaml': configMap('settings'),
    };
    expect(found(common, ...colours)).toEqual([]);
  });
});

describe('an object that a policy brings', () => {
  const policy = (manifest: string): Files => ({
    ...objects(`
      Policy rules: {path: policies/rules}
      Namespace web: {clusters: all, applications: ["*"], policies: [rules]}
      Namespace infra: {clusters: all, overrides: [{name: gold, clusters: /m/tier/gold, policies: [rules]}]}
    `),
    'policies/rules/kustomization.yaml': 'resources: [manifest.yaml]\n',
    'policies/rules/manifest.yaml': manifest,
  });

  it('is fine in each namespace that has the policy', () => {
    expect(found(base('apps/a'), policy(configMap('rules')))).toEqual([]);
    expect(found(base('apps/a'), policy(clusterRole.replace('reader', '"${namespace_name}"')))).toEqual([]);
  });

  it('is an error where it is in none, and two namespaces have it', () => {
    expect(found(base('apps/a'), policy(clusterRole))).toEqual([
      'RE409 policy rules of namespace infra and policy rules of namespace web both bring ClusterRole/reader on cluster austin',
    ]);
  });

  it('is an error where an application brings it as well', () => {
    expect(found(base('apps/a'), policy(configMap('settings')))).toEqual([
      'RE409 policy rules of namespace web and application a both bring ConfigMap/settings in web on 2 clusters (austin, boston)',
    ]);
  });

  it('stays in the namespace that it names', () => {
    const named = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: shared}\n';
    expect(found(base('apps/a'), policy(named))).toEqual([
      'RE409 policy rules of namespace infra and policy rules of namespace web both bring ConfigMap/settings in shared on cluster austin',
    ]);
  });
});

describe('a Namespace that an application brings', () => {
  const namespace = (name: string) => `apiVersion: v1\nkind: Namespace\nmetadata: {name: "${name}"}\n`;

  it('is dropped where it is its own', () => {
    const files = [base('apps/a', `${namespace('web')}---\n${configMap('settings')}`)];
    expect(found(...files)).toEqual([]);
    expect(found(base('apps/a', `${namespace('${namespace_name}')}---\n${configMap('settings')}`))).toEqual([]);
  });

  it('is an error where it is another one, and the manifests keep their namespaces', () => {
    const apart = objects('Application a: {namespace: web, path: apps/a, setNamespace: false}');
    expect(readFleet({ ...stores, ...apart, ...base('apps/a', namespace('infra')) }).lines).toEqual([
      'apps/a/base/manifest.yaml:1 RE410 application a brings the Namespace infra, but it runs in web (Remove the Namespace from its manifests; it belongs into the inventory: kind Namespace, name infra)',
    ]);
  });

  it('becomes its own where the application sets the namespace of all that it brings, if it is the only one', () => {
    expect(found(base('apps/a', `${namespace('upstream')}---\n${configMap('settings')}`))).toEqual([]);
    expect(found(base('apps/a', `${namespace('one')}---\n${namespace('two')}`))).toEqual([
      'RE402 application a brings Namespace/web twice, which Kustomize refuses',
    ]);
  });

  it('is the one that the kustomization makes of it', () => {
    const renaming = (to: string) => ({
      ...objects('Application a: {namespace: web, path: apps/a, setNamespace: false}'),
      ...base('apps/a', namespace('web')),
      'apps/a/base/kustomization.yaml': `namespace: ${to}\nnamePrefix: x-\nresources: [manifest.yaml]\n`,
    });
    expect(found(renaming('web'))).toEqual([]);
    expect(found(renaming('elsewhere'))).toEqual([
      'RE410 application a brings the Namespace elsewhere, but it runs in web',
    ]);
  });

  it('is a custom resource where its group says so', () => {
    const temporal = 'apiVersion: temporal.example.com/v1\nkind: Namespace\nmetadata: {name: orders}\n';
    expect(found(base('apps/a', temporal))).toEqual([]);
  });
});
