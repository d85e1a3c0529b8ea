import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import { parseDocuments } from '../load/yaml-documents.ts';
import { UsageError } from '../model/errors.ts';
import { nearest } from '../model/nearest.ts';
import type { Path } from '../model/place.ts';
import type { Assignment } from './assignment.ts';
import { type FieldEdit, pathText } from './field-edit.ts';
import { type Field, findField, unknownField } from './field-path.ts';
import type { Shape } from './shape.ts';
import { keyText } from './walk.ts';

/** Of which type a value should be if the schema allows several, as for one of `spec.values`; undefined: text. */
export type PreferredType = (path: Path) => 'number' | 'boolean' | undefined;

/** The edits that `path=value`, `path+=value` or `path-=value` stands for. A UsageError if the schema has no such field. */
export function assignmentEdits(
  kind: string,
  shape: Shape,
  { path: typed, op, text }: Assignment,
  prefer: PreferredType = () => undefined,
): FieldEdit[] {
  const field = findField(kind, shape, typed);
  const { path } = field;
  if (op === '=') return [{ op: 'set', path, value: typedValue(field, text, prefer) }];
  const isList = field.shape.types.includes('array');
  if (!isList)
    throw new UsageError(`${pathText(path)} is not a list, so ${op} means nothing`, `Set it: ${pathText(path)}=…`);
  const values = listOf(field, text, prefer);
  return values.map((value) => ({ op: op === '+=' ? 'add' : 'remove', path, value }));
}

/**
 * What a text stands for in a field. Text if the schema allows text: `2301`, `0077` and `on` stay as they are typed.
 * If numbers or booleans are allowed beside text, as in `spec.values`, it is text unless another type is preferred
 * there. Lists are `a,b` or `[a, b]`, maps `{key: value}`.
 */
export function typedValue(field: Field, text: string, prefer: PreferredType = () => undefined): unknown {
  const { types } = field.shape;
  const isCollection = types.includes('array') || types.includes('object');
  if (types.includes('array')) return listOf(field, text, prefer);
  return isCollection || types.length === 0 ? yamlValue(field, text, prefer) : scalarValue(field, text, false, prefer);
}

function listOf(field: Field, text: string, prefer: PreferredType): readonly unknown[] {
  const item = { ...field, path: [...field.path, 0], shape: field.shape.below(0) ?? field.shape };
  const isOfMaps = item.shape.types.includes('object');
  const trimmed = text.trim();
  if (trimmed.startsWith('[')) {
    const value = yamlValue(field, trimmed, prefer);
    if (Array.isArray(value)) return value;
  }
  if (isOfMaps) return [yamlValue(item, trimmed, prefer)];
  const words = trimmed.split(',').map((word) => word.trim());
  if (words.every((word) => word !== '')) return words.map((word) => scalarValue(item, word, false, prefer));
  const name = pathText(field.path);
  throw new UsageError(`"${text}" is not a list for ${name}`, `Write ${name}=a,b, or ${name}=[] for an empty one.`);
}

/** The value of one line of YAML, its scalars typed by the schema. */
function yamlValue(field: Field, text: string, prefer: PreferredType): unknown {
  const [parsed, ...others] = parseDocuments(text);
  const name = pathText(field.path);
  if (!parsed || others.length > 0 || parsed.document.errors.length > 0) {
    throw new UsageError(`the value of ${name} cannot be read: ${text}`, exampleFor(field));
  }
  return nodeValue(parsed.document.contents, field, text, prefer);
}

function nodeValue(node: unknown, field: Field, text: string, prefer: PreferredType): unknown {
  const { path, shape, kind } = field;
  const below = (step: string | number): Field => {
    const found = shape.below(step);
    if (!found) throw unknownField(field, String(step));
    return { path: [...path, step], shape: found, kind };
  };
  if (isAlias(node)) throw new UsageError(`an alias cannot stand in a value: ${text}`, 'Put it in quotes.');
  if (isMap(node) || isSeq(node)) {
    const isAllowed = shape.types.length === 0 || shape.types.includes(isMap(node) ? 'object' : 'array');
    if (!isAllowed) throw wrongType(field, text);
    if (isSeq(node)) return node.items.map((item, index) => nodeValue(item, below(index), text, prefer));
    return Object.fromEntries(
      node.items.map(({ key, value }) => {
        const name = keyText(key);
        if (name === undefined) throw new UsageError(`a key must be text: ${text}`);
        return [name, nodeValue(value, below(name), text, prefer)];
      }),
    );
  }
  if (!isScalar(node)) return shape.types.length === 0 ? null : scalarValue(field, '', false, prefer);
  const isQuoted = node.type !== 'PLAIN';
  if (shape.types.length === 0) return node.value;
  return scalarValue(field, isQuoted ? String(node.value) : (node.source ?? ''), isQuoted, prefer);
}

function scalarValue(field: Field, text: string, isQuoted: boolean, prefer: PreferredType): unknown {
  const { path, shape } = field;
  const { types } = shape;
  const isText = types.includes('string');
  const isMixed = isText && types.length > 1;
  const inQuotes = isMixed && !isQuoted ? quotedText(text) : undefined;
  if (inQuotes !== undefined) return inQuotes;
  if (shape.choices) return choiceOf(field, text, shape.choices);
  if (isQuoted && isText) return text;
  const wanted = isMixed ? prefer(path) : undefined;
  const wantedValue = wanted && types.some((type) => fits(type, wanted)) ? typed(wanted, text) : undefined;
  if (wantedValue !== undefined && String(wantedValue) === text) return wantedValue;
  const isAllowedText = shape.patterns.length === 0 || shape.patterns.some((pattern) => pattern.test(text));
  if (isText && (!isMixed || isAllowedText)) return text;
  for (const type of types) {
    const value = typed(type, text);
    if (value !== undefined) return value;
  }
  if (isText) return text;
  throw wrongType(field, text);
}

function fits(type: string, wanted: string): boolean {
  return type === wanted || (type === 'integer' && wanted === 'number');
}

/** A text as a number or a boolean; undefined if it is none. */
function typed(type: string, text: string): number | boolean | undefined {
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined;
  const isNumber = type === 'integer' ? /^-?\d+$/.test(text) : /^-?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text);
  const value = Number(text);
  if ((type !== 'number' && type !== 'integer') || !isNumber || !Number.isFinite(value)) return undefined;
  return type === 'integer' && !Number.isSafeInteger(value) ? undefined : value;
}

function quotedText(text: string): string | undefined {
  if (!/^".*"$/s.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

function choiceOf(field: Field, text: string, choices: readonly unknown[]): unknown {
  const found = choices.find((choice) => String(choice) === text);
  if (found !== undefined) return found;
  const names = choices.map(String);
  const near = nearest(text, names);
  throw new UsageError(
    `${pathText(field.path)} can be ${alternatives(names)}, not ${JSON.stringify(text)}`,
    near === undefined ? field.shape.description : `Did you mean ${near}?`,
  );
}

const words: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'a map',
  array: 'a list',
};

function wrongType(field: Field, text: string): UsageError {
  const wanted = field.shape.types.map((type) => words[type] ?? type);
  return new UsageError(
    `${pathText(field.path)} takes ${alternatives(wanted)}, not ${JSON.stringify(text)}`,
    exampleFor(field),
  );
}

/** `a`, `a or b`, `a, b or c`. */
function alternatives(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`;
}

/** What could be typed for a map or a list. */
function exampleFor({ path, shape }: Field): string | undefined {
  const name = pathText(path);
  const isOfMaps = shape.types.includes('array') && (shape.below(0)?.keys.length ?? 0) > 0;
  const keys = (isOfMaps ? shape.below(0) : shape)?.keys.slice(0, 2) ?? [];
  const map = `{${(keys.length > 0 ? keys : ['key']).map((key) => `${key}: …`).join(', ')}}`;
  if (isOfMaps) return `Write ${name}='[${map}]'.`;
  if (shape.types.includes('array')) return `Write ${name}='[a, b]'.`;
  return shape.types.includes('object') ? `Write ${name}='${map}', or set its fields one by one.` : shape.description;
}
