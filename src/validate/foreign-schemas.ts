import { Ajv, type Options, type SchemaValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { schemaPattern } from '../model/linear-pattern.ts';

/**
 * An Ajv for schemas that somebody else wrote: keywords that draft 7 does not have are no error, and no schema takes
 * forever. Patterns are read as RE2 does, as in the schemas of Kubernetes, and items are told apart by what they say.
 */
export function foreignAjv(options: Options = {}): Ajv {
  const ajv = new Ajv({ allErrors: true, verbose: true, strict: false, ...options, code: { regExp: asRe2 } });
  formats.default(ajv);
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({ keyword: 'uniqueItems', type: 'array', schemaType: 'boolean', validate: uniqueItems, errors: true });
  return ajv;
}

/** What an expression of JSON Schema means in RE2. Throws Error, with the expression in its message, if it cannot be read. */
function readPattern(source: string): { test(text: string): boolean } {
  const pattern = schemaPattern(source);
  if (typeof pattern !== 'string') return pattern;
  throw new Error(`the pattern /${source}/ cannot be read: ${pattern}`);
}

type ReadPattern = NonNullable<NonNullable<Options['code']>['regExp']>;

const asRe2: ReadPattern = Object.assign(readPattern, { code: 'undefined' });

/** The errors of the keyword `uniqueItems`, where Ajv looks for them. It compares each item with all others itself. */
const uniqueItems: SchemaValidateFunction = (isWanted: boolean, items: readonly unknown[]) => {
  const seen = new Map<string, number>();
  for (const [i, item] of isWanted ? items.entries() : []) {
    const text = canonical(item);
    const j = seen.get(text);
    seen.set(text, i);
    if (j === undefined) continue;
    const message = `must NOT have duplicate items (items ## ${i} and ${j} are identical)`;
    uniqueItems.errors = [{ keyword: 'uniqueItems', params: { i, j }, message }];
    return false;
  }
  return true;
};

/** The same text for two values that are the same data. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, below: unknown) =>
    typeof below === 'object' && below !== null && !Array.isArray(below)
      ? Object.fromEntries(Object.entries(below).sort(([a], [b]) => (a < b ? -1 : 1)))
      : below,
  );
}
