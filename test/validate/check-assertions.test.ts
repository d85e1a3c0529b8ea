import { describe, expect, it } from 'vitest';
import { check, fleet, head } from './checked.ts';

/** What is found in a policy with one rule that asserts this, as `line:column rule message (hint)`. */
function found(assertion: string): string[] {
  const policy = `${head('Policy', 'small')}spec:\n  rules:\n    - name: one\n      assert: ${assertion}\n`;
  const { lines } = check({ 'resedge.yaml': fleet, 'inventory/policy.yaml': policy });
  return lines.map((line) => line.replace(/^inventory.policy\.yaml:/, ''));
}

const hint = '(See https://json-schema.org/understanding-json-schema/ for what can be asserted.)';
const none = 'RE102 assert is no JSON Schema of draft 7:';

describe('an assertion that is no JSON Schema', () => {
  it.each([
    [
      'a type that there is not',
      '{type: text}',
      `7:22 ${none} type must be equal to one of the allowed values: array,boolean,integer,null,number,object,string ${hint}`,
    ],
    [
      'a number in quotes',
      '{properties: {spec: {minimum: "1"}}}',
      `7:45 ${none} properties.spec.minimum must be number ${hint}`,
    ],
    ['a length below zero', '{maxLength: -1}', `7:27 ${none} maxLength must be >= 0 ${hint}`],
    ['no list of fields', '{required: spec}', `7:26 ${none} required must be array ${hint}`],
    [
      'a field twice',
      '{required: [a, a]}',
      `7:26 ${none} required must NOT have duplicate items (items ## 1 and 0 are identical) ${hint}`,
    ],
    [
      'a regular expression that is none',
      '{properties: {kind: {pattern: "["}}}',
      `7:45 ${none} the pattern /[/ cannot be read: missing closing ]: \`[\` ${hint}`,
    ],
    [
      'a bad pattern for keys',
      '{patternProperties: {"(": {type: string}}}',
      expect.stringContaining(`${none} the pattern /(/ cannot be read: `),
    ],
    [
      'a reference into nothing',
      '{$ref: "#/definitions/gone"}',
      `7:22 ${none} can't resolve reference #/definitions/gone from id # ${hint}`,
    ],
    [
      'a reference to another place',
      '{$ref: "https://example.com/x.json"}',
      expect.stringMatching(/^7:22 .* can't resolve reference https:\/\/example\.com\/x\.json/),
    ],
    [
      'another draft',
      '{$schema: "https://json-schema.org/draft/2020-12/schema"}',
      `7:15 ${none} no schema with key or ref "https://json-schema.org/draft/2020-12/schema" ${hint}`,
    ],
    ['a draft that is no text', '{$schema: 7}', expect.stringMatching(/^7:\d+ RE102 assert is no JSON Schema/)],
    ['one that answers later', '{$async: true}', `7:24 ${none} $async is no keyword of it ${hint}`],
  ])('%s', (_, assertion, line) => {
    expect(found(assertion)).toEqual([line]);
  });

  it('is found in each rule, and leaves the others alone', () => {
    const policy = `${head('Policy', 'small')}spec:\n  rules:\n${[
      '{name: one, assert: {type: text}}',
      '{name: two, assert: {type: object}}',
      '{name: three, assert: {type: 3}}',
    ]
      .map((rule) => `    - ${rule}\n`)
      .join('')}`;
    const { lines } = check({ 'resedge.yaml': fleet, 'inventory/policy.yaml': policy });
    expect(lines.map((line) => line.slice(0, 'inventory/policy.yaml:6'.length))).toEqual([
      'inventory/policy.yaml:6',
      'inventory/policy.yaml:8',
    ]);
  });

  it('that is no map is what the schema of policies says', () => {
    expect(found('[1]')).toEqual([expect.stringContaining('RE102 spec.rules[0].assert must be a map, not a list')]);
    expect(found('true')).toEqual([expect.stringContaining('RE102 spec.rules[0].assert must be a map')]);
  });
});

describe('an assertion that is one', () => {
  it.each([
    '{}',
    '{type: [object, "null"]}',
    '{properties: {spec: {properties: {replicas: {maximum: 1}}}}, required: [spec]}',
    '{definitions: {a: {type: string}}, properties: {kind: {$ref: "#/definitions/a"}}}',
    '{if: {required: [a]}, then: {required: [b]}, else: {not: {required: [b]}}}',
    '{anyOf: [{contains: {const: 1}}, {oneOf: [{enum: [a]}]}]}',
    '{$schema: "http://json-schema.org/draft-07/schema#"}',
    '{$id: "https://example.com/same.json"}',
    '{pattern: "^\\\\p{L}+$"}',
    '{format: date-time}',
    '{format: something-else}',
    '{x-note: keywords that nobody knows are fine, minContains: 2, example: [1]}',
    '{properties: {spec: {x-kubernetes-int-or-string: true}}}',
  ])('%s', (assertion) => {
    expect(found(assertion)).toEqual([]);
  });

  it('may have the id of another one', () => {
    const rules = ['one', 'two'].map((name) => `    - {name: ${name}, assert: {$id: "https://example.com/a.json"}}\n`);
    const policy = `${head('Policy', 'small')}spec:\n  rules:\n${rules.join('')}`;
    expect(check({ 'resedge.yaml': fleet, 'inventory/policy.yaml': policy }).lines).toEqual([]);
  });
});
