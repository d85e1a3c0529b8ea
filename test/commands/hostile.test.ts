import fc from 'fast-check';
import { expect, it } from 'vitest';
import { safeHost } from '../../src/commands/frame/safe-host.ts';
import { recordIn } from '../../src/model/deploy-record.ts';
import type { Format } from '../../src/views/view.ts';
import { fakeHost } from '../support/host.ts';
import { expectHarmless, hostileText } from '../support/hostile.ts';
import { memoryKustomize } from '../support/memory-kustomize.ts';
import { type MemoryRepository, memoryRepository } from '../support/memory-repository.ts';
import { smallFleet } from './support.ts';

const numRuns = Number(process.env['RUNS'] ?? 2);

/** A document of JSON, which is YAML too: what is in it stays as it is. Line ends of YAML 1.1 are escaped, too. */
const written = (...objects: readonly object[]) => objects.map((object) => `${escaped(object)}\n`).join('---\n');

const escaped = (object: object) =>
  JSON.stringify(object).replace(
    /[\u0085\u2028\u2029]/g,
    (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const ours = (kind: string, name: string, spec: object, annotations: object = {}) => ({
  ...{ apiVersion: 'resedge.dev/v1', kind, metadata: { name, annotations }, spec },
});

/** Without what a field of a person's must not have: control characters. */
const typed = (evil: string) => evil.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '.');

/** A fleet whose every free text is this one; validate has nothing against it. */
function hostileFleet(evil: string): Record<string, string> {
  const said = { description: evil, owners: [typed(evil)] };
  const note = { note: evil, 'example.com/note': evil };
  const hold = { reason: evil, until: '2027-01-01' };
  const manifest = (kind: string) => ({
    ...{ apiVersion: 'v1', kind, metadata: { name: 'desk', annotations: note }, data: { a: evil } },
  });
  return {
    ...smallFleet,
    'inventory/texts.yaml': written(
      ours('Group', 'hostile', said, note),
      ours('Cluster', 'h1', { ...said, groups: ['hostile', 'stores/east'], hold, values: { note: typed(evil) } }, note),
      ours('Ring', 'first', { ...said, clusters: '/c/h1', order: 1 }, note),
      ours(
        'Namespace',
        'office',
        { ...said, clusters: '/c/h1', access: 'cluster', applications: ['desk'], values: { note: typed(evil) } },
        note,
      ),
      ours('Application', 'desk', { ...said, path: 'apps/desk', namespace: 'office', substitute: false }, note),
      ours(
        'Policy',
        'kinds',
        {
          ...said,
          rules: [{ name: 'none', match: { kinds: ['Pod'] }, assert: { required: ['spec'] }, message: evil }],
        },
        note,
      ),
    ),
    'expectations/desk.yaml': written(
      ours('Expectation', 'desk-there', { ...said, application: 'desk', on: '/c/h1' }, note),
    ),
    'apps/desk/base/kustomization.yaml': 'resources: [objects.yaml]\n',
    'apps/desk/base/objects.yaml': written(manifest('ConfigMap'), manifest(evil)),
  };
}

/** The same texts where they have no business: validate has a lot to say. */
function wrongFleet(evil: string): Record<string, string> {
  return {
    ...smallFleet,
    'inventory/wrong.yaml': written(
      ours(evil, evil, {}),
      ours('Cluster', evil, { groups: [evil], [evil]: evil, state: evil, timeZone: evil, values: { [evil]: evil } }),
      ours('Namespace', 'office', {
        clusters: `/g/${evil}`,
        applications: [evil],
        overrides: [{ name: evil, clusters: evil }],
      }),
      ours('Application', 'desk', { path: evil, namespace: evil }),
    ),
    'inventory/syntax.yaml': `a: [${evil}\nb: "${evil}\n`,
    'apps/till/base/kustomization.yaml': written({
      resources: ['config.yaml', evil],
      images: [{ name: evil, newTag: evil }],
      [evil]: evil,
    }),
    'apps/till/base/config.yaml': written({ apiVersion: evil, kind: evil, metadata: { name: evil, namespace: evil } }),
    [`inventory/${evil.replace(/[^\p{L}\p{N}:#[\]@!`<>\u202a-\u202e\u200b\u2066-\u2069]/gu, '')}.yaml`]: 'a: [\n',
  };
}

type Asked = readonly (readonly [format: Format, ...words: string[]])[];

/** Who tells of a fleet. What each form of a view does with such texts is held in test/views/hostile.test.ts. */
const asked: Asked = [
  ['text', 'validate'],
  ['text', 'plan'],
  ['markdown', 'plan'],
  ['github', 'plan'],
  ['text', 'get', 'all'],
  ['yaml', 'get', 'all'],
  ['text', 'get', 'clusters', '--columns', 'NAME,spec.description,annotations.note,values.note'],
  ['text', 'search', 'x'],
  ['text', 'describe', 'cluster/h1', 'namespace/office', 'application/desk', 'ring/first'],
  ['text', 'explain', 'desk', 'h1'],
  ['text', 'explain', 'value', 'note', 'h1'],
  ['text', 'test'],
  ['text', 'windows'],
  ['text', 'render', 'h1'],
  ['text', 'render', 'h1', '--diff', 'HEAD'],
  ['text', 'set', 'cluster/h1', 'spec.description=x', '--dry-run'],
  ['text', 'deploy', '-m', 'x', '--dry-run'],
];

const wrong: Asked = [
  ...(['text', 'github', 'markdown', 'sarif'] as const).map((format) => [format, 'validate'] as const),
  ['text', 'plan'],
  ['json', 'get', 'all'],
  ['text', 'describe', 'cluster/e1'],
];

/** Runs a command line, and holds what it prints against what its reader would obey. */
async function holds({ run }: MemoryRepository, format: Format, words: readonly string[]): Promise<string> {
  const output = format === 'text' ? [] : ['-o', format];
  const { out, err } = await run([...words, ...output], { kustomize: memoryKustomize() });
  expect(err, words.join(' ')).not.toMatch(/^bug:|\n {4}at /);
  expectHarmless(format, out);
  expectHarmless('text', err);
  return out + err;
}

it('nothing is obeyed that others wrote into a fleet, whoever is told of it', async () => {
  const property = fc.asyncProperty(hostileText, async (evil) => {
    const repository = await memoryRepository(hostileFleet('before'));
    repository.write(hostileFleet(evil));
    const told = [];
    for (const [format, ...words] of asked) told.push(await holds(repository, format, words));
    expect(told.filter((text) => text === '')).toEqual([]);
    await holds(repository, 'text', ['deploy', '-m', evil, '--allow', evil, '--yes']);
    const { message } = await repository.git.commitInfo(repository.remote.tip);
    expect(recordIn(message)).toMatchObject({ allow: expect.stringMatching(/^x[^\p{Cc}]*$/u), undo: undefined });
  });
  await fc.assert(property, { numRuns });
});

it('nor in what is wrong with a fleet', async () => {
  const property = fc.asyncProperty(hostileText, async (evil) => {
    const repository = await memoryRepository(smallFleet);
    repository.write(wrongFleet(evil));
    for (const [format, ...words] of wrong) await holds(repository, format, words);
  });
  await fc.assert(property, { numRuns });
});

it('nor in what was typed', async () => {
  const property = fc.asyncProperty(hostileText, async (evil) => {
    const repository = await memoryRepository(smallFleet);
    for (const words of [
      [evil],
      ['get', evil],
      ['get', 'clusters', evil],
      ['describe', `cluster/${evil}`],
      ['search', evil],
      ['match', evil],
      ['explain', evil, 'e1'],
      ['explain', 'object', `${evil}/${evil}`, 'e1'],
      ['set', 'cluster/e1', `${evil}=${evil}`, '--dry-run'],
      ['create', 'cluster', evil, '--group', evil],
      ['render', evil],
      ['plan', '--ref', evil],
      ['validate', '-o', evil],
      ['help', evil],
      ['rule', evil],
      ['import', 'clusters', evil],
      ['init', '--url', evil],
      ['validate', '--repo', evil],
      ['__complete', '--', 'get', evil],
    ])
      await holds(repository, 'text', words);
  });
  await fc.assert(property, { numRuns });
});

it('nor in what is asked', async () => {
  const property = fc.asyncProperty(hostileText, async (evil) => {
    const host = fakeHost({ answers: [true, evil, evil] });
    const prompt = await safeHost(host, false).prompt();
    await prompt.confirm({ message: evil });
    await prompt.text({ message: evil });
    expect(await prompt.select({ message: evil, choices: [{ value: evil, description: evil }] })).toBe(evil);
    for (const question of host.questions) expectHarmless('text', question);
  });
  await fc.assert(property);
});
