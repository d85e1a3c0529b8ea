import { join } from 'node:path';
import { type Shapes, shapesOf } from '../edit/shape.ts';
import { compareText } from '../model/compare.ts';
import { sha256 } from '../model/hash.ts';
import { isRecord } from '../model/record.ts';
import type { FileSystem } from '../ports/file-system.ts';
import type { JsonSchema, SchemaValidator } from '../validate/schema-validator.ts';

/** The schemas of all kinds, as text by the name of their file, sorted. */
export type SchemaTexts = ReadonlyMap<string, string>;

/** Reads the schemas of the kinds from a folder. */
export function readSchemas(fs: FileSystem, folder: string): SchemaTexts {
  const names = fs
    .list(folder)
    .map((entry) => entry.name)
    .filter((name) => name.endsWith('.json'))
    .sort(compareText);
  return new Map(names.map((name) => [name, new TextDecoder().decode(fs.read(join(folder, name)))]));
}

/** Changes with any schema: part of the key of the parse cache. */
export function hashSchemas(schemas: SchemaTexts): string {
  return sha256([...schemas].map(([name, text]) => `${name}\n${text}`).join('\n'));
}

/** What the schemas say about the fields of each kind: their types and their order. */
export function readShapes(schemas: SchemaTexts): Shapes {
  const known = shapes.get(schemas) ?? shapesOf(Array.from(schemas.values(), parseSchema));
  shapes.set(schemas, known);
  return known;
}

const shapes = new WeakMap<SchemaTexts, Shapes>();

/** The validators that were made, by the hash of their schemas: a deploy may load three states of one repository. */
const validators = new Map<string, SchemaValidator>();

/** Makes the validator. Takes some 0.1 s for the library, so only where there is something to check, and once. */
export async function loadSchemaValidator(schemas: SchemaTexts): Promise<SchemaValidator> {
  const key = hashSchemas(schemas);
  const known = validators.get(key);
  if (known) return known;
  const { createSchemaValidator } = await import('../validate/schema-validator.ts');
  const validator = createSchemaValidator([...schemas.values()].map(parseSchema));
  validators.set(key, validator);
  return validator;
}

/** Reads the text of a schema. */
export function parseSchema(text: string): JsonSchema {
  const schema: unknown = JSON.parse(text);
  if (!isRecord(schema)) throw new Error('a schema is not a JSON object');
  return schema;
}
