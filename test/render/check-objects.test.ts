import { describe, expect, it } from 'vitest';
import { readBuilt } from '../../src/render/built-object.ts';
import { createObjectChecker } from '../../src/render/check-objects.ts';
import { customSchemas } from '../../src/render/custom-schemas.ts';
import type { ObjectProblem } from '../../src/render/object-problem.ts';
import type { Variables } from '../../src/render/variables.ts';
import { objects, readFleet, type TestFleet } from '../support/fleet.ts';

const fleet = readFleet(
  objects(`
    Group stores: {}
    Cluster a: {groups: [stores], values: {number: "0077", size: big, host: a.example.com, flag: "on"}}
    Cluster b: {groups: [stores], values: {number: "2301", host: B.example.com, flag: maybe, text: "x: y"}}
    Cluster c: {groups: [stores], values: {number: "12a", size: small, flag: "maybe", host: c.example.com, text: plain}}
    Cluster gone: {groups: [stores], state: retired}
  `),
);

const till: Variables = new Map([['app_name', 'till']]);

/** `RULE path | variable | becomes | example on clusters`, for what is wrong with one object. */
function check(text: string, some = 'all', own: Variables | 'left alone' = till): string[] {
  const { resolution } = fleet;
  const clusters = resolution.select(some, { file: 'test' }).clusters.and(resolution.active);
  const built = readBuilt(text);
  return createObjectChecker(resolution, customSchemas(built))
    .check({ objects: built, clusters, own: own === 'left alone' ? undefined : own })
    .map(line);
}

function line(problem: ObjectProblem): string {
  const what = partsOf(problem).filter((part) => part !== undefined && part !== '');
  return `${problem.rule.id} ${what.join(' | ')} on ${namesIn(fleet, problem.clusters)}`;
}

function partsOf(problem: ObjectProblem): (string | undefined)[] {
  if (problem.about === 'site') return [problem.site.path.join('/'), problem.variable, problem.detail, problem.example];
  if (problem.about === 'name') return [problem.path.join('/')];
  return [problem.about === 'missing' ? '' : problem.about, problem.subject, problem.detail];
}

function namesIn({ names }: TestFleet, clusters: ObjectProblem['clusters']): string {
  return names(clusters);
}

function configMap(data: string): string {
  return `apiVersion: v1\ndata:\n  ${data}\nkind: ConfigMap\nmetadata:\n  name: c\n`;
}

describe('a variable that some clusters have no value for', () => {
  it('is named with the clusters that it is about', () => {
    expect(check(configMap('a: till-${cluster_size}'))).toEqual(['RE403 cluster_size on b']);
    expect(check(configMap('a: till-${cluster_nothing}'))).toEqual(['RE403 cluster_nothing on a b c']);
  });

  it('is looked at on the clusters that get the object', () => {
    expect(check(configMap('a: till-${cluster_size}'), '/c/a')).toEqual([]);
    expect(check(configMap('a: ${app_name}'))).toEqual([]);
  });

  it('may have a default', () => {
    expect(check(configMap('a: ${cluster_size:=middle}'))).toEqual([]);
  });

  it('counts in an expression that goes over several scalars too', () => {
    expect(check(configMap('a: ${cluster_size:=b}\n  c: "${cluster_nothing:-x\n    y}"'))).toEqual([]);
    expect(check(configMap('a: x ${cluster_size\n  b: y}'))).toHaveLength(1);
  });

  it('does not count in an object that Flux leaves alone', () => {
    const off = '  annotations:\n    kustomize.toolkit.fluxcd.io/substitute: disabled\n';
    expect(check(`${configMap('a: ${cluster_nothing}')}${off}`)).toEqual([]);
    expect(check(configMap('a: ${cluster_nothing}'), 'all', 'left alone')).toEqual([]);
  });
});

describe('a value that is no text any more', () => {
  it('is named with what it becomes, where the API server wants text', () => {
    expect(check(configMap('a: ${cluster_number}'))).toEqual(['RE408 data/a | cluster_number | a number | 63 on a b']);
    expect(check(configMap('a: "${cluster_number}"'))).toEqual([]);
    expect(check(configMap('a: n${cluster_number}'))).toEqual([]);
  });

  it('is looked at before it is said that the beginning tells all', () => {
    expect(check(configMap('a: ${cluster_flag}'))).toEqual(['RE408 data/a | cluster_flag | true | true on a']);
    expect(check(configMap('a: o${cluster_size:=n}'))).toEqual(['RE408 data/a | cluster_size | true | true on b']);
    expect(check(configMap('a: 1${cluster_size:=7}'))).toEqual(['RE408 data/a | cluster_size | a number | 17 on b']);
    expect(check(configMap('a: -${cluster_size:=7}'))).toEqual(['RE408 data/a | cluster_size | a number | -7 on b']);
  });

  it('may be that where no text is wanted', () => {
    const deployment = (replicas: string) =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: till\nspec:\n  replicas: ${replicas}\n`;
    expect(check(deployment('${cluster_number}'))).toEqual([]);
  });

  it('is lost where nobody says what is wanted, unless it can be told from what it becomes', () => {
    const release = (values: string) =>
      `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: h\nspec:\n  values:\n    ${values}\n`;
    expect(check(release('a: ${cluster_number}'))).toEqual([
      'RE408 spec/values/a | cluster_number | a number | 63 on a',
    ]);
    expect(check(release('a: ${cluster_flag}'))).toEqual(['RE408 spec/values/a | cluster_flag | true | true on a']);
    expect(check(release('a: ${cluster_size:=}'))).toEqual([]);
    expect(check(release('a: 40063${cluster_size:=31}'))).toEqual([
      'RE408 spec/values/a | cluster_size | a number | 4006331 on b',
    ]);
  });

  it('is refused where a definition in the fleet wants text', () => {
    const definition = (schema: string) => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: owns.example.com}
spec:
  group: example.com
  names: {kind: Own}
  versions: [{name: v1, schema: {openAPIV3Schema: {properties: {spec: {properties: {a: ${schema}}}}}}}]
`;
    const own = 'apiVersion: example.com/v1\nkind: Own\nmetadata:\n  name: o\nspec:\n  a: ${cluster_number}\n';
    const text = `${own}---\n${definition('{type: string}')}`;
    expect(check(text)).toEqual(['RE408 spec/a | cluster_number | a number | 63 on a b']);
    expect(check(`${own}---\n${definition('{type: integer}')}`)).toEqual([]);
    const optional = own.replace('${cluster_number}', '${cluster_size:=}');
    expect(check(`${optional}---\n${definition('{type: string}')}`)).toEqual([
      'RE408 spec/a | cluster_size | nothing | null on b',
    ]);
    expect(check(`${optional}---\n${definition('{type: string, nullable: true}')}`)).toEqual([]);
  });

  it('breaks the whole text wherever it is', () => {
    const own = 'apiVersion: example.com/v1\nkind: Own\nmetadata:\n  name: o\nspec:\n  a: ${cluster_text:=b}\n';
    expect(check(own)).toEqual([expect.stringMatching(/^RE408 spec\/a \| cluster_text \| .* on b$/)]);
  });

  it('may be a key, which becomes text again, but perhaps not the same', () => {
    expect(check(configMap('${cluster_number}: x'))).toEqual([
      'RE408 data/${cluster_number} | cluster_number | a number | 63 on a',
    ]);
    expect(check(configMap('${cluster_flag}: x'))).toEqual([
      'RE408 data/${cluster_flag} | cluster_flag | true | true on a',
    ]);
    expect(check(configMap('${cluster_size:=}: x'))).toEqual([
      'RE408 data/${cluster_size:=} | cluster_size | a key is no text on b',
    ]);
    const own = 'apiVersion: example.com/v1\nkind: Own\nmetadata:\n  name: o\nspec:\n  ${cluster_number}: x\n';
    expect(check(own)).toEqual(['RE408 spec/${cluster_number} | cluster_number | a number | 63 on a']);
  });
});

describe('a name', () => {
  const named = (name: string, kind = 'apiVersion: v1\nkind: ConfigMap') =>
    `${kind}\nmetadata:\n  name: ${name}\n  namespace: shop\n`;

  it('has to be one on each cluster', () => {
    expect(check(named('${cluster_host}'))).toEqual([
      'RE411 metadata/name | cluster_host | a name | "B.example.com" on b',
    ]);
    expect(check(named('till-${cluster_host,,}'))).toEqual([]);
    expect(check(named('till-${cluster_size:=}'))).toEqual([
      'RE411 metadata/name | cluster_size | a name | "till-" on b',
    ]);
  });

  it('of a role may be almost anything', () => {
    expect(check(named('a:${cluster_host}', 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role'))).toEqual([]);
  });

  it('of a label may be anything', () => {
    expect(check(`${named('c')}  labels:\n    name: ${'${cluster_host}'}\n`)).toEqual([]);
  });
});

describe('expressions that are named one by one', () => {
  it('are those that Flux cannot read, and behind them those without a value', () => {
    expect(check(configMap('a: "${x-y} ${cluster_nothing} ${x-y} ${9.9}"'))).toEqual([
      'RE403 unreadable | ${x-y} | missing closing brace on a b c',
      'RE403 unreadable | ${9.9} | missing closing brace on a b c',
      'RE403 cluster_nothing on a b c',
    ]);
  });

  it('are refused where they stand in each other without end', () => {
    const deep = (depth: number) => '${cluster_size:-'.repeat(depth) + '}'.repeat(depth);
    expect(check(configMap(`a: x${deep(100)}`))).toEqual([]);
    expect(check(configMap(`a: ${deep(100_000)}`))[0]).toContain('more than 100 deep');
  });

  it('are of the fleet where text was encoded before', () => {
    const secret = (text: string) =>
      `apiVersion: v1\ndata:\n  a: ${Buffer.from(text).toString('base64')}\nkind: Secret\nmetadata:\n  name: s\n`;
    expect(check(secret('x ${cluster_size} ${HOME:-${app_name}}'))).toEqual([
      'RE403 encoded | ${cluster_size} on a b c',
      'RE403 encoded | ${HOME:-${app_name}} on a b c',
    ]);
    expect(check(secret('${HOME} $$ ${clusters} $${cluster_size}'))).toEqual([]);
    expect(check(secret('${cluster_size}'), 'all', 'left alone')).toEqual([]);
  });

  it('are of another program where one would look for a shell', () => {
    expect(check(configMap('a: |\n    $$x ${A:-b}\n    $${c} $$$$'))).toEqual([
      'RE414 dollars | $$ on a b c',
      'RE414 filled in | ${A:-b} | b on a b c',
    ]);
    expect(check(configMap('a: |\n    ${A:=b} ${cluster_size:-x}\n    c'))).toEqual([]);
  });
});
