import { expect, it } from 'vitest';
import { describeWithKustomize } from '../support/kustomize.ts';
import { realKustomize } from '../support/real-kustomize.ts';
import { createFleet, deployment, overlay, read } from './overlays.ts';
import { runIn } from './support.ts';

const pod = (containers: string, more = '') => `{containers: [${containers}]${more}}`;

/** The environment of the containers of till on e1, in the words of their manifest: `container: NAME=VALUE, …`. */
async function environments(folder: string, kind: string): Promise<string[]> {
  const { out } = await runIn(folder, ['render', 'e1', '--application', 'till', '-o', 'json'], {
    kustomize: realKustomize,
  });
  const { items }: { items: { kind: string }[] } = JSON.parse(out);
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('image' in value && 'name' in value && 'env' in value)
      found.push(`${String(value.image)}: ${JSON.stringify(value.env)}`);
    for (const below of Object.values(value)) walk(below);
  };
  walk(items.find((item) => item.kind === kind));
  return found;
}

describeWithKustomize('overlay --env', () => {
  it('of two overlays both reach the container', async () => {
    const folder = createFleet();
    await overlay(folder, 'brand', '--env', 'BRAND=lonestar', '--clusters', 'all');
    await overlay(folder, 'a-env', '--env', 'A=one', '--clusters', 'all');
    const [only, ...others] = await environments(folder, 'Deployment');
    expect(others).toEqual([]);
    expect(only).toContain('"BRAND","value":"lonestar"');
    expect(only).toContain('"A","value":"one"');
  });

  it.each([
    ['its manifest names', {}, 'namespace: pos'],
    ['no manifest names', {}, ''],
    [
      'a kustomization below names',
      { 'apps/till/base/kustomization.yaml': 'namespace: pos\nresources: [deployment.yaml]\n' },
      '',
    ],
    [
      'nobody but Kustomize can tell',
      {
        'apps/till/base/kustomization.yaml':
          'namespace: pos\nnamePrefix: p-\nresources: [deployment.yaml]\nreplacements: [{source: {kind: Deployment, fieldPath: metadata.name}, targets: [{select: {kind: Deployment}, fieldPaths: [metadata.annotations.was], options: {create: true}}]}]\n',
      },
      '',
    ],
  ])('finds its object in the namespace that %s', async (_, more, namespace) => {
    const named = deployment.replace('{name: till}', `{name: till, ${namespace}}`);
    const folder = createFleet({ 'apps/till/base/deployment.yaml': named, ...more });
    expect((await overlay(folder, 'brand', '--env', 'BRAND=lonestar', '--clusters', 'all')).code).toBe(0);
    expect(await environments(folder, 'Deployment')).toEqual([expect.stringContaining('"BRAND","value":"lonestar"')]);
  });

  it.each([
    ['StatefulSet', 'apps/v1', (spec: string) => `{template: {spec: ${spec}}}`],
    ['CronJob', 'batch/v1', (spec: string) => `{jobTemplate: {spec: {template: {spec: ${spec}}}}}`],
    ['Pod', 'v1', (spec: string) => spec],
  ])(
    'is for several containers of a %s, those that run first too, and puts a value in the place of a reference',
    async (kind, apiVersion, spec) => {
      const from = 'env: [{name: A, valueFrom: {fieldRef: {fieldPath: metadata.name}}}, {name: Z, value: z}]';
      const containers = pod(
        `{name: main, image: one, ${from}}, {name: side, image: two}`,
        ', initContainers: [{name: first, image: zero}]',
      );
      const manifest = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: till}\nspec: ${spec(containers)}\n`;
      const folder = createFleet({ 'apps/till/base/deployment.yaml': manifest });
      const words = [
        '--env',
        'A=1',
        '--env',
        'B=yes',
        '--clusters',
        'all',
        '--container',
        'main',
        '--container',
        'first',
      ];
      expect((await overlay(folder, 'more', ...words)).err).not.toContain('error');
      expect(await environments(folder, kind)).toEqual([
        'one: [{"name":"A","value":"1"},{"name":"B","value":"yes"},{"name":"Z","value":"z"}]',
        'zero: [{"name":"A","value":"1"},{"name":"B","value":"yes"}]',
      ]);
    },
  );

  it('refuses the containers of a custom resource, which a patch would replace', async () => {
    const manifest = `apiVersion: example.com/v1\nkind: Rollout\nmetadata: {name: till}\nspec: ${pod('{name: main, image: one}')}\n`;
    const folder = createFleet({ 'apps/till/base/deployment.yaml': manifest });
    expect((await overlay(folder, 'more', '--env', 'A=1', '--clusters', 'all')).err).toContain(
      'error: Rollout/till is of no kind of Kubernetes itself: Kustomize would put what a patch says in the place of its containers\nhint: Write the operations yourself: --patch FILE\n',
    );
  });
});

describeWithKustomize('overlay of a HelmRelease', () => {
  const head = 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: till}\n';
  const chart =
    'spec: {interval: 5m, chart: {spec: {chart: till, version: 1.0.0, sourceRef: {kind: HelmRepository, name: r}}}, values: {a: {b: 1, c: x}}}\n';
  const createRelease = (spec = chart) => createFleet({ 'apps/till/base/deployment.yaml': head + spec });

  it('finds it in the namespace that its manifest names', async () => {
    const inOther = head.replace('{name: till}', '{name: till, namespace: pos}');
    const folder = createFleet({ 'apps/till/base/deployment.yaml': inOther + chart });
    expect((await overlay(folder, '2.0.0', '--chart-version', '1.2.x', '--clusters', 'all')).code).toBe(0);
    const { out } = await runIn(folder, ['render', 'e1', '--application', 'till'], { kustomize: realKustomize });
    expect(out).toContain('version: 1.2.x');
  });

  it('changes the version of its chart and values, with the types that they are written with', async () => {
    const folder = createRelease();
    const words = [
      '--chart-version',
      '1.2.x',
      '--set',
      'a.b=3',
      '--set',
      'a."d.e"="3"',
      '--set',
      'list=[x, 2]',
      '--set',
      'on=true',
    ];
    expect((await overlay(folder, '2.0.0', ...words, '--clusters', 'all')).code).toBe(0);
    await overlay(folder, '2.0.0', '--set', 'a.b=4');
    expect(read(folder)).toContain(`patches:
  - patch: |
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: till
      spec:
        chart:
          spec:
            version: 1.2.x
        values:
          a:
            b: 4
            d.e: "3"
          list:
            - x
            - 2
          "on": true
`);
    const { out } = await runIn(folder, ['render', 'e1', '--application', 'till', '-o', 'json'], {
      kustomize: realKustomize,
    });
    const { items }: { items: { kind: string; spec: unknown }[] } = JSON.parse(out);
    expect(items.find(({ kind }) => kind === 'HelmRelease')?.spec).toMatchObject({
      chart: { spec: { chart: 'till', version: '1.2.x' } },
      values: { a: { b: 4, c: 'x', 'd.e': '3' }, list: ['x', 2], on: true },
    });
  });

  it('says where the version is if the chart is one of its own, and what cannot be set', async () => {
    const folder = createRelease('spec: {interval: 5m, chartRef: {kind: OCIRepository, name: till}}\n');
    const error = async (...words: string[]) => (await overlay(folder, '2.0.0', ...words, '--clusters', 'all')).err;
    expect(await error('--chart-version', '1.2.0')).toContain(
      'error: HelmRelease/till takes its chart from OCIRepository/till (spec.chartRef), which has the version\nhint: Patch that one: --patch FILE, with spec.ref.tag.\n',
    );
    expect(await error('--chart-version', 'new')).toContain(
      'error: --chart-version takes a version, or a range of versions, not "new"',
    );
    expect(await error('--set', 'a[0].b=1')).toContain(
      'goes into a list, which a patch of a HelmRelease replaces as a whole',
    );
    expect(await error('--set', 'a=b: c: d')).toContain('the value of --set a=b: c: d is not YAML');
    expect((await overlay(createFleet(), '2.0.0', '--set', 'a=1', '--clusters', 'all')).err).toContain(
      'error: there is no HelmRelease of Flux in apps/till/base\n',
    );
  });
});
