import { beforeAll, describe, expect, it } from 'vitest';
import { everyFeature } from '../generate/every-feature.ts';
import { writeFleet } from '../support/fleet.ts';
import { describeWithKustomize } from '../support/kustomize.ts';
import { describeWithShared } from '../support/shared.ts';
import { at, type Built, buildGenerated, idOf, type KubernetesObject, scratchFolder } from './built-fleet.ts';
import { checkClusters, checkSchemas, find } from './flux-checks.ts';

describeWithKustomize('a fleet with one of everything, built', (kustomize) => {
  const root = scratchFolder();
  let built: Built = new Map();

  beforeAll(async () => {
    writeFleet(root, everyFeature);
    built = await buildGenerated(kustomize, root);
  });

  /** The objects of a folder, by kind and name. */
  function objectsOf(folder: string): Record<string, KubernetesObject> {
    return Object.fromEntries((built.get(folder) ?? []).map((object) => [idOf(object), object]));
  }
  const till = () => objectsOf('fleet/applications/till/1.0.1_debug');
  const annotations = (object: unknown) => at(object, 'metadata', 'annotations') ?? {};
  const kept = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' };

  it('holds together: paths, dependencies and accounts are there', () => {
    expect(checkClusters(built)).toEqual([]);
  });

  describeWithShared('against the schemas of Kubernetes and Flux', () => {
    it('has no unknown kind, no unknown field and no wrong type', () => {
      expect(checkSchemas(built)).toEqual([]);
    });
  });

  it('gives a cluster its variables as text, each as it was written', () => {
    expect(at(find(built.get('clusters/c7/austin'), 'ConfigMap', 'resedge-cluster'), 'data')).toEqual({
      cluster_name: 'austin',
      cluster_group: 'stores/tx',
      cluster_company: 'contoso',
      cluster_region: 'central',
      cluster_store: '0077',
      cluster_motto: 'say "cheese" = $5',
    });
  });

  it('makes a cluster without anything to run, too', () => {
    expect(built.get('clusters/a5/lab')?.map(idOf)).toEqual([
      'ConfigMap/flux-system/resedge-cluster',
      'Kustomization/flux-system/fleet',
      'GitRepository/flux-system/fleet',
    ]);
    expect(built.get('fleet/profiles/lab')).toEqual([]);
  });

  describe('labels', () => {
    const labels = { 'resedge.dev/application': 'till', 'resedge.dev/namespace': 'shop' };
    const podLabels = (object: unknown) => at(object, 'spec', 'template', 'metadata', 'labels');

    it('are on every object, those of namespaces included', () => {
      for (const object of Object.values(till())) expect(at(object, 'metadata', 'labels')).toEqual(labels);
      for (const object of Object.values(objectsOf('fleet/namespaces/shop/base')))
        expect(at(object, 'metadata', 'labels', 'resedge.dev/namespace')).toBe('shop');
    });

    it('are on the pods of what makes pods', () => {
      const objects = till();
      expect(podLabels(objects['Deployment/shop/${app_name}'])).toEqual({ app: 'till', ...labels });
      expect(podLabels(objects['StatefulSet/shop/${app_name}-journal'])).toEqual({ app: 'journal', ...labels });
      expect(podLabels(at(objects['CronJob/shop/${app_name}-close'], 'spec', 'jobTemplate'))).toEqual(labels);
      expect(podLabels(objectsOf('fleet/applications/agent/base')['DaemonSet/platform/agent'])).toEqual({
        app: 'agent',
        'resedge.dev/application': 'agent',
        'resedge.dev/namespace': 'platform',
      });
    });

    it('are never where nothing can change: selectors, volume claim templates, Jobs', () => {
      const objects = till();
      const spec = (id: string, ...path: (string | number)[]) => at(objects[id], 'spec', ...path);
      expect(spec('Deployment/shop/${app_name}', 'selector')).toEqual({ matchLabels: { app: 'till' } });
      expect(spec('StatefulSet/shop/${app_name}-journal', 'selector')).toEqual({ matchLabels: { app: 'journal' } });
      expect(spec('StatefulSet/shop/${app_name}-journal', 'volumeClaimTemplates', 0, 'metadata')).toEqual({
        name: 'data',
      });
      expect(spec('Service/shop/${app_name}', 'selector')).toEqual({ app: 'till' });
      expect(spec('Job/shop/${app_name}-setup', 'template', 'metadata')).toBeUndefined();
      expect(spec('CronJob/shop/${app_name}-close', 'jobTemplate', 'metadata')).toBeUndefined();
    });
  });

  describe('what Flux may not prune', () => {
    it('is a namespace with its access, and volume claims', () => {
      const shop = objectsOf('fleet/namespaces/shop/base');
      expect(annotations(shop['Namespace/shop'])).toEqual({
        ...kept,
        'resedge.dev/owners': '@contoso/pos, @contoso/web',
      });
      expect(annotations(shop['ServiceAccount/flux-system/resedge-shop'])).toEqual(kept);
      expect(annotations(shop['RoleBinding/shop/resedge'])).toEqual(kept);
      expect(annotations(shop['RoleBinding/shop/resedge-scratch'])).toEqual({});
      expect(annotations(shop['PersistentVolumeClaim/shop/shared'])).toEqual(kept);
      expect(annotations(shop['ResourceQuota/shop/resedge'])).toEqual({});
      expect(annotations(till()['PersistentVolumeClaim/shop/${app_name}-receipts'])).toEqual(kept);
      expect(annotations(till()['Deployment/shop/${app_name}'])).toEqual({});
    });

    it('is none of them with onRemove: delete', () => {
      for (const object of Object.values(objectsOf('fleet/namespaces/scratch/base')))
        expect(annotations(object)).toEqual({});
      expect(annotations(objectsOf('fleet/applications/sandbox/base')['PersistentVolumeClaim/scratch/notes'])).toEqual(
        {},
      );
    });

    it('is always the root pair, and every CustomResourceDefinition', () => {
      for (const kind of ['GitRepository', 'Kustomization'])
        expect(annotations(find(built.get('clusters/c7/austin'), kind, 'fleet'))).toEqual(kept);
      const definition = objectsOf('fleet/applications/agent/base')['CustomResourceDefinition/tills.example.com'];
      expect(annotations(definition)).toEqual(kept);
    });
  });

  it('drops the Namespace that an application brings for its own namespace', () => {
    const variants = [...built.keys()].filter((folder) => /applications\/(till|worker)\//.test(folder));
    expect(variants).toHaveLength(6);
    for (const folder of variants) expect(built.get(folder)?.map(({ kind }) => kind)).not.toContain('Namespace');
  });

  it('leaves namespaces alone with setNamespace: false, and sets them otherwise', () => {
    expect(Object.keys(objectsOf('fleet/applications/agent/base'))).toContain('DaemonSet/platform/agent');
    expect(Object.keys(objectsOf('fleet/applications/sandbox/base'))).toEqual([
      'ConfigMap/scratch/notes',
      'PersistentVolumeClaim/scratch/notes',
    ]);
  });

  it('puts what policies bring into the namespace, unless it is in none or names another', () => {
    expect(Object.keys(objectsOf('fleet/namespaces/scratch/base')).filter((id) => /agree|shared/.test(id))).toEqual([
      'ClusterRole/agree-${namespace_name}',
      'ConfigMap/elsewhere/agree-${namespace_name}',
      'PersistentVolumeClaim/scratch/shared',
      'NetworkPolicy/scratch/agree',
    ]);
  });

  it('marks the objects of a policy with substitute: false, and those alone', () => {
    const shop = objectsOf('fleet/namespaces/shop/base');
    expect(annotations(shop['ConfigMap/shop/templates'])).toEqual({
      'kustomize.toolkit.fluxcd.io/substitute': 'disabled',
    });
    expect(annotations(shop['NetworkPolicy/shop/agree'])).toEqual({});
  });

  it('puts a policy that is a Component on the parts of the namespace, and keeps what it brings', () => {
    for (const variant of ['base', 'small']) {
      const shop = objectsOf(`fleet/namespaces/shop/${variant}`);
      expect(at(shop['Namespace/shop'], 'metadata', 'labels')).toEqual({
        team: 'pos',
        lane: 'lane-${namespace_lane}',
        'resedge.dev/namespace': 'shop',
      });
      expect(at(shop['ResourceQuota/shop/resedge'], 'spec', 'hard', 'services')).toBe('5');
      expect(annotations(shop['PersistentVolumeClaim/shop/marks'])).toEqual(kept);
      expect(Object.keys(shop)).toContain('ServiceAccount/flux-system/resedge-shop');
    }
    expect(at(objectsOf('fleet/namespaces/scratch/base')['Namespace/scratch'], 'metadata', 'labels')).toEqual({
      'resedge.dev/namespace': 'scratch',
    });
  });

  it('applies overlays: components in order, or one in place of the base', () => {
    const image = (folder: string) =>
      at(objectsOf(folder)['Deployment/shop/${app_name}'], 'spec', 'template', 'spec', 'containers', 0, 'image');
    const replicas = (folder: string) => at(objectsOf(folder)['Deployment/shop/${app_name}'], 'spec', 'replicas');
    expect(image('fleet/applications/till/1.0.1_debug')).toBe('till:1.0.1');
    expect(replicas('fleet/applications/till/1.0.1_debug')).toBe(1);
    expect(image('fleet/applications/till/base')).toBe('till:1.0.0');
    expect(replicas('fleet/applications/till/base')).toBeUndefined();
    expect(replicas('fleet/applications/till/lite')).toBe(1);
  });

  it('forwards a former folder to the present one, complete in itself', () => {
    const folders = ['clusters/boston', 'clusters/boston-old', 'clusters/2a/boston-old'];
    for (const folder of folders) expect(built.get(folder)).toEqual(built.get('clusters/3c/boston'));
    expect(at(find(built.get('clusters/boston'), 'Kustomization', 'fleet'), 'spec', 'path')).toBe(
      './clusters/3c/boston',
    );
  });
});
