import type { Ajv, ErrorObject } from 'ajv';
import { at } from '../model/at.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { ParsedDocument } from '../model/documents.ts';
import type { Path } from '../model/place.ts';
import { isRecord, toList, valueAt } from '../model/record.ts';
import { schemaRule } from '../model/rules/re102-schema.ts';
import { textOf } from '../model/text-of.ts';
import { foreignAjv, judgeOf } from './foreign-schemas.ts';
import { pathOf } from './schema-errors.ts';

/** An Ajv that compiles what rules of policies assert. */
export function assertionAjv(): Ajv {
  return foreignAjv({ logger: false, addUsedSchema: false });
}

/** Assertions of a policy that are no JSON Schema (RE102). */
export function checkAssertions({ index, value }: ParsedDocument, file: string): Finding[] {
  const rules = valueAt(value, ['spec', 'rules']);
  if (!isRecord(value) || value['kind'] !== 'Policy' || !Array.isArray(rules)) return [];
  const ajv = assertionAjv();
  return rules.flatMap((rule: unknown, at): Finding[] => {
    const assertion = valueAt(rule, ['assert']);
    if (!isRecord(assertion)) return [];
    const problem = problemOf(ajv, assertion);
    if (!problem) return [];
    return [
      {
        rule: schemaRule,
        message: `assert is no JSON Schema of draft 7: ${problem.message}`,
        hint: 'See https://json-schema.org/understanding-json-schema/ for what can be asserted.',
        place: { file, document: index, path: ['spec', 'rules', at, 'assert', ...problem.path] },
      },
    ];
  });
}

/** What is wrong with an assertion; the path counts from the assertion. */
interface Problem {
  readonly path: Path;
  readonly message: string;
}

function problemOf(ajv: Ajv, schema: object): Problem | undefined {
  if ('$async' in schema) return { path: ['$async'], message: '$async is no keyword of it' };
  try {
    if (ajv.validateSchema(schema) === true) judgeOf(ajv, schema);
    else return describeErrors(ajv.errors ?? [], schema);
    return undefined;
  } catch (error) {
    if (error instanceof Error) return { path: pathTo(error.message, schema) ?? [], message: error.message };
    throw error;
  }
}

/** The error that is farthest inside says the most. */
function describeErrors(errors: readonly ErrorObject[], schema: object): Problem {
  const error = at(
    errors.toSorted((a, b) => b.instancePath.length - a.instancePath.length),
    0,
  );
  const pointer = error.instancePath;
  const allowed = error.keyword === 'enum' ? `: ${toList(error.params['allowedValues']).map(textOf).join(',')}` : '';
  return {
    path: pathOf(pointer, schema),
    message: `${pointer.slice(1).replaceAll('/', '.') || 'it'} ${error.message}${allowed}`,
  };
}

/** Where the expression or the reference stands that a message is about. */
function pathTo(message: string, schema: unknown, before: Path = []): Path | undefined {
  const entries = Array.isArray(schema) ? [...schema.entries()] : isRecord(schema) ? Object.entries(schema) : [];
  for (const [key, value] of entries) {
    const path = [...before, key];
    const isMeant =
      key === 'pattern' ? message.includes(`/${textOf(value)}/`) : key === '$ref' && message.includes(textOf(value));
    if (typeof value === 'string' && isMeant) return path;
    const inside = pathTo(message, value, path);
    if (inside !== undefined) return inside;
  }
  return undefined;
}
