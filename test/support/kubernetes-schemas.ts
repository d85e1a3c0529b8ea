import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import ajvFormats from 'ajv-formats';
import { parse } from 'yaml';
import { isRecord } from '../../src/model/record.ts';
import { closedJsonSchema } from './json-schema.ts';
import { sharedFolder } from './shared.ts';

const definitionsId = 'kubernetes';
const extensions = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions';
const machinery = 'io.k8s.apimachinery.pkg';

/** Definitions that say less, in the file, than the API server does. */
const replaced: Readonly<Record<string, unknown>> = {
  [`${machinery}.api.resource.Quantity`]: {
    type: ['string', 'number'],
    pattern: '^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$',
  },
  [`${machinery}.util.intstr.IntOrString`]: { type: ['integer', 'string'] },
  [`${machinery}.apis.meta.v1.Time`]: { type: ['string', 'null'], format: 'date-time' },
  [`${machinery}.apis.meta.v1.MicroTime`]: { type: ['string', 'null'], format: 'date-time' },
  ...Object.fromEntries(['v1', 'v1beta1'].flatMap(customResourceSchemas)),
};

function customResourceSchemas(version: string): [string, unknown][] {
  const schema = { $ref: `#/definitions/${extensions}.${version}.JSONSchemaProps` };
  return [
    [`${extensions}.${version}.JSONSchemaPropsOrArray`, { anyOf: [schema, { type: 'array', items: schema }] }],
    [`${extensions}.${version}.JSONSchemaPropsOrBool`, { anyOf: [schema, { type: 'boolean' }] }],
    [
      `${extensions}.${version}.JSONSchemaPropsOrStringArray`,
      { anyOf: [schema, { type: 'array', items: { type: 'string' } }] },
    ],
  ];
}

/** The API of Kubernetes, read once, when the first object is validated. */
interface Api {
  readonly folder: string;
  readonly ajv: Ajv;
  /** The name of the definition of a kind, by `apiVersion kind`. */
  readonly definitions: ReadonlyMap<string, string>;
}

let api: Api | undefined;
const validators = new Map<string, ValidateFunction | undefined>();
const customResources = new Map<string, unknown>();

/**
 * What the API server of Kubernetes 1.21, with the custom resources of Flux and Argo CD, would say against an object: an
 * unknown kind, an unknown field, a wrong type. Empty where the object is good. Needs the folder `shared`.
 */
export function validateObject(object: unknown): string[] {
  const { apiVersion, kind } = isRecord(object) ? object : {};
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return ['/ has no apiVersion and kind'];
  const key = `${apiVersion} ${kind}`;
  if (!validators.has(key)) validators.set(key, compile(apiVersion, kind));
  const validate = validators.get(key);
  if (!validate) return [`/ is of an unknown kind: ${key}`];
  return validate(object) ? [] : (validate.errors ?? []).map(describeError);
}

function describeError({ instancePath, keyword, params, message }: ErrorObject): string {
  if (keyword === 'additionalProperties') return `${instancePath}/${params['additionalProperty']} is an unknown field`;
  return `${instancePath || '/'} ${message}`;
}

function compile(apiVersion: string, kind: string): ValidateFunction | undefined {
  api ??= readApi();
  const definition = api.definitions.get(`${apiVersion} ${kind}`);
  if (definition !== undefined) return api.ajv.compile({ $ref: `${definitionsId}#/definitions/${definition}` });
  const schema = customResourceSchema(api.folder, apiVersion, kind);
  return schema && api.ajv.compile(schema);
}

function readApi(): Api {
  if (sharedFolder === undefined) throw new Error('there is no folder "shared" beside the project');
  const folder = join(sharedFolder, 'crds');
  const file: unknown = JSON.parse(
    gunzipSync(readFileSync(join(folder, 'kubernetes-openapi-v1.21.json.gz'))).toString(),
  );
  const source = record(record(file)['definitions']);
  const definitions = new Map<string, string>();
  for (const [name, definition] of Object.entries(source)) {
    for (const { group, version, kind } of records(record(definition)['x-kubernetes-group-version-kind'])) {
      definitions.set(`${group ? `${group}/` : ''}${version} ${kind}`, name);
    }
  }
  const closed = Object.entries(source).map(([name, definition]) => [
    name,
    replaced[name] ?? closedJsonSchema(definition),
  ]);
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false });
  ajvFormats.default(ajv);
  ajv.addSchema({ $id: definitionsId, definitions: Object.fromEntries(closed) });
  return { folder, ajv, definitions };
}

function customResourceSchema(folder: string, apiVersion: string, kind: string): Record<string, unknown> | undefined {
  const [group, version] = apiVersion.split('/');
  for (const name of readdirSync(folder).filter((file) => file.startsWith(`${group}_`))) {
    if (!customResources.has(name)) customResources.set(name, parse(readFileSync(join(folder, name), 'utf8')));
    const { names, versions } = record(record(customResources.get(name))['spec']);
    const served =
      record(names)['kind'] === kind ? records(versions).find((item) => item['name'] === version) : undefined;
    if (served) return withMetadata(record(closedJsonSchema(record(served['schema'])['openAPIV3Schema'])));
  }
  return undefined;
}

/** A CustomResourceDefinition says nothing about metadata: it is the same everywhere. */
function withMetadata(schema: Record<string, unknown>): Record<string, unknown> {
  const metadata = { $ref: `${definitionsId}#/definitions/${machinery}.apis.meta.v1.ObjectMeta` };
  return { ...schema, properties: { ...record(schema['properties']), metadata } };
}

function record(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function records(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
