import { join } from 'node:path';
import { type Shapes, shapesOf } from '../edit/shape.ts';
import { compareText } from '../model/compare.ts';
import { sha256 } from '../model/hash.ts';
import { isRecord } from '../model/record.ts';
import type { FileSystem } from '../ports/file-system.ts';
import type { JsonSchema, SchemaValidator } from '../validate/schema-validator.ts';
import { assetFolder } from './assets.ts';
import { lazily } from './lazily.ts';

/** The schemas of all kinds. */
export interface Schemas {
  /** By the names of their files, sorted. */
  readonly byFile: ReadonlyMap<string, JsonSchema>;
  /** Changes with any schema: part of the key of the parse cache. */
  readonly hash: string;
  /** What the schemas say about the fields of each kind: their types and their order. */
  shapes(): Shapes;
  /** Takes some 0.1 s for the library, so it is asked for only if there is something to check. */
  validator(): Promise<SchemaValidator>;
}

/** Reads the schemas of the kinds: those that come with the program, unless a folder is given. */
export function readSchemas(fs: FileSystem, folder: string = assetFolder('schemas')): Schemas {
  const names = fs.list(folder).map(({ name }) => name);
  const texts = names
    .filter((name) => name.endsWith('.json'))
    .sort(compareText)
    .map((name): [string, string] => [name, new TextDecoder().decode(fs.read(join(folder, name)))]);
  const hash = sha256(texts.map(([name, text]) => `${name}\n${text}`).join('\n'));
  const parsed = lazily(() => new Map(texts.map(([name, text]) => [name, parseSchema(text)])));
  return {
    get byFile() {
      return parsed();
    },
    hash,
    shapes: lazily(() => shapesOf([...parsed().values()])),
    validator: () => validatorOf(hash, parsed),
  };
}

/** The validator of the schemas that come with the program: the same for every fleet, so it is made once a process. */
let made: { readonly hash: string; readonly validator: Promise<SchemaValidator> } | undefined;

function validatorOf(hash: string, schemas: () => ReadonlyMap<string, JsonSchema>): Promise<SchemaValidator> {
  if (made?.hash !== hash) made = { hash, validator: makeValidator(schemas()) };
  return made.validator;
}

async function makeValidator(schemas: ReadonlyMap<string, JsonSchema>): Promise<SchemaValidator> {
  const { createSchemaValidator } = await import('../validate/schema-validator.ts');
  return createSchemaValidator([...schemas.values()]);
}

function parseSchema(text: string): JsonSchema {
  const schema: unknown = JSON.parse(text);
  if (!isRecord(schema)) throw new Error('a schema is not a JSON object');
  return schema;
}
