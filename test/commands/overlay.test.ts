import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runGit } from '../support/git.ts';
import { createFleet, deployment, file, overlay, read } from './overlays.ts';
import { object, runIn } from './support.ts';

describe('overlay', () => {
  it('makes one small file, and says which clusters it reaches', async () => {
    const folder = createFleet();
    const words = ['--image', 'registry.example.com/till:2.0.0', '--clusters', '/g/stores/east or /c/w1'];
    expect(await overlay(folder, '2.0.0', ...words)).toEqual({
      code: 0,
      out: 'overlay/till/2.0.0 created\n',
      err: `It reaches 3 clusters (e1, e2, w1), of 4 clusters that run till.
By ring: canary 2, broad 1.
Next: resedge deploy -m "why"
`,
    });
    expect(read(folder)).toBe(`apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
metadata:
  name: 2.0.0
  annotations:
    resedge.dev/clusters: /g/stores/east or /c/w1
images:
  - name: registry.example.com/till
    newTag: 2.0.0
`);
    expect(await runIn(folder, ['validate'])).toMatchObject({ code: 0 });
  });

  it('keeps comments and the rest of an overlay that it changes', async () => {
    const written = `# The quick fix.
apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
metadata: {name: fix, annotations: {resedge.dev/clusters: all, resedge.dev/ring: canary}}
images:
  - name: registry.example.com/till # ours
    newTag: 1.9.0
replicas: [{name: till, count: 2}]
`;
    const folder = createFleet({ [file]: written });
    const { err } = await overlay(folder, '2.0.0', '--image', 'registry.example.com/till:2.0.0', '--replicas', '3');
    expect(err).toContain('It reaches 2 clusters (e1, e2)');
    expect(read(folder)).toBe(written.replace('1.9.0', '2.0.0').replace('count: 2', 'count: 3'));
    expect(await overlay(folder, '2.0.0', '--replicas', '3')).toMatchObject({
      code: 0,
      err: expect.stringContaining('Nothing to change.'),
    });
  });

  it('narrows to a ring; a later ring reaches more, an earlier one leaves clusters', async () => {
    const folder = createFleet();
    await overlay(folder, '2.0.0', '--replicas', '2', '--clusters', 'all', '--ring', 'broad');
    expect(read(folder)).toContain('resedge.dev/ring: broad\n');
    const { err } = await overlay(folder, '2.0.0', '--ring', 'canary');
    expect(err).toContain('It leaves 2 clusters (w1, w2).');
  });

  it('sets variables of the environment by name, in one patch that adds to what is there', async () => {
    const folder = createFleet();
    const words = ['--env', 'LOG_LEVEL=debug', '--env', 'MODE=a=b', '--clusters', '/c/e1'];
    expect((await overlay(folder, '2.0.0', ...words)).code).toBe(0);
    expect(read(folder)).toContain(`patches:
  - patch: |
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: till
      spec:
        template:
          spec:
            containers:
              - name: till
                env:
                  - name: LOG_LEVEL
                    value: debug
                  - name: MODE
                    value: a=b
`);
    await overlay(folder, '2.0.0', '--env', 'MODE=c');
    expect(read(folder)).toContain('value: c\n');
    expect(read(folder)).toContain('value: debug\n');
    expect(read(folder).match(/patch:/g)).toHaveLength(1);
    expect((await overlay(folder, '2.0.0', '--env', 'MODE=c')).err).toContain('Nothing to change.');
  });

  it('leaves patches of people alone', async () => {
    const written = `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
metadata: {name: fix, annotations: {resedge.dev/clusters: all}}
patches:
  - patch: |
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: till}
      spec: {paused: false, template: {spec: {containers: [{name: till, env: [{name: MODE, value: a}]}]}}}
`;
    const folder = createFleet({ [file]: written });
    await overlay(folder, '2.0.0', '--env', 'MODE=b');
    expect(read(folder).startsWith(written)).toBe(true);
    expect(read(folder).match(/patch:/g)).toHaveLength(2);
  });

  it('copies a patch; operations are for the only workload', async () => {
    const patch = '- {op: replace, path: /spec/replicas, value: 4}\n';
    const folder = createFleet({ 'patch.yaml': patch });
    await overlay(folder, '2.0.0', '--patch', 'patch.yaml', '--clusters', 'all');
    expect(read(folder, 'apps/till/overlays/2.0.0/patch.yaml')).toBe(patch);
    expect(read(folder)).toContain(
      'patches:\n  - target:\n      kind: Deployment\n      name: till\n    path: patch.yaml\n',
    );
  });

  it('is for one of the applications that share a path', async () => {
    const lane = object('Application', 'lane', '{path: apps/till, namespace: shop}');
    const folder = createFleet({
      'inventory/lane.yaml': lane,
      'inventory/shop.yaml': object('Namespace', 'shop', '{clusters: /g/stores, applications: ["*"]}'),
      'apps/till/base/config.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: "${app_name}"}\n',
      'apps/till/base/deployment.yaml': deployment.replace('name: till', 'name: "${app_name}"'),
    });
    await overlay(folder, '2.0.0', '--replicas', '2', '--clusters', 'all');
    expect(read(folder)).toContain('resedge.dev/applications: till\n');
    expect(read(folder)).toContain('- name: ${app_name}\n    count: 2\n');
    await runIn(folder, ['overlay', 'lane', '2.0.0', '--replicas', '2', '--yes']);
    expect(read(folder)).toContain('resedge.dev/applications: till,lane\n');
    expect((await overlay(folder, '2.0.0', '--remove')).out).toBe('overlay/till/2.0.0 changed\n');
    expect(read(folder)).toContain('resedge.dev/applications: lane\n');
  });

  it('says which overlay wins where another one sets the same field', async () => {
    const folder = createFleet();
    await overlay(folder, 'busy', '--replicas', '5', '--clusters', '/c/w1', '--priority', '10');
    const { err } = await overlay(folder, '2.0.0', '--replicas', '2', '--clusters', 'all');
    expect(err).toContain('On 1 cluster (w1) the overlay busy wins: it sets the replicas of till, too.');
  });

  it('is refused where it contradicts another, and nothing is written', async () => {
    const folder = createFleet();
    await overlay(folder, 'busy', '--replicas', '5', '--clusters', '/c/w1');
    const { code, err } = await overlay(folder, 'calm', '--replicas', '2', '--clusters', 'all');
    expect(code).toBe(2);
    expect(err).toContain('RE404');
    expect(err).toContain('overlays busy and calm both set the replicas of till (5 and 2)');
    expect(existsSync(join(folder, 'apps/till/overlays/calm'))).toBe(false);
  });

  it('is taken away with all its files', async () => {
    const folder = createFleet({ 'patch.yaml': '- {op: replace, path: /spec/replicas, value: 4}\n' });
    await overlay(folder, '2.0.0', '--patch', 'patch.yaml', '--clusters', 'all');
    const { out, err } = await overlay(folder, '2.0.0', '--remove');
    expect(out).toBe('overlay/till/2.0.0 deleted\n');
    expect(err).toContain('It leaves 4 clusters (e1, e2, w1, …).\n');
    expect(runGit(folder, 'status', '--porcelain')).toBe('');
  });

  it('warns where it reaches nobody who runs the application', async () => {
    const { err } = await overlay(createFleet(), '2.0.0', '--replicas', '2', '--clusters', '/c/e1 and /c/e2');
    expect(err).toContain('warning: it reaches none of the 4 clusters that run till\n');
  });

  it('tells programs what was written', async () => {
    const words = ['2.0.0', '--replicas', '2', '--clusters', 'all', '-o', 'json'];
    expect(JSON.parse((await overlay(createFleet(), ...words)).out)).toEqual({
      apiVersion: 'resedge.dev/v1',
      kind: 'ChangeResult',
      dryRun: false,
      objects: [{ kind: 'Overlay', name: 'till/2.0.0', action: 'created' }],
      files: [{ path: file, action: 'created' }],
    });
  });
});
