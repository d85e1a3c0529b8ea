import { describe, expect, it } from 'vitest';
import { base, type Files, objects, overlay, readFleet } from '../support/fleet.ts';
import { variants } from './outcome.ts';

const stores = {
  ...objects(`
    Cluster austin:
    Namespace web: {clusters: all, applications: [imdb]}
    Application imdb: {namespace: web, path: apps/imdb}
  `),
  ...base(
    'apps/imdb',
    `apiVersion: apps/v1
kind: Deployment
metadata: {name: "\${app_name}"}
spec:
  template:
    spec:
      initContainers: [{name: setup, image: "registry.example.com:5000/setup@sha256:abc"}]
      containers:
        - {name: web, image: "registry.example.com/web:1.0.0"}
        - {name: side, image: "side:\${side_version}"}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
`,
  ),
};

/** What is found about an overlay that does this. */
function found(does: string, more: Files = {}): readonly string[] {
  return readFleet({ ...stores, ...overlay(folder, { clusters: 'all' }, does), ...more }).lines;
}

const folder = 'apps/imdb/overlays/new';
const place = `${folder}/kustomization.yaml:4 RE402`;

describe('what an overlay changes is there', () => {
  it.each([
    'images: [{name: registry.example.com/web, newTag: 1.1.0}]',
    'images: [{name: "registry.example.com:5000/setup", digest: "sha256:def"}]',
    'replicas: [{name: "${app_name}", count: 3}]',
    'patches: [{target: {kind: Deployment}, patch: "- {op: remove, path: /spec/paused}"}]',
    'patches: [{target: {kind: "Config.*|Deployment", name: set.*}, patch: "- {op: remove, path: /data}"}]',
    'patches: [{target: {name: \'\\$\\{app_name\\}\'}, patch: "- {op: remove, path: /spec/paused}"}]',
    'patches: [{patch: "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {a: b}}"}]',
    'patches: [{patch: "{apiVersion: apps/v1, kind: Deployment, metadata: {name: \'${app_name}\'}, spec: {replicas: 2}}"}]',
    'resources: [more.yaml]\nimages: [{name: other, newTag: "2"}]',
    'configMapGenerator: [{name: made}]\npatches: [{target: {kind: ConfigMap, name: made.*}, patch: "- {op: remove, path: /data}"}]',
    'transformers: [other.yaml]\nimages: [{name: unknown, newTag: "2"}]',
  ])('%s', (does) => {
    const more = {
      'apps/imdb/overlays/new/more.yaml':
        'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: p, image: other}]}\n',
      'apps/imdb/overlays/new/other.yaml': 'apiVersion: builtin\nkind: PrefixTransformer\nmetadata: {name: p}\n',
    };
    expect(found(does, more)).toEqual([]);
  });

  it('is there by the name that another kustomization gives it', () => {
    const renames = 'resources: [manifest.yaml]\nimages: [{name: registry.example.com/web, newName: mirror/web}]\n';
    expect(
      found('images: [{name: mirror/web, newTag: 1.1.0}]', { 'apps/imdb/base/kustomization.yaml': renames }),
    ).toEqual([]);
  });

  it('may be what another overlay brings', () => {
    const other = overlay('apps/imdb/overlays/lite', { clusters: 'none' }, 'resources: [pod.yaml]', 'Kustomization');
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: lite}\nspec: {containers: [{name: lite, image: lite}]}\n';
    const does = 'images: [{name: lite, newTag: "2"}]';
    const lines = found(does, { ...other, 'apps/imdb/overlays/lite/pod.yaml': pod });
    expect(lines.filter((line) => line.includes('RE402'))).toEqual([]);
  });
});

describe('what an overlay changes and nobody brings is RE402, at the place in the overlay', () => {
  it.each([
    [
      'images: [{name: web, newTag: 1.1.0}]',
      'no container in apps/imdb/base has the image web (Did you mean registry.example.com/web?)',
    ],
    [
      'images: [{name: postgres, newTag: "16"}]',
      'no container in apps/imdb/base has the image postgres (There is registry.example.com:5000/setup, registry.example.com/web, side.)',
    ],
    [
      'images: [{name: side, newTag: "2"}]',
      'Kustomize does not see the image side, since its tag is a variable: side:${side_version} (Write a tag into the base, or give the variable another value on these clusters.)',
    ],
    [
      'replicas: [{name: web, count: 3}]',
      'nothing in apps/imdb/base has replicas and the name web (There is ${app_name}.)',
    ],
    [
      'patches: [{target: {kind: StatefulSet}, patch: "- {op: remove, path: /spec/paused}"}]',
      'nothing in apps/imdb/base is StatefulSet, which this patch is for (There is Deployment/${app_name}, ConfigMap/settings.)',
    ],
    [
      'patches: [{target: {kind: Deployment, name: "${app_name}"}, patch: "- {op: remove, path: /spec/paused}"}]',
      'nothing in apps/imdb/base is Deployment/${app_name}, which this patch is for (The name of a target is a pattern: write \\ in front of $, { and }.)',
    ],
    [
      'patches: [{patch: "{apiVersion: v1, kind: ConfigMap, metadata: {name: setings}, data: {a: b}}"}]',
      'nothing in apps/imdb/base is ConfigMap/setings, which this patch is for (Did you mean ConfigMap/settings?)',
    ],
    [
      'patches: [{patch: "- {op: remove, path: /spec/paused}"}]',
      'these operations have no target, and Kustomize does not know what they are for (Write it beside them, such as target: {kind: Deployment}, in patches.0.)',
    ],
    [
      'patches: [{patch: "{spec: {replicas: 2}}"}]',
      'this patch names no object (Write its kind and metadata.name into it.)',
    ],
    [
      'patches: [{target: {kind: Deployment}, patch: "[{op: remove, path: /spec/paused}]"}]',
      'Kustomize reads a patch that begins with [ as JSON, and this is none (Write the operations as a list of YAML: - op: replace)',
    ],
  ])('%s', (does, message) => {
    expect(found(does)).toEqual([`${place} ${message}`]);
  });

  it('is an error where Kustomize refuses it, and then applies nowhere; else a warning', () => {
    const variantOf = (does: string) =>
      Object.keys(
        variants(readFleet({ ...stores, ...overlay(folder, { clusters: 'all' }, does) }), 'applications', 'imdb'),
      );
    const nobody = '{kind: Deployment, name: nobody}';
    expect(variantOf('images: [{name: nobody, newTag: "2"}]')).toEqual(['new']);
    expect(variantOf(`patches: [{target: ${nobody}, patch: "- {op: remove, path: /data}"}]`)).toEqual(['new']);
    expect(variantOf(`patches: [{target: ${nobody}, patch: "{kind: Deployment, metadata: {name: nobody}}"}]`)).toEqual([
      'new',
    ]);
    expect(variantOf('replicas: [{name: nobody, count: 3}]')).toEqual(['base']);
    expect(variantOf('patches: [{patch: "{kind: Deployment, metadata: {name: nobody}}"}]')).toEqual(['base']);
  });

  it('in a file, too', () => {
    const more = { 'apps/imdb/overlays/new/patch.yaml': '# later\nkind: Service\nmetadata: {name: web}\n' };
    expect(found('patches: [{path: patch.yaml}]', more)).toEqual([
      'apps/imdb/overlays/new/patch.yaml:2 RE402 nothing in apps/imdb/base is Service/web, which this patch is for (There is Deployment/${app_name}, ConfigMap/settings.)',
    ]);
  });
});
