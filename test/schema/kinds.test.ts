import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { kindTypes } from '../../scripts/kind-types.mjs';
import { isRecord } from '../../src/model/record.ts';
import { validator } from '../validate/checked.ts';
import { kindExamples } from './examples.ts';

const folder = new URL('../../schemas/', import.meta.url);
const schemas = readdirSync(folder).map((name): [string, unknown] => [
  name,
  JSON.parse(readFileSync(new URL(name, folder), 'utf8')),
]);

/** The messages about an object. */
function messagesAbout(value: unknown): string[] {
  return validator.check({ index: 0, value }, 'a.yaml').map((finding) => finding.message);
}

function objectOf(kind: string, name: string, spec: unknown): Record<string, unknown> {
  const labels = { state: 'la', 'example.com/tier': '', 'store.example.com/Format_1': 'X.y_z-1' };
  const annotations = { 'example.com/note': 'any text: "even this"\n' };
  return { apiVersion: 'resedge.dev/v1', kind, metadata: { name, labels, annotations }, spec };
}

/** The properties of a schema at any depth, by their way in it. */
function* propertiesOf(schema: unknown, path: string): Iterable<[path: string, schema: Record<string, unknown>]> {
  if (Array.isArray(schema))
    for (const [index, item] of schema.entries()) yield* propertiesOf(item, `${path}/${index}`);
  if (!isRecord(schema)) return;
  for (const [key, value] of Object.entries(schema)) {
    const isNamed = key === 'properties' || key === 'definitions';
    if (isNamed && isRecord(value)) {
      for (const [name, property] of Object.entries(value))
        if (isRecord(property)) yield [`${path}/${key}/${name}`, property];
    }
    yield* propertiesOf(value, `${path}/${key}`);
  }
}

describe('src/model/kinds.ts', () => {
  it('is what the schemas say: npm run types', async () => {
    expect(readFileSync(new URL('../../src/model/kinds.ts', import.meta.url), 'utf8')).toBe(await kindTypes());
  });
});

describe('every schema', () => {
  it('is one file, named after its kind, with its id', () => {
    const kinds = kindExamples.map(({ kind }) => `${kind.toLowerCase()}.json`);
    expect(schemas.map(([name]) => name).sort()).toEqual([...kinds, 'common.json'].sort());
    for (const [name, schema] of schemas) {
      expect(schema).toMatchObject({
        $id: `https://resedge.dev/schemas/v1/${name}`,
        $schema: 'http://json-schema.org/draft-07/schema#',
      });
    }
  });

  it.each(schemas)('%s describes each property, in a sentence', (_name, schema) => {
    const properties = [...propertiesOf(schema, '')];
    expect(properties.length).toBeGreaterThan(5);
    const bare = properties.filter(
      ([, property]) => property['$ref'] === undefined && typeof property['description'] !== 'string',
    );
    expect(bare.map(([path]) => path)).toEqual([]);
  });
});

describe.each(kindExamples)('$kind', ({ kind, name, spec, least, refused }) => {
  it('takes an object with every field', () => {
    expect(messagesAbout(objectOf(kind, name, spec))).toEqual([]);
    const schema = schemas.find(([file]) => file === `${kind.toLowerCase()}.json`)?.[1];
    const known = [...propertiesOf(schema, '')].flatMap(
      ([path]) => /^\/properties\/spec\/properties\/(\w+)$/.exec(path)?.[1] ?? [],
    );
    expect(Object.keys(spec).sort()).toEqual(known.sort());
  });

  it('takes the least that there can be', () => {
    expect(messagesAbout({ apiVersion: 'resedge.dev/v1', kind, metadata: { name }, spec: least })).toEqual([]);
  });

  it.each(refused)('refuses a wrong %s, and nothing else is said', (field, change) => {
    const changed = Object.fromEntries(
      Object.entries({ ...spec, ...change }).filter(([, value]) => value !== undefined),
    );
    const messages = messagesAbout(objectOf(kind, name, changed));
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(field);
  });

  it('refuses an unknown field, another version and a name that is none', () => {
    const object = objectOf(kind, name, spec);
    expect(messagesAbout({ ...object, status: {} })).toEqual(['there is no field status']);
    expect(messagesAbout({ ...object, apiVersion: 'v1' })).toEqual(['apiVersion must be resedge.dev/v1, not "v1"']);
    for (const wrong of ['Upper', 'under_score', '-a', 'a-', '', 'a.b', 'a'.repeat(64), 'ä']) {
      const cannotBe = `metadata.name cannot be ${JSON.stringify(wrong)}`;
      const written = wrong === '' ? 'metadata.name is empty' : cannotBe;
      const tooLong =
        kind === 'Group' ? cannotBe : expect.stringMatching(/^metadata.name has 64 characters, and \d\d are/);
      expect(messagesAbout(objectOf(kind, wrong, spec))).toEqual([wrong.length > 63 ? tooLong : written]);
    }
  });
});

describe('names', () => {
  it('of applications and namespaces have at most 50 characters, others 63', () => {
    for (const { kind, spec } of kindExamples) {
      const isShort = kind === 'Application' || kind === 'Namespace';
      expect(messagesAbout(objectOf(kind, 'a'.repeat(50), spec))).toEqual([]);
      expect(messagesAbout(objectOf(kind, 'a'.repeat(51), spec))).toHaveLength(isShort ? 1 : 0);
    }
  });

  it('of groups are paths', () => {
    const messages = (name: string) => messagesAbout(objectOf('Group', name, {}));
    for (const name of ['stores', 'stores/central/la', `a/${'b'.repeat(63)}`]) expect(messages(name)).toEqual([]);
    for (const name of ['/stores', 'stores/', 'stores//la', 'a/B', `a/${'b'.repeat(64)}`])
      expect(messages(name)).toHaveLength(1);
  });

  it('of namespaces are not those of Kubernetes and Flux', () => {
    const messages = (name: string) => messagesAbout(objectOf('Namespace', name, { clusters: 'all' }));
    for (const name of ['flux-system', 'default', 'kube-system', 'kube-a'])
      expect(messages(name)).toEqual([`metadata.name may not be "${name}"`]);
    for (const name of ['kube', 'defaults', 'flux']) expect(messages(name)).toEqual([]);
  });
});

describe('quantities', () => {
  const messages = (cpu: unknown) => messagesAbout(objectOf('Cluster', 'a', { capacity: { cpu } }));
  it.each(['1', '+1', '0.5', '.5', '1.', '500m', '1.5Gi', '1e3', '1E-3', '12e6', '1k', '1E', 0, 2, 0.5])(
    '%j',
    (cpu) => {
      expect(messages(cpu)).toEqual([]);
    },
  );

  it.each(['', '-1', '1 Gi', '1gi', '1KiB', 'Gi', '1e', '1,5', '.', '1K', -1, true, null, ['1']])('not %j', (cpu) => {
    expect(messages(cpu)).toHaveLength(1);
  });
});

describe('values', () => {
  const messages = (values: unknown) => messagesAbout(objectOf('Cluster', 'a', { values }));
  it('are text without control characters, numbers and booleans', () => {
    expect(messages({ a: 'ü "quoted" # = $', _b: 1.5, C9: true, empty: '' })).toEqual([]);
    for (const value of ['a\nb', 'a\tb', '\u0000', '\u0085', null, {}, []])
      expect(messages({ a: value })).toHaveLength(1);
  });

  it('have keys that can be variables and are not taken', () => {
    for (const key of ['name', 'group', '1a', 'a-b', 'a.b', '', 'ä']) expect(messages({ [key]: 'x' })).toHaveLength(1);
    expect(messages(JSON.parse('{"__proto__": "x"}'))).toHaveLength(1);
  });
});

describe('labels', () => {
  const messages = (labels: unknown) =>
    messagesAbout({ ...objectOf('Cluster', 'a', {}), metadata: { name: 'a', labels } });
  it('follow the rules of Kubernetes', () => {
    expect(messages({ a: '', A_b: 'x', 'x.y/z': 'A.b_c-9', ['k'.repeat(63)]: 'v'.repeat(63) })).toEqual([]);
    for (const value of ['-a', 'a b', 'a/b', 'v'.repeat(64), 1, true, null])
      expect(messages({ a: value })).toHaveLength(1);
    for (const key of ['', '-a', 'a b', 'X.Y/z', 'a/b/c', 'k'.repeat(64), '/a'])
      expect(messages({ [key]: 'x' })).toHaveLength(1);
  });
});
