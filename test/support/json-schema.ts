import { isRecord } from '../../src/model/record.ts';

const kept = new Set([
  ...['type', 'format', 'enum', 'required', 'pattern', '$ref'],
  ...['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'uniqueItems'],
  ...['allOf', 'anyOf', 'oneOf', 'not'],
]);

/**
 * A JSON Schema that says the same as a schema of the Kubernetes API or of a CustomResourceDefinition, but refuses
 * fields that it does not name, as the API server does. What only the server can judge (CEL rules) is left out.
 */
export function closedJsonSchema(schema: unknown): unknown {
  if (!isRecord(schema)) return schema;
  if (schema['x-kubernetes-int-or-string'] === true) return { type: ['integer', 'string'] };
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (kept.has(key)) result[key] = value;
  }
  if (schema['nullable'] === true && typeof schema['type'] === 'string') result['type'] = [schema['type'], 'null'];
  if (schema['items'] !== undefined) result['items'] = closedJsonSchema(schema['items']);
  const { properties, additionalProperties } = schema;
  if (isRecord(properties)) {
    result['properties'] = Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [name, closedJsonSchema(property)]),
    );
    result['additionalProperties'] = schema['x-kubernetes-preserve-unknown-fields'] === true;
  }
  if (additionalProperties !== undefined) result['additionalProperties'] = closedJsonSchema(additionalProperties);
  return result;
}
