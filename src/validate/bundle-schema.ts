import type { KindName } from '../model/inventory.ts';
import { isRecord, toRecord } from '../model/record.ts';
import type { JsonSchema } from './schema-validator.ts';

const dialect = 'http://json-schema.org/draft-07/schema#';

/**
 * One schema for documents of these kinds, which refers to nothing outside of it: an editor can read it from a file,
 * without a network. It has no `$id`, since editors look up what is referred to from there.
 */
export function bundleSchema(schemas: ReadonlyMap<string, JsonSchema>, kinds: readonly KindName[]): JsonSchema {
  const shared = withoutFiles(schemas.get('common.json')?.['definitions']);
  const definitions = { ...toRecord(shared) };
  for (const kind of kinds) definitions[kind] = withoutFiles(withoutIdentity(schemas.get(fileOf(kind)) ?? {}));
  const [first, ...others] = kinds;
  if (first && others.length === 0)
    return { $schema: dialect, title: first, $ref: `#/definitions/${first}`, definitions };
  return {
    $schema: dialect,
    title: 'resedge',
    description: 'An object of the inventory of a fleet.',
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata'],
    properties: {
      apiVersion: { description: 'The version of this format.', const: 'resedge.dev/v1' },
      kind: { description: 'The kind of this document.', enum: kinds },
    },
    allOf: kinds.map((kind) => ({
      if: { required: ['kind'], properties: { kind: { const: kind } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { $ref: `#/definitions/${kind}` },
    })),
    definitions,
  };
}

function fileOf(kind: KindName): string {
  return `${kind.toLowerCase()}.json`;
}

function withoutIdentity(schema: JsonSchema): JsonSchema {
  const { $id: _, $schema: __, ...rest } = schema;
  return rest;
}

/** The same with references to `#/definitions/...` in place of `common.json#/definitions/...`. */
function withoutFiles(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutFiles);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([key, below]) => [
    key,
    key === '$ref' ? local(below) : withoutFiles(below),
  ]);
  return Object.fromEntries(entries);
}

function local(reference: unknown): unknown {
  return typeof reference === 'string' ? reference.replace(/^[^#]*#/, '#') : reference;
}
