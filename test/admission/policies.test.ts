import { describe, expect, it } from 'vitest';
import { checkPolicies } from '../../src/admission/check-policies.ts';
import { base, type Files, objects, overlay } from '../support/fleet.ts';
import { findingsOf, messagesOf, refused } from './support.ts';

const till = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: till
  namespace: retail
spec:
  replicas: 3
  template:
    spec:
      containers:
      - image: ghcr.io/contoso/till:1.4
        name: main
      - image: nginx:latest
        name: proxy
`;

/** A namespace `retail` with the application `till` and the policy `small`, which has this rule. */
function fleet(rule: string, manifest = till, retail = 'policies: [small]'): Files {
  return {
    ...objects(`
      Cluster a: {values: {count: "2"}}
      Cluster b: {values: {count: "5"}}
      Namespace retail: {clusters: all, applications: [till], ${retail}}
      Application till: {path: apps/till, namespace: retail}
      Policy small: {owners: ["@contoso/platform"], rules: [${rule}]}
    `),
    ...base('apps/till', manifest),
  };
}

/** What is found with this rule, as messages alone. */
function broken(rule: string, manifest = till): string[] {
  return messagesOf(checkPolicies, fleet(rule, manifest), { till: manifest });
}

/** The same with severity, place and hint. */
function lines(rule: string, manifest = till): string[] {
  return refused(checkPolicies, fleet(rule, manifest), { till: manifest });
}

/** Where it is broken, without what is wrong there. */
function placesOf(assertion: string, manifest = till): string[] {
  return broken(`{name: one, assert: ${assertion}}`, manifest).map((message) =>
    message.replace(/^.* at (\S+) on .*$/, '$1'),
  );
}

/** A schema of replicas, of a container, of its image. */
const replicas = (schema: string) => `{properties: {spec: {properties: {replicas: ${schema}}}}}`;
const podSpec = (schema: string) => `{properties: {spec: {properties: {template: {properties: {spec: ${schema}}}}}}}`;
const containers = (schema: string) => podSpec(`{properties: {containers: {items: ${schema}}}}`);

describe('an object that breaks a rule (RE601)', () => {
  it('is told with the rule, the field, what is wrong, and whom to ask', () => {
    expect(lines(`{name: few, assert: ${replicas('{maximum: 2}')}}`)).toEqual([
      'apps/till/base/manifest.yaml:7 error Deployment/till of application till breaks small/few at spec.replicas on 2 clusters (a, b): spec.replicas must be at most 2, not 3 (Correct it there, or talk to @contoso/platform, who own policy/small.)',
    ]);
    expect(lines(`{name: few, assert: ${replicas('{maximum: 3}')}}`)).toEqual([]);
  });

  it('is told in the words of the policy, and as bad as it says', () => {
    const rule = `{name: few, assert: ${replicas('{maximum: 2}')}, message: Two are enough for a store., severity: warning}`;
    expect(lines(rule)).toEqual([
      expect.stringMatching(/^\S+ warning .* on 2 clusters \(a, b\): Two are enough for a store \(Correct it/),
    ]);
  });

  it('names the owners of the policy where there are none', () => {
    const files = {
      ...fleet('{name: no, assert: {not: {}}}'),
      ...objects('Policy small: {rules: [{name: no, assert: {not: {}}}]}'),
    };
    expect(refused(checkPolicies, files, { till })).toEqual([
      expect.stringMatching(/\(Correct it there, or talk to the owners of policy\/small\.\)$/),
    ]);
  });

  it('is told for each field', () => {
    const found = placesOf(containers('{required: [resources], properties: {image: {not: {pattern: ":latest$"}}}}'));
    expect(found.toSorted()).toEqual([
      'spec.template.spec.containers[0].resources',
      'spec.template.spec.containers[1].image',
      'spec.template.spec.containers[1].resources',
    ]);
  });
});

describe('what a rule is about', () => {
  const never = 'assert: {not: {}}';
  const all = `${till}---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: till-settings\n`;
  const about = (match: string) =>
    broken(`{name: no, match: ${match}, ${never}}`, all).map((message) => message.replace(/ of .*$/, ''));

  it.each<[match: string, names: readonly string[]]>([
    ['{}', ['Deployment/till', 'ConfigMap/till-settings']],
    ['{kinds: [ConfigMap]}', ['ConfigMap/till-settings']],
    ['{kinds: [ConfigMap, Deployment, Service]}', ['Deployment/till', 'ConfigMap/till-settings']],
    ['{kinds: ["*Map"]}', ['ConfigMap/till-settings']],
    ['{kinds: []}', []],
    ['{names: [till]}', ['Deployment/till']],
    ['{names: ["till-*"]}', ['ConfigMap/till-settings']],
    ['{names: ["till*", other]}', ['Deployment/till', 'ConfigMap/till-settings']],
    ['{names: ["{till,menu}"]}', ['Deployment/till']],
    // What names no namespace is in that of its application.
    ['{namespaces: [retail]}', ['Deployment/till', 'ConfigMap/till-settings']],
    ['{namespaces: ["re*"]}', ['Deployment/till', 'ConfigMap/till-settings']],
    ['{namespaces: [other]}', []],
    ['{kinds: [Deployment], names: ["*-settings"]}', []],
  ])('%s', (match, names) => {
    expect(about(match)).toEqual(names);
  });

  it('goes by the name that an object has on a cluster', () => {
    const named = till.replace('  name: till\n', '  name: ${app_name}-${cluster_count}\n');
    expect(broken(`{name: no, match: {names: ["till-*"]}, ${never}}`, named)).toEqual([
      expect.stringMatching(/ breaks small\/no at .* on 2 clusters \(a, b\): /),
    ]);
    expect(broken(`{name: no, match: {names: [till-5]}, ${never}}`, named)).toEqual([
      expect.stringMatching(/ on cluster b: /),
    ]);
  });

  it('is only where the namespace names the policy', () => {
    const rule = `{name: no, ${never}}`;
    expect(messagesOf(checkPolicies, fleet(rule, till, 'policies: []'), { till })).toEqual([]);
    const override = 'overrides: [{name: strict, clusters: /c/b, policies: [small]}]';
    expect(messagesOf(checkPolicies, fleet(rule, till, override), { till })).toEqual([
      expect.stringMatching(/ on cluster b: /),
    ]);
  });

  it('is what a namespace is made of only by its kind', () => {
    const space = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: retail\n';
    const found = (rule: string) => refused(checkPolicies, fleet(rule), { 'ns/retail': space });
    expect(found(`{name: no, ${never}}`)).toEqual([]);
    expect(found(`{name: no, match: {names: [retail]}, ${never}}`)).toEqual([]);
    expect(
      found('{name: labels, match: {kinds: [Namespace]}, assert: {properties: {metadata: {required: [labels]}}}}'),
    ).toEqual([
      'inventory/namespace/retail.yaml:3 error Namespace/retail of namespace retail breaks small/labels at metadata.labels on 2 clusters (a, b): metadata.labels is missing (Correct it there, or talk to @contoso/platform, who own policy/small.)',
    ]);
  });
});

describe('a schema with a choice', () => {
  it.each([
    ['anyOf', replicas('{anyOf: [{const: 1}, {const: 2}]}'), ['spec.replicas']],
    [
      'anyOf with more inside',
      containers('{anyOf: [{required: [resources]}, {properties: {image: {pattern: "^x"}}}]}'),
      ['spec.template.spec.containers[0]', 'spec.template.spec.containers[1]'],
    ],
    ['oneOf', replicas('{oneOf: [{minimum: 1}, {minimum: 2}]}'), ['spec.replicas']],
    [
      'not',
      containers('{not: {properties: {image: {pattern: ":latest$"}}, required: [image]}}'),
      ['spec.template.spec.containers[1]'],
    ],
    [
      'contains',
      podSpec('{properties: {containers: {contains: {properties: {name: {const: log}}}}}}'),
      ['spec.template.spec.containers'],
    ],
    [
      'if and then',
      '{if: {properties: {kind: {const: Deployment}}}, then: {properties: {spec: {required: [paused]}}}}',
      ['spec.paused'],
    ],
    [
      'allOf',
      `{allOf: [${replicas('{maximum: 1}')}, {properties: {spec: {required: [paused]}}}]}`,
      ['spec.paused', 'spec.replicas'],
    ],
    [
      'a reference',
      `{definitions: {few: {maximum: 1}}, ${replicas('{$ref: "#/definitions/few"}').slice(1)}`,
      ['spec.replicas'],
    ],
  ])('has one sensible place: %s', (_, assertion, places) => {
    expect(placesOf(assertion).toSorted()).toEqual(places);
  });

  it('is met by one of its parts', () => {
    expect(placesOf(replicas('{anyOf: [{const: 1}, {const: 3}]}'))).toEqual([]);
    expect(placesOf('{if: {properties: {kind: {const: Pod}}}, then: {not: {}}}')).toEqual([]);
  });
});

describe('where it is to be mended', () => {
  const placed = (files: Files, rule: string, text: string) => {
    const found = refused(checkPolicies, { ...fleet(rule), ...files }, { till: text });
    return found.map((line) => line.replace(/ .*/s, ''));
  };
  const few = `{name: few, assert: ${replicas('{maximum: 2}')}}`;
  const pinned = `{name: pinned, assert: ${containers('{properties: {image: {not: {pattern: "latest"}}}}')}}`;

  it('is the field in the manifest, or what is there of it', () => {
    expect(placed({}, few, till)).toEqual(['apps/till/base/manifest.yaml:7']);
    expect(placed({}, pinned, till)).toEqual(['apps/till/base/manifest.yaml:13']);
    expect(placed({}, `{name: r, assert: ${podSpec('{required: [priority]}')}}`, till)).toEqual([
      'apps/till/base/manifest.yaml:9',
    ]);
  });

  it('is the container with its name, wherever it stands in the list', () => {
    const built = till.replace(/( {6}- image: ghcr.*?)( {6}- image: nginx.*)/s, '$2$1');
    expect(placed({}, pinned, built)).toEqual(['apps/till/base/manifest.yaml:13']);
  });

  it('is a patch that sets the field', () => {
    const patch =
      'patches:\n- patch: |\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata: {name: till}\n    spec: {replicas: 3}\n';
    const folder = 'apps/till/overlays/more';
    const files = overlay(folder, { clusters: '/c/b' }, patch);
    expect(placed(files, few, till)).toEqual(['apps/till/base/manifest.yaml:7', `${folder}/kustomization.yaml:5`]);
    const operation =
      'patches:\n- target: {kind: Deployment}\n  patch: |\n    - {op: replace, path: /spec/replicas, value: 3}\n';
    expect(placed(overlay(folder, { clusters: '/c/b' }, operation), few, till)[1]).toMatch(
      /^apps\/till\/overlays\/more\/kustomization\.yaml:/,
    );
    // One that sets something else is not to blame.
    const other = patch.replace('replicas: 3', 'paused: true');
    expect(placed(overlay(folder, { clusters: '/c/b' }, other), few, till)).toEqual(['apps/till/base/manifest.yaml:7']);
  });

  it('is the entry of images that made the image what it is', () => {
    const files = {
      'apps/till/base/kustomization.yaml':
        'resources: [manifest.yaml]\nimages:\n- name: redis\n  newTag: "7"\n- name: nginx\n  newTag: latest\n',
    };
    expect(placed(files, pinned, till)).toEqual(['apps/till/base/kustomization.yaml:6']);
  });

  it('is the kustomization where no manifest has the object', () => {
    const generated = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: made-7h2k\n';
    expect(placed({}, '{name: no, assert: {not: {}}}', generated)).toEqual(['apps/till/base/kustomization.yaml:1']);
  });
});

describe('variables', () => {
  const counted = till.replace('replicas: 3', 'replicas: ${cluster_count}');

  it('are replaced for each cluster', () => {
    expect(broken(`{name: few, assert: ${replicas('{maximum: 2}')}}`, counted)).toEqual([
      'Deployment/till of application till breaks small/few at spec.replicas on cluster b: spec.replicas must be at most 2, not 5',
    ]);
    expect(broken(`{name: few, assert: ${replicas('{type: integer}')}}`, counted)).toEqual([]);
  });

  it('that differ are one finding', () => {
    expect(broken(`{name: few, assert: ${replicas('{maximum: 1}')}}`, counted)).toEqual([
      expect.stringMatching(
        /^Deployment\/till of application till breaks small\/few at spec\.replicas on 2 clusters \(a, b\): on cluster [ab], spec\.replicas must be at most 1, not [25]$/,
      ),
    ]);
  });
});

describe('a Secret', () => {
  it.each([
    ['Secret', 'stringData'],
    ['ConfigMap', 'data'],
  ])('is never shown, in a %s either', (kind, field) => {
    const secret = `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: key\n${field}:\n  password: hunter2\n`;
    for (const schema of [
      '{const: other}',
      '{enum: [a, b]}',
      '{type: number}',
      '{minLength: 30}',
      '{pattern: "^x"}',
      '{not: {}}',
    ]) {
      const found = lines(`{name: no, assert: {properties: {${field}: {properties: {password: ${schema}}}}}}`, secret);
      expect(found).toEqual([
        `apps/till/base/manifest.yaml:6 error ${kind}/key of application till breaks small/no at ${field}.password on 2 clusters (a, b): it does not meet the assertion (Correct it there, or talk to @contoso/platform, who own policy/small.)`,
      ]);
    }
  });

  it('is not quoted from its file', () => {
    const isHidden = (kind: string) => {
      const text = `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: key\n`;
      return findingsOf(checkPolicies, fleet('{name: no, assert: {not: {}}}', text), { till: text }).map(
        ({ confidential }) => confidential,
      );
    };
    expect(isHidden('Secret')).toEqual([true]);
    expect(isHidden('ConfigMap')).toEqual([undefined]);
  });
});
