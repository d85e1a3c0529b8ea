import { describe, expect, it } from 'vitest';
import { linearPattern, matchesWhole } from '../../src/model/linear-pattern.ts';
import { Endless, foreignAjv, judgeOf } from '../../src/validate/foreign-schemas.ts';

/** `field message`, a line each. */
function errors(schema: object, value: unknown): string[] {
  const validate = foreignAjv().compile(schema);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe('a schema of others', () => {
  it('takes no more time for its patterns than the text is long', () => {
    const long = `${'a'.repeat(200_000)}!`;
    for (const pattern of ['^(a+)+$', '^(a|aa)*$', '^(.*a){20}$', '^([a-z]+)*b$'])
      expect(errors({ properties: { a: { pattern } } }, { a: long })).toHaveLength(1);
    expect(errors({ pattern: '^(a+)+$' }, 'aaa')).toEqual([]);
  });

  it('reads patterns as JavaScript writes them', () => {
    expect(errors({ pattern: '^\\d{2}\\/\\u00e9\\-x$' }, '12/é-x')).toEqual([]);
    expect(errors({ pattern: 'b' }, 'abc')).toEqual([]);
  });

  it('asks for what somebody wrote, not for what every object has', () => {
    for (const name of ['constructor', 'toString', 'hasOwnProperty']) {
      expect(errors({ required: [name] }, {})).toEqual([` must have required property '${name}'`]);
      expect(errors({ properties: { [name]: { type: 'string' } } }, {})).toEqual([]);
      expect(errors({ required: [name], properties: { [name]: { type: 'string' } } }, { [name]: 'x' })).toEqual([]);
    }
  });

  it('keeps the patterns of several fields apart', () => {
    const schema = { properties: { a: { pattern: '^a$' }, b: { pattern: '^b$' }, c: { pattern: '^(?!b)' } } };
    expect(errors(schema, { a: 'a', b: 'b', c: 'c' })).toEqual([]);
    expect(errors(schema, { a: 'b', b: 'a', c: 'b' })).toHaveLength(3);
  });

  it('tries patterns with a lookahead, for as long as that makes sense', () => {
    expect(errors({ pattern: '^(?!a)b' }, 'b')).toEqual([]);
    expect(errors({ pattern: '^(?!a)b' }, 'ab')).toHaveLength(1);
    expect(() => errors({ pattern: '^(?=a)(a+)+$' }, `${'a'.repeat(60)}!`)).toThrow(Endless);
  });

  it('says which pattern it cannot read', () => {
    expect(() => foreignAjv().compile({ pattern: '^(?!a' })).toThrow(/\/\^\(\?!a\/ cannot be read: invalid/);
    expect(() => foreignAjv().compile({ pattern: '('.repeat(20_000) })).toThrow('more than 10000 characters');
  });

  it('tells equal items in a list by what they say, however many there are', () => {
    expect(
      errors({ uniqueItems: true }, [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ]),
    ).toEqual([' must NOT have duplicate items (items ## 1 and 0 are identical)']);
    expect(errors({ uniqueItems: true }, [1, '1', [1], { 1: 1 }])).toEqual([]);
    expect(
      errors(
        { uniqueItems: true },
        Array.from({ length: 100_000 }, (_, n) => ({ n })),
      ),
    ).toEqual([]);
    expect(errors({ uniqueItems: false }, [1, 1])).toEqual([]);
  });
});

describe('a schema that comes to no end', () => {
  const judge = (schema: object, value: unknown) => judgeOf(foreignAjv(), schema)(value);

  it('is told, wherever it refers to itself', () => {
    expect(() => judge({ $ref: '#' }, 1)).toThrow(Endless);
    expect(() => judge({ anyOf: [{ type: 'object' }, { allOf: [{ $ref: '#' }] }] }, 1)).toThrow(/without end/);
    expect(judge({ properties: { a: { $ref: '#' } }, type: 'object' }, { a: { a: {} } })).toEqual([]);
  });

  it('is ended where references multiply', () => {
    const names = Array.from({ length: 40 }, (_, index) => `d${index}`);
    const definitions = Object.fromEntries(
      names.map((name, index) => [
        name,
        index === 39
          ? { type: 'string' }
          : { allOf: [{ $ref: `#/definitions/d${index + 1}` }, { $ref: `#/definitions/d${index + 1}` }] },
      ]),
    );
    expect(() => judge({ definitions, $ref: '#/definitions/d0' }, 'x')).toThrow('it takes too long');
  });
});

describe('a pattern of a selector', () => {
  it('matches as Kustomize does', () => {
    expect(matchesWhole('till|lane', 'lane')).toBe(true);
    expect(matchesWhole('till.*', 'till-2')).toBe(true);
    expect(matchesWhole('till', 'till-2')).toBe(false);
    expect(matchesWhole('(', '(')).toBe(false);
    expect(matchesWhole('(a+)+$', `${'a'.repeat(100_000)}-1`)).toBe(false);
  });

  it('that cannot be read is told', () => {
    expect(linearPattern('a(')).toBe('missing closing ): `a(`');
  });
});
