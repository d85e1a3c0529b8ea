import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import type { Finding } from '../model/diagnostic.ts';
import type { ParsedDocument } from '../model/documents.ts';
import { nearest } from '../model/nearest.ts';
import { isRecord } from '../model/record.ts';
import { schemaRule } from '../model/rules/re102-schema.ts';
import { checkAssertions } from './check-assertions.ts';
import { cronProblem } from './cron.ts';
import { explainErrors } from './schema-errors.ts';
import { isTimeZone, timeZoneGuesser } from './time-zone.ts';

/** A JSON Schema as it stands in its file. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export interface SchemaValidator {
  /** What is wrong with a document of the inventory on its own: RE102, RE701, RE702. */
  check(document: ParsedDocument, file: string): Finding[];
}

/** `schemas` are those of all kinds, and those that they refer to. Each is compiled when it is first needed. */
export function createSchemaValidator(schemas: readonly JsonSchema[]): SchemaValidator {
  const ajv = new Ajv({ allErrors: true, verbose: true, strictTypes: false, ownProperties: true });
  formats.default(ajv, ['date']);
  ajv.addFormat('time-zone', isTimeZone);
  ajv.addFormat('cron', (text) => cronProblem(text) === undefined);
  const guessTimeZone = timeZoneGuesser();
  const ids = new Map<string, string>();
  const compiled = new Map<string, ValidateFunction>();
  for (const schema of schemas) {
    ajv.addSchema(schema);
    const kind = schemaKind(schema);
    if (kind !== undefined) ids.set(kind, String(schema['$id']));
  }

  function validatorOf(kind: string): ValidateFunction | undefined {
    const before = compiled.get(kind);
    if (before) return before;
    const id = ids.get(kind);
    const validate = id === undefined ? undefined : ajv.getSchema(id);
    if (validate) compiled.set(kind, validate);
    return validate;
  }

  return {
    check(document, file) {
      const kind = isRecord(document.value) ? document.value['kind'] : undefined;
      const validate = typeof kind === 'string' ? validatorOf(kind) : undefined;
      if (!validate) return [unknownKind(document, file, [...ids.keys()])];
      return validate(document.value)
        ? checkAssertions(document, file)
        : explainErrors(validate.errors ?? [], document, { file, guessTimeZone });
    },
  };
}

function schemaKind(schema: JsonSchema): string | undefined {
  const properties = schema['properties'];
  const kind = isRecord(properties) ? properties['kind'] : undefined;
  return isRecord(kind) && typeof kind['const'] === 'string' ? kind['const'] : undefined;
}

function unknownKind({ index, value }: ParsedDocument, file: string, kinds: readonly string[]): Finding {
  const place = { file, document: index };
  const list = `The kinds are ${kinds.join(', ')}.`;
  if (!isRecord(value)) {
    return {
      rule: schemaRule,
      message: 'this document is not a map: it has no apiVersion and no kind',
      hint: list,
      place: { ...place, path: [] },
    };
  }
  const kind = value['kind'];
  if (kind === undefined)
    return { rule: schemaRule, message: 'the field kind is missing', hint: list, place: { ...place, path: [] } };
  const near = typeof kind === 'string' ? nearest(kind, kinds) : undefined;
  const isManifest = typeof value['apiVersion'] === 'string' && !value['apiVersion'].startsWith('resedge');
  const hint = isManifest ? 'Manifests of Kubernetes lie below apps/ or policies/.' : list;
  return {
    rule: schemaRule,
    message: `there is no kind ${JSON.stringify(kind)} here`,
    hint: near ? `Did you mean ${near}?` : hint,
    place: { ...place, path: ['kind'] },
  };
}
