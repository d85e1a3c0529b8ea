import { expect, it } from 'vitest';
import { describeWithKustomize } from '../support/kustomize.ts';
import { realKustomize } from '../support/real-kustomize.ts';
import { createFleet, overlay } from './overlays.ts';
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
