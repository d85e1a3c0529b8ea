import { expect, it } from 'vitest';
import { memoryKustomize } from '../support/memory-kustomize.ts';
import { memoryRepository } from '../support/memory-repository.ts';
import { object, smallFleet } from './support.ts';

/** A word that is part of every secret here, so that no output may hold it, as it is or in base64. */
const word = 'hunter';
const shown = new RegExp(`${word}|${Buffer.from(word).toString('base64').slice(0, 7)}`);

/** Manifests that hold secrets in every way, and a port beside each that may be seen. */
function manifests(secret: string, port: number): string {
  const of = (kind: string, rest: string) =>
    `apiVersion: v1\nkind: ${kind}\nmetadata: {name: till-${kind.toLowerCase()}}\n${rest}`;
  const token = `ghp_${secret}${'a1B2'.repeat(9)}`;
  const encoded = Buffer.from(`till:${token}`).toString('base64');
  return [
    of(
      'Secret',
      `data: {a: ${Buffer.from(secret).toString('base64')}}\nstringData:\n  b: ${secret}\n  c: |\n    port=${port}\n    ${secret}\n`,
    ),
    of(
      'ConfigMap',
      `data:\n  port: "${port}"\n  dbPassword: ${secret}\n  url: "amqp://till:${secret}@queue"\n  token: "${token}"\n  b64: ${encoded}\n`,
    ),
    of(
      'Thing',
      `spec:\n  port: ${port}\n  env: [{name: API_KEY, value: ${secret}}]\n  args: [--token, ${secret}, "--password=${secret}"]\n`,
    ),
    of(
      'Other',
      `spec:\n  conf: |\n    port: ${port}\n    password: ${secret}\n  json: '{"port": ${port}, "clientSecret": "${secret}9"}'\n`,
    ),
  ].join('---\n');
}

const [before, after] = [manifests(`${word}1`, 1111), manifests(`${word}22`, 2222)];

async function changed() {
  const path = 'apps/till/base/config.yaml';
  const repository = await memoryRepository({ ...smallFleet, [path]: before });
  repository.write({ [path]: after });
  return repository;
}

it.each([
  ['plan'],
  ['plan', '-o', 'markdown'],
  ['plan', '-o', 'json'],
  ['plan', '-o', 'yaml'],
  ['plan', '-o', 'github'],
  ['render', 'e1', '--diff', 'HEAD'],
  ['render', 'e1', '--diff', 'HEAD', '-o', 'json'],
  ['render', 'e1', '--diff', 'HEAD', '-o', 'yaml'],
])('shows what differs, and no secret: %s %s %s', async (...words) => {
  const { run } = await changed();
  const { code, out, err } = await run(words, { kustomize: memoryKustomize() });
  expect(code, err).toBe(0);
  expect(out + err).not.toMatch(shown);
  expect(out).toMatch(/1111[\s\S]*2222/);
  expect(out).toMatch(/\*\*\* \(before\)[\s\S]*\*\*\* \(after\)/);
});

it('render by itself shows what the cluster gets', async () => {
  const { run } = await changed();
  const { out } = await run(['render', 'e1'], { kustomize: memoryKustomize() });
  expect(out.match(new RegExp(word, 'g'))?.length).toBeGreaterThan(8);
});

it.each(['text', 'json', 'github', 'markdown', 'sarif'])(
  'says what is wrong beside a secret, and not the secret: %s',
  async (format) => {
    const { run } = await memoryRepository({
      ...smallFleet,
      'apps/till/base/kustomization.yaml': `resources: [config.yaml, broken.yaml]\nsecretGenerator: [{name: a, literals: [pin=${word}2], odd: 1}]\npatches: [{patch: "{kind: Secret, stringData: {a: ${word}2}}", odd: 1}]\n`,
      'apps/till/base/config.yaml': `kind: Secret\nmetadata: {name: [till]}\nstringData: {a: ${word}2}\n`,
      'apps/till/base/broken.yaml': `kind: Secret\nmetadata: {name: [till]}\nstringData:\n  a: ${word}2\n  b: *${word}2\n`,
      'inventory/e3.yaml': object('Cluster', 'e3', `{groups: [none], values: {pinToken: ${word}2}}`),
    });
    const { code, out, err } = await run(['validate', '-o', format], { kustomize: memoryKustomize() });
    expect(code).toBe(1);
    expect(out).toMatch(/config\.yaml[\s\S]*e3\.yaml/);
    expect(out + err).not.toMatch(shown);
  },
);

it.each([
  ['search', word],
  ['describe', 'cluster/e1'],
  ['explain', 'value', 'pinToken', 'e1'],
  ['explain', 'till', 'e1'],
  ['get', 'clusters', '-o', 'yaml'],
  ['get', 'clusters', '--columns', 'NAME,values.pinToken'],
])('an object that holds a secret is not shown: %s %s', async (...words) => {
  const { run } = await memoryRepository({
    ...smallFleet,
    'inventory/clusters/e1.yaml': object('Cluster', 'e1', `{groups: [stores/east], values: {pinToken: ${word}2}}`),
  });
  const { out, err } = await run(words);
  expect((out + err).replaceAll(`nothing holds "${word}"`, '')).not.toMatch(shown);
  expect(err).toContain('The inventory has an error');
});

it.each([
  ['set', 'cluster/e1', 'spec.values.pinToken=x', '--dry-run', '--verbose'],
  ['unset', 'cluster/e1', 'spec.values.pinToken', '--dry-run', '--verbose'],
  ['fmt', '--dry-run', '--verbose'],
])('a difference of files says that a secret differs, and no more: %s', async (...words) => {
  const { run } = await memoryRepository({
    ...smallFleet,
    'inventory/clusters/e1.yaml': `${object('Cluster', 'e1', `{groups:   [stores/east], values: {pinToken: ${word}2}}`)}---\nkind: Secret\nstringData: {a: ${word}}\n`,
  });
  const { out, err } = await run(words);
  expect(out + err).not.toMatch(shown);
  expect(out + err).toContain('+++ b/inventory/clusters/e1.yaml');
});

it.each([
  ['describe', `cluster/https://ann:${word}2@example.com`],
  ['init', '--url', `https://ann:${word}2@example.com/fleet.git`],
  ['validate', '--repo', `https://example.com/?token=${word}2345`],
])('a message repeats no credentials that were typed: %s %s', async (...words) => {
  const { run } = await memoryRepository(smallFleet);
  const { code, err } = await run(words);
  expect(code).toBe(2);
  expect(err).toContain('error: ');
  expect(err).not.toMatch(shown);
});
