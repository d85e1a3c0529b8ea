import { expect, it } from 'vitest';
import { quietFleet } from '../commands/support.ts';
import { memoryRepository } from '../support/memory-repository.ts';
import { inherited } from './odd-inputs.ts';
import { runWatched } from './watched.ts';

const written = (...objects: readonly object[]) => objects.map((object) => `${JSON.stringify(object)}\n`).join('---\n');
const ours = (kind: string, name: string, spec: object, labels: object = {}) => ({
  ...{ apiVersion: 'resedge.dev/v1', kind, metadata: { name, labels }, spec },
});

it.each(inherited)('a name that every object has is one like any other: %s', async (name) => {
  const lower = name.toLowerCase().replaceAll('_', 'x');
  const map = JSON.parse(JSON.stringify({ name: 1 }).replace('name', name));
  const key = name.startsWith('_') ? 'constructor' : name;
  const schema = {
    type: 'object',
    properties: { [key]: { type: 'string' } },
    required: [key],
    additionalProperties: {},
  };
  const repository = await memoryRepository({
    ...quietFleet,
    'resedge.yaml': written(
      ours('Fleet', 'contoso', { git: { url: 'https://git.example.com/contoso/fleet.git' }, valuesSchema: schema }),
    ),
    'inventory/odd.yaml': written(
      ours('Group', lower, {}),
      ours('Cluster', lower, { groups: [lower], values: { [key]: 'x' } }, { [key]: 'x' }),
      ours('Ring', lower, { clusters: `/m/${key}/x`, order: 1 }),
      ours('Namespace', lower, { clusters: `/m/${key}`, applications: [lower], quota: { pods: 1 } }),
      ours('Application', lower, { namespace: lower, path: `apps/${lower}` }),
      ours('Policy', lower, {
        rules: [{ name: 'odd', match: { kinds: ['ConfigMap'] }, assert: { required: [name] }, message: 'odd' }],
      }),
    ),
    [`apps/${lower}/base/kustomization.yaml`]: 'resources: [map.yaml]\n',
    [`apps/${lower}/base/map.yaml`]: written({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'odd', labels: { [name]: '' }, annotations: map },
      data: map,
    }),
  });
  for (const words of [
    ['validate'],
    ['get', 'clusters', '--columns', `NAME,labels.${key},values.${key}`],
    ['match', '-o', 'name', `/m/${key}`],
    ['describe', `cluster/${lower}`, `namespace/${lower}`],
    ['explain', lower, lower],
    ['explain', 'value', key, lower],
    ['explain', 'object', `ConfigMap/${name}`, lower],
    ['explain', 'object', `${name}/odd`, lower],
    ['render', lower],
    ['get', name],
    ['describe', `${name}/x`],
    ['rule', name],
    ['help', name],
    [name],
    ['create', name, 'x'],
    ['set', `cluster/${lower}`, `labels.${name}=y`, '--dry-run'],
    ['init', '--ci', name],
    ['validate', '-o', name],
  ]) {
    const { out, err } = await runWatched(repository, words);
    expect(`${out}${err}`).not.toMatch(/\[object Object\]|native code|\bfunction\b/);
  }
  expect((await runWatched(repository, ['match', '-o', 'name', `/m/${key}`])).out).toBe(`cluster/${lower}\n`);
});
