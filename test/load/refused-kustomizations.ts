/** The files around apps/a, where the kustomizations below stand. */
export const surroundings: Readonly<Record<string, string>> = {
  'apps/b/kustomization.yaml': 'resources: []\n',
  'apps/c/x.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: x}\n',
  'apps/a/x.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: x}\n',
};

/** Kustomizations that Kustomize refuses: what is wrong, the file, and what is said of it. */
export const refusedKustomizations: readonly (readonly [what: string, text: string, line: string])[] = [
  ['a missing file', 'resources:\n  - y.yaml\n', '2:5 RE402 apps/a/y.yaml does not exist (Did you mean x.yaml?)'],
  ['a missing folder', 'resources: [../bb]\n', '1:13 RE402 apps/bb does not exist (Did you mean ../b?)'],
  [
    'a folder without a kustomization',
    'resources: [../c]\n',
    '1:13 RE402 apps/c has no kustomization.yaml (Add one, or name the files in it.)',
  ],
  [
    'a file of somebody else',
    'resources: [../c/x.yaml]\n',
    '1:13 RE402 ../c/x.yaml is a file outside of apps/a, and Kustomize loads single files only from below it (Move the file there, or give its folder a kustomization.yaml and name the folder.)',
  ],
  [
    'a chart, for which clusters have no helm',
    'helmCharts: [{name: demo, repo: "https://charts.example.com", version: 6.0.0, releaseName: demo}]\n',
    '1:1 RE402 helmCharts is not built on clusters: Kustomize asks the program helm for charts, which is not there (Bring the chart as a HelmRelease with its HelmRepository or OCIRepository, or keep what helm template prints as a resource.)',
  ],
  [
    'a folder where a file is wanted',
    'patches: [{path: ../b}]\n',
    '1:18 RE402 ../b is a folder, and a file is wanted here',
  ],
  [
    'a file where a folder is wanted',
    'components: [x.yaml]\n',
    '1:14 RE402 x.yaml is a file, and a folder is wanted here',
  ],
  [
    'a Kustomization among the components',
    'components: [../b]\n',
    '1:14 RE402 ../b is a Kustomization, and a Component is wanted here (Name it under resources.)',
  ],
  [
    'a folder that loads itself',
    'resources: [.]\n',
    '1:13 RE402 these folders load each other in a circle: apps/a -> apps/a',
  ],
  [
    'a file by its URL',
    'resources: [https://example.com/x.yaml]\n',
    '1:13 RE402 https://example.com/x.yaml is loaded from elsewhere, and clusters get nothing that was not checked here (Keep a copy of it in this repository, and name that: curl --fail --remote-name https://example.com/x.yaml)',
  ],
  [
    'a folder of another repository',
    'resources: ["https://example.com/a//b.yaml?ref=v1"]\n',
    '1:13 RE402 https://example.com/a//b.yaml?ref=v1 is loaded from elsewhere, and clusters get nothing that was not checked here (Keep a copy of it in this repository, and name that: git subtree add --squash --prefix apps/NAME REPOSITORY REF)',
  ],
  [
    'a field that Kustomize does not know',
    'resource: [x.yaml]\n',
    '1:1 RE402 Kustomize knows no field resource (Did you mean resources?)',
  ],
  ['a list that is none', 'resources: x.yaml\n', '1:12 RE402 resources must be a list of paths'],
  ['a path that is none', 'resources: [7]\n', '1:13 RE402 this is not a path: text is wanted'],
  [
    'another kind',
    'kind: Kustomisation\nresources: []\n',
    '1:7 RE402 the kind of a kustomization is Kustomization or Component, not "Kustomisation"',
  ],
  [
    'another version',
    'apiVersion: kustomize.config.k8s.io/v1\nresources: []\n',
    '1:13 RE402 Kustomize does not know Kustomization in the version "kustomize.config.k8s.io/v1" (Write apiVersion: kustomize.config.k8s.io/v1beta1)',
  ],
  [
    'an annotation that is a number',
    'metadata:\n  annotations:\n    resedge.dev/priority: 010\nresources: []\n',
    '3:27 RE402 the annotation resedge.dev/priority is not text, and Kustomize refuses it (Put it in quotes: "010".)',
  ],
  [
    'nothing',
    'kind: Kustomization\nresources:\n',
    '1:1 RE402 this kustomization is empty, which Kustomize refuses (Write resources: [] if it is meant to bring nothing.)',
  ],
  ['an empty file', '# nothing\n', '1:1 RE402 this kustomization is empty, which Kustomize refuses'],
  [
    'a patch that is not YAML',
    'patches: [{patch: "a: [1"}]\n',
    '1:19 RE402 this patch is not YAML: line 1: this [ is never closed',
  ],
  [
    'operations that begin with [ and are no JSON',
    'resources: [x.yaml]\npatches: [{target: {kind: Service}, patch: "[{op: remove, path: /kind}]"}]\n',
    '2:44 RE402 Kustomize reads a patch that begins with [ as JSON, and this is none (Write the operations as a list of YAML: - op: replace)',
  ],
  [
    'operations without a target',
    'resources: [x.yaml]\npatches: [{patch: "- {op: remove, path: /kind}"}]\n',
    '2:19 RE402 these operations have no target, and Kustomize does not know what they are for (Write it beside them, such as target: {kind: Deployment}, in patches.0.)',
  ],
  [
    'a patch of no object',
    'resources: [x.yaml]\npatches: [{patch: "{spec: {}}"}]\n',
    '2:19 RE402 this patch names no object (Write its kind and metadata.name into it.)',
  ],
  ['broken YAML', 'resources: [x.yaml\n', '1:12 RE101 this [ is never closed (Add the ] that belongs to it.)'],
];
