import { expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { toRecord, toRecords } from '../../src/model/record.ts';
import { base, type Files, objects, readFleet, writeTexts } from '../support/fleet.ts';
import { describeWithKustomize } from '../support/kustomize.ts';
import { scratchFolder } from './built-fleet.ts';

const fleet = objects(`
  Cluster austin: {}
  Namespace mon: {clusters: all, applications: [agent], access: cluster}
  Application agent: {namespace: mon, path: apps/agent}
`);

const account = (name: string, namespace = '') =>
  `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: ${name}${namespace && `, namespace: ${namespace}`}}\n`;
const pod = (namespace: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: ${namespace}}\nspec: {containers: [{name: c, image: i}]}\n`;
const binding = (name: string, namespace = '') =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: b}\nroleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}\nsubjects:\n  - {kind: User, name: u}\n  - {kind: ServiceAccount, name: ${name}${namespace && `, namespace: ${namespace}`}}\n`;

/** A base below, which says something of all objects, and its subject as clusters get it. */
const cases: Readonly<Record<string, readonly [string, string[], string]>> = {
  'an account that its manifest puts elsewhere': ['', [account('a', 'old'), binding('a', 'old')], 'mon/a'],
  'an account that its kustomization puts elsewhere': ['namespace: old', [account('a'), binding('a', 'old')], 'mon/a'],
  'an account under another name': ['namespace: old\nnamePrefix: x-', [account('a'), binding('a', 'old')], 'mon/x-a'],
  'an account that is nowhere yet': ['', [account('a'), binding('a', 'default')], 'mon/a'],
  'an account by its name alone': ['', [account('a'), binding('a')], 'mon/a'],
  'an account of that name elsewhere': ['', [account('a', 'old'), binding('a', 'other')], 'other/a'],
  'an account that does not come along': ['', [pod('old'), binding('b', 'old')], 'old/b'],
  'the account of pods that come along': ['', [pod('old'), binding('default', 'old')], 'mon/default'],
  'the account of pods elsewhere': ['', [pod('old'), binding('default', 'monitoring')], 'monitoring/default'],
  'the account of pods, with a kustomization that places it': [
    'namespace: old',
    [pod('x'), binding('default', 'x')],
    'mon/default',
  ],
};

it.each([
  '[{"op": "remove", "path": "/subjects/0"}]',
  '{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRoleBinding, metadata: {name: b}, subjects: []}',
])('a binding whose list of subjects is changed is left to Kustomize: %s', (patch) => {
  const files = (does: string) => ({
    ...fleet,
    ...base('apps/agent', [account('a'), binding('a', 'old')].join('---\n')),
    'apps/agent/base/kustomization.yaml': `namespace: old\nresources: [manifest.yaml]\n${does}`,
  });
  const follows = (does: string) => [...readFleet(files(does)).generated.values()].join('').includes('/subjects/1/');
  expect(follows('')).toBe(true);
  expect(follows(`patches: [{target: {kind: ClusterRoleBinding}, patch: ${JSON.stringify(patch)}}]\n`)).toBe(false);
});

describeWithKustomize('a binding of an application that is put into its namespace', (kustomize) => {
  const root = scratchFolder();

  it.each(Object.entries(cases))('names %s', async (name, [does, manifests, subject]) => {
    const files: Files = {
      ...base('apps/agent', manifests.join('---\n')),
      'apps/agent/base/kustomization.yaml': `${does}\nresources: [manifest.yaml]\n`,
    };
    const { lines, generated } = readFleet({ ...fleet, ...files });
    expect(lines).toEqual([]);
    const at = `${root}/${name.replaceAll(' ', '-')}`;
    writeTexts(at, Object.fromEntries(generated));
    const [path = ''] = [...generated.keys()].filter((one) =>
      /^fleet\/applications\/agent\/base\/\w+\/kustomization.yaml/.test(one),
    );
    const built = parseAllDocuments(await kustomize.build(`${at}/${path.replace('/kustomization.yaml', '')}`));
    const bindings = built.map((one) => toRecord(one.toJS())).filter(({ kind }) => kind === 'ClusterRoleBinding');
    const [user, found] = toRecords(bindings[0]?.['subjects']);
    expect(user).toEqual({ kind: 'User', name: 'u' });
    expect(`${found?.['namespace']}/${found?.['name']}`).toBe(subject);
  });
});
