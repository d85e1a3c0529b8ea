import { expect, it } from 'vitest';
import { runIn, smallFleet } from '../commands/support.ts';
import { createRepository } from '../support/git.ts';
import { memoryKustomize } from '../support/memory-kustomize.ts';

const base = 'apps/till/base/kustomization.yaml';
const bomb = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\na: &a [x,x,x,x,x,x,x,x,x]\n${Array.from('bcdefghijk', (name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghijk'[at]}`)}]\n`).join('')}`;

it.each([
  ['a URL', { [base]: 'resources: [config.yaml, "https://example.com/x.yaml"]\n' }],
  ['a folder above the repository', { [base]: 'resources: [config.yaml, ../../../../etc]\n' }],
  [
    'YAML that grows without end',
    { [base]: 'resources: [config.yaml, bomb.yaml]\n', 'apps/till/base/bomb.yaml': bomb },
  ],
])('what is refused is not built, by no command: %s', async (_what, files) => {
  const folder = createRepository({ ...smallFleet, ...files });
  const builds: string[] = [];
  const commands = [
    ['validate'],
    ['plan'],
    ['render', 'e1'],
    ['deploy', '-m', 'x', '--yes'],
    ['explain', 'till', 'e1'],
  ];
  for (const words of commands) await runIn(folder, words, { kustomize: memoryKustomize(builds) });
  expect(builds.filter((built) => built.includes('till'))).toEqual([]);
  expect((await runIn(folder, ['validate'])).code).toBe(1);
});
