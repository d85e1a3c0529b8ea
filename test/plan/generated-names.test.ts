import { expect, it } from 'vitest';
import { ClusterSet } from '../../src/model/cluster-set.ts';
import { compareBuilds } from '../../src/plan/compare-builds.ts';
import { collectDifferences } from '../../src/plan/differences.ts';
import { readBuilt } from '../../src/render/built-object.ts';

const clusters = ClusterSet.all(2);

/** Each difference with its changed lines. */
function differing(before: string, after: string): string[] {
  const side = (text: string) => ({ objects: readBuilt(text), substitutes: true, valueOf: () => undefined });
  const collected = collectDifferences((was, is) => {
    const [had, has] = [was.split('\n'), is.split('\n')];
    const only = (lines: readonly string[], others: readonly string[]) =>
      lines.filter((line) => !others.includes(line));
    return [...only(had, has).map((line) => `-${line}`), ...only(has, had).map((line) => `+${line}`)];
  });
  const pair = { before: side(before), after: side(after), clusters, changed: () => undefined };
  for (const change of compareBuilds(pair)) collected.object('shop/till', change.before, change.after, change.clusters);
  return collected.list().map(({ what, lines }) => [what, ...lines].join('\n'));
}

const generated = (kind: string, name: string, data: string) =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n  namespace: shop\ndata:\n  ${data}\n`;
const user = (name: string, more = '') =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  volumes:\n  - configMap:\n      name: ${name}\n${more}`;
const [old, now] = ['till-2kf8d74m9b', 'till-5c9hgk2b6t'];

it('shows what changes in a generated ConfigMap, and not the name wherever it stands', () => {
  const before = `${generated('ConfigMap', old, 'a: "1"')}---\n${user(old)}`;
  const after = `${generated('ConfigMap', now, 'a: "2"')}---\n${user(now)}`;
  expect(differing(before, after)).toEqual(['ConfigMap/till\n-  a: "1"\n+  a: "2"']);
  expect(differing(before, `${after}  replicas: 2\n`)).toContain('Deployment/web\n+  replicas: 2');
});

it('masks what is in a Secret', () => {
  const before = generated('Secret', old, 'a: Zmlyc3Q=\n  b: c2FtZQ==');
  const after = generated('Secret', now, 'a: c2Vjb25k\n  b: c2FtZQ==\n  c: bmV3');
  expect(differing(before, after)).toEqual(["Secret/till\n-  a: '*** (before)'\n+  a: '*** (after)'\n+  c: '***'"]);
});

it('says no more than that of a Secret that differs in its form alone', () => {
  const secret = (text: string) => `${generated('Secret', 'till', 'a: eA==')}sops:\n  mac: ${text}\n`;
  expect(differing(secret('one'), secret('two'))).toEqual(['Secret/till\n+ what is in it differs, and is not shown']);
});

it('masks what looks like a secret in any object, and shows what differs beside it', () => {
  const config = (pin: string, more = '') => generated('ConfigMap', 'till', `dbPassword: ${pin}\n  url: x${more}`);
  const found = differing(config('hunter2'), config('hunter33', 'y'));
  expect(found).toEqual([
    "ConfigMap/till\n-  dbPassword: '*** (before)'\n-  url: x\n+  dbPassword: '*** (after)'\n+  url: xy",
  ]);
});

it('takes other kinds, other namespaces and other names for what they are', () => {
  const gone = (what: string) => `${what}\n- it goes`;
  const come = (what: string) => `${what}\n+ it is new`;
  const others: [string, string][] = [
    [generated('Thing', old, 'a: b'), generated('Thing', now, 'a: c')],
    [generated('ConfigMap', 'till-controller', 'a: b'), generated('ConfigMap', 'till-supervisor', 'a: c')],
    [generated('ConfigMap', old, 'a: b'), generated('ConfigMap', now, 'a: c').replace('shop', 'bench')],
  ];
  const found = others.map(([before, after]) => differing(before, after).sort());
  expect(found).toEqual([
    [gone(`Thing/${old}`), come(`Thing/${now}`)],
    [gone('ConfigMap/till-controller'), come('ConfigMap/till-supervisor')],
    [come('ConfigMap/bench/till'), gone('ConfigMap/till')].sort(),
  ]);
});

it('keeps one that stays beside one that comes', () => {
  const both = `${generated('ConfigMap', old, 'a: "1"')}---\n${generated('ConfigMap', now, 'a: "2"')}`;
  expect(differing(generated('ConfigMap', old, 'a: "1"'), both)).toEqual(['ConfigMap/till\n+ it is new']);
});

it('tells objects of one name by the namespaces that are not that of the unit', () => {
  const roles = (data: string) =>
    ['shop', 'kube-system'].map((to) =>
      generated('Thing', 'till', data).replace('namespace: shop', `namespace: ${to}`),
    );
  expect(differing(roles('a: b').join('---\n'), roles('a: c').join('---\n'))).toEqual([
    'Thing/kube-system/till\n-  a: b\n+  a: c',
    'Thing/till\n-  a: b\n+  a: c',
  ]);
});
