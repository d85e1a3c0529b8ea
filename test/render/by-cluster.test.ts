import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClusterSet } from '../../src/model/cluster-set.ts';
import { isRecord, valueAt } from '../../src/model/record.ts';
import { type BuiltObject, readBuilt } from '../../src/render/built-object.ts';
import { askByCluster } from '../../src/render/by-cluster.ts';
import { fillObject } from '../../src/render/fill-object.ts';
import type { Column, FleetVariables } from '../../src/render/fleet-variables.ts';
import { readManifest } from '../../src/render/read-manifest.ts';
import { rememberTemplates } from '../../src/render/templates.ts';
import type { Variables } from '../../src/render/variables.ts';
import { print, tree } from './arbitrary-object.ts';

/** The texts of variables by cluster; undefined where it has none. */
type Texts = Readonly<Record<string, readonly (string | undefined)[]>>;

function variablesOf(texts: Texts): FleetVariables {
  const columns = Object.entries(texts).map(([name, own]): [string, Column] => {
    const distinct = [...new Set(own.filter((text) => text !== undefined))];
    const ids = Int32Array.from(own, (text) => (text === undefined ? -1 : distinct.indexOf(text)));
    const missing = [...own.keys()].filter((index) => own[index] === undefined);
    return [name, { texts: distinct, ids, missing: ClusterSet.of(own.length, missing), isPlain: false }];
  });
  const known = new Map(columns);
  return {
    column: (name) => known.get(name),
    names: () => Object.keys(texts).sort(),
    combinations: () => [],
    templateOf: rememberTemplates(),
  };
}

function objectOf(text: string): BuiltObject {
  const [object] = readBuilt(text);
  if (!object) throw new Error('the text has no object');
  return object;
}

/** Asks, and says how often the question was answered. */
function ask(
  object: BuiltObject,
  texts: Texts,
  question: (value: unknown) => unknown,
  size = 4,
  own: Variables = new Map(),
) {
  let calls = 0;
  const audience = { clusters: ClusterSet.all(size), own, variables: variablesOf(texts) };
  const answers = askByCluster(object, audience, (value) => {
    calls += 1;
    return structuredClone(question(value));
  });
  return { calls, answers: answers.map(({ value, clusters }) => [value, [...clusters].join(' ')]) };
}

const deployment = objectOf(`apiVersion: apps/v1
kind: Deployment
metadata:
  labels:
    \${cluster_key:=plain}: \${cluster_size}
  name: till-\${cluster_name}
spec:
  replicas: \${cluster_count:=1}
  template:
    spec:
      containers:
      - image: till:\${app_tag}
        name: till
      - \${cluster_side}
`);

const texts: Texts = {
  cluster_count: ['2', undefined, '2', '3'],
  cluster_name: ['a', 'b', 'c', 'd'],
  cluster_size: ['big', 'big', 'big', undefined],
  cluster_side: ['x', 'x', 'z', 'x'],
  cluster_key: [undefined, 'k', 'k', 'k'],
};
const own = new Map([['app_tag', '1.4']]);

describe('what is asked of an object on many clusters', () => {
  const about = (...path: (string | number)[]) => ask(deployment, texts, (value) => valueAt(value, path), 4, own);
  const alike = { ...texts, cluster_key: [undefined, undefined, undefined, undefined] };

  it('has an answer for each value that it has there', () => {
    expect(about('spec', 'replicas').answers.toSorted()).toEqual([
      [1, '1'],
      [2, '0'],
      [2, '2'],
      [3, '3'],
    ]);
    expect(ask(deployment, alike, (value) => valueAt(value, ['spec', 'replicas']), 4, own)).toEqual({
      calls: 3,
      answers: expect.arrayContaining([
        [2, '0 2'],
        [1, '1'],
        [3, '3'],
      ]),
    });
  });

  it('is asked once where it does not look at what differs', () => {
    expect(ask(deployment, alike, (value) => valueAt(value, ['kind']), 4, own)).toEqual({
      calls: 1,
      answers: [['Deployment', '0 1 2 3']],
    });
    const path = ['spec', 'template', 'spec', 'containers', 0, 'image'];
    expect(ask(deployment, alike, (value) => valueAt(value, path), 4, own)).toEqual({
      calls: 1,
      answers: [['till:1.4', '0 1 2 3']],
    });
  });

  it('sees keys and items as they are there, and values below such keys', () => {
    expect(about('metadata', 'labels').answers.toSorted()).toEqual(
      [
        [{ plain: 'big' }, '0'],
        [{ k: 'big' }, '1 2'],
        [{ k: '${cluster_size}' }, '3'],
      ].toSorted(),
    );
    expect(about('spec', 'template', 'spec', 'containers', 1).answers.toSorted()).toEqual([
      ['x', '0'],
      ['x', '1 3'],
      ['z', '2'],
    ]);
  });

  it('has one answer where Flux leaves variables alone', () => {
    const disabled = objectOf(
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  annotations:\n    kustomize.toolkit.fluxcd.io/substitute: disabled\ndata:\n  a: ${cluster_name}\n',
    );
    const clusters = ClusterSet.all(4);
    const read = (value: unknown) => valueAt(value, ['data', 'a']);
    expect(askByCluster(disabled, { clusters, own, variables: variablesOf(texts) }, read)).toEqual([
      { value: '${cluster_name}', clusters },
    ]);
    const name = (value: unknown) => valueAt(value, ['metadata', 'name']);
    expect(askByCluster(deployment, { clusters, own: undefined, variables: variablesOf(texts) }, name)).toEqual([
      { value: 'till-${cluster_name}', clusters },
    ]);
  });

  it('has no answer where there is no cluster', () => {
    const audience = { clusters: ClusterSet.none(4), own, variables: variablesOf(texts) };
    expect(askByCluster(deployment, audience, () => 1)).toEqual([]);
  });

  it('takes the last of two keys that become one, as the cluster does', () => {
    const map = objectOf('apiVersion: v1\nkind: ConfigMap\ndata:\n  ${cluster_key}: first\n  k: last\n');
    const { answers } = ask(map, { cluster_key: ['k', 'j', 'k', 'k'] }, (value) => valueAt(value, ['data']));
    expect(answers).toEqual([
      [{ k: 'last' }, '0 2 3'],
      [{ j: 'first', k: 'last' }, '1'],
    ]);
  });

  it('reads the whole text where an expression goes over more than one scalar', () => {
    const map = objectOf('apiVersion: v1\nkind: ConfigMap\ndata:\n  a: ${cluster_key:=x\n  b: y}\n  c: 1\n');
    expect(map.sites).toBeUndefined();
    const { answers } = ask(map, { cluster_key: ['k', undefined, 'k', 'k'] }, (value) => valueAt(value, ['data', 'a']));
    expect(answers).toEqual([
      ['k', '0 2 3'],
      ['x', '1'],
    ]);
  });
});

describe('of a thousand clusters', () => {
  const size = 1000;
  const many: Texts = {
    cluster_name: Array.from({ length: size }, (_, at) => `c${at}`),
    cluster_count: Array.from({ length: size }, (_, at) => String(at % 7)),
    cluster_side: Array.from({ length: size }, (_, at) => (at % 5 === 0 ? undefined : 'x')),
  };

  it.each([
    ['nothing that differs', ['kind'], 1],
    ['seven texts', ['spec', 'replicas'], 7],
    ['two texts, one of which is missing', ['spec', 'template', 'spec', 'containers', 1], 2],
    ['a thousand texts', ['metadata', 'name'], 1000],
  ])('with %s', (_, path, calls) => {
    const found = ask(deployment, many, (value) => valueAt(value, path), size, own);
    expect(found.calls).toBe(calls);
    expect(found.answers).toHaveLength(calls);
  });

  it('asks again only where what was read says to read more', () => {
    const found = ask(
      deployment,
      many,
      (value) =>
        valueAt(value, ['spec', 'replicas']) === 3 ? valueAt(value, ['spec', 'template', 'spec', 'containers', 1]) : 0,
      size,
      own,
    );
    expect(found.calls).toBe(8);
  });
});

const value = fc.option(
  fc.constantFrom('x', 'y', '7', 'a', 'true', '0077', '', 'on', 'a: b', '[1, 2]', '{a: 1}', '#', '- a', 'é'),
  {
    nil: undefined,
  },
);

/** Some paths that a question may read, and what it reads them as. */
const steps = fc.array(
  fc.array(fc.oneof(fc.constantFrom('a', 'b', 'c', 'd', 'x', 'y'), fc.nat({ max: 2 })), { maxLength: 4 }),
  {
    minLength: 1,
    maxLength: 3,
  },
);

describe('any question', () => {
  it('has the answer that each cluster by itself gives, and as few calls as there are answers', () => {
    let readable = 0;
    fc.assert(
      fc.property(
        tree,
        fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 6 }),
        steps,
        (data, rows, paths) => {
          const object = objectOf(`apiVersion: v1\nkind: ConfigMap\ndata:${print(data, '  ')}metadata:\n  name: c\n`);
          fc.pre(isRecord(object.value) && object.kind === 'ConfigMap');
          const columns: Texts = Object.fromEntries(
            ['cluster_a', 'cluster_b', 'cluster_c'].map((name, at) => [name, rows.map((row) => row[at])]),
          );
          const mine = new Map([['app_x', 'mine']]);
          const question = (read: unknown) => {
            const parts: unknown[] = [];
            for (const path of paths) {
              const part = valueAt(read, ['data', ...path]);
              parts.push(part);
              // What is read next may hang on what was read.
              if (part === 'x') break;
            }
            return structuredClone(parts);
          };
          let calls = 0;
          const audience = { clusters: ClusterSet.all(rows.length), own: mine, variables: variablesOf(columns) };
          const answers = askByCluster(object, audience, (read) => {
            calls += 1;
            return question(read);
          });
          expect(answers.flatMap(({ clusters }) => [...clusters]).toSorted((a, b) => a - b)).toEqual([...rows.keys()]);
          expect(calls).toBe(answers.length);
          const different = new Set(rows.map((row) => JSON.stringify(row)));
          expect(calls).toBeLessThanOrEqual(different.size);
          for (const [index, row] of rows.entries()) {
            const there = new Map(mine);
            for (const [at, text] of row.entries())
              if (text !== undefined) there.set(['cluster_a', 'cluster_b', 'cluster_c'][at] ?? '', text);
            const filled = fillObject(object, there);
            const read = filled.ok ? readManifest(filled.text) : undefined;
            if (!read?.ok) continue;
            readable += 1;
            expect(answers.find(({ clusters }) => [...clusters].includes(index))?.value).toEqual(question(read.value));
          }
        },
      ),
      { numRuns: 800 },
    );
    expect(readable).toBeGreaterThan(100);
  });
});
