import type { Path } from '../model/place.ts';
import { isRecord, recordsIn, toRecord, valueAt } from '../model/record.ts';
import { textOf } from '../model/text-of.ts';
import type { BuiltObject } from './built-object.ts';

/** What a cluster makes of a value that stands at some place of an object. */
export type Wanted =
  /** Anything but text is refused. */
  | 'text'
  /** As `text`, and nothing at all is taken as well. */
  | 'text or nothing'
  /** It is taken as it is, and whoever reads it may have meant text. */
  | 'anything'
  /** Numbers and the like: text is not wanted, or what is there is not kept. */
  | 'other';

type Schema = Readonly<Record<string, unknown>>;

/** The schemas of custom resources, by `apiVersion kind`: several where definitions of one kind differ. */
export type CustomSchemas = ReadonlyMap<string, readonly Schema[]>;

/** Reads the definitions of custom resources among objects. */
export function customSchemas(objects: Iterable<BuiltObject>): CustomSchemas {
  const found = new Map<string, Schema[]>();
  for (const { kind, apiVersion, value } of objects) {
    if (kind !== 'CustomResourceDefinition' || !apiVersion.startsWith('apiextensions.k8s.io/')) continue;
    for (const [key, schema] of schemasIn(toRecord(value['spec']))) found.set(key, [...(found.get(key) ?? []), schema]);
  }
  return found;
}

function schemasIn(spec: Schema): [string, Schema][] {
  const { group, version, preserveUnknownFields } = spec;
  const kind = valueAt(spec, ['names', 'kind']);
  const listed = recordsIn(spec['versions']).map(({ item }) => item);
  const versions = listed.length > 0 ? listed : [{ name: version }];
  return versions.map((one) => {
    const schema = valueAt(one, ['schema', 'openAPIV3Schema']) ?? valueAt(spec, ['validation', 'openAPIV3Schema']);
    const keepsAll = schema === undefined || preserveUnknownFields === true;
    return [
      `${textOf(group)}/${textOf(one['name'])} ${textOf(kind)}`,
      { ...toRecord(schema), ...(keepsAll ? { [preserves]: true } : {}) },
    ];
  });
}

const preserves = 'x-kubernetes-preserve-unknown-fields';

/** What a schema of a custom resource says of what stands at a path. Schemas below `allOf` and the like name no types. */
export function wantedBySchema(root: Schema, path: Path): Wanted {
  let schema = root;
  let keepsUnknown = false;
  for (const step of path) {
    keepsUnknown = schema[preserves] === true;
    const next = typeof step === 'number' ? schema['items'] : below(schema, step);
    if (!isRecord(next)) return keepsUnknown || next === true ? 'anything' : 'other';
    schema = next;
  }
  if (schema['type'] === 'string')
    return schema['nullable'] === true || schema['default'] !== undefined ? 'text or nothing' : 'text';
  const isOpen = schema['type'] === undefined || schema[preserves] === true || schema[intOrString] === true;
  return isOpen ? 'anything' : 'other';
}

const intOrString = 'x-kubernetes-int-or-string';

function below({ properties, additionalProperties }: Schema, name: string): unknown {
  const known = toRecord(properties);
  return Object.hasOwn(known, name) ? known[name] : additionalProperties;
}
