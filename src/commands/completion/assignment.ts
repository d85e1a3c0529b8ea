import { isTextMap } from '../../edit/field-path.ts';
import type { Shape, Shapes } from '../../edit/shape.ts';
import type { KindName } from '../../model/inventory.ts';
import { kinds } from '../../model/kinds/index.ts';
import type { NamedObject } from '../../state/name-cache.ts';
import { type Candidate, type Completed, wordsOf } from './candidate.ts';
import { completeExpression } from './expression.ts';

/** What completion of fields stands on. */
export interface FieldSources {
  readonly shapes: Shapes;
  names(): Promise<readonly NamedObject[]>;
}

/** The fields of a kind that may follow, `spec.st` for instance; with `=` behind them, and `+=` and `-=` behind lists. */
export async function completeField(
  typed: string,
  kind: KindName,
  { shapes, names }: FieldSources,
  isAssigned: boolean,
): Promise<Completed> {
  const [, before = '', text = ''] = /^((?:metadata\.)?(?:labels|annotations)\.|(?:.*\.)?)(.*)$/s.exec(typed) ?? [];
  const root = shapes(kind);
  const path = inFull(root, before.split('.').slice(0, -1));
  const isLabels = path.join('.') === 'metadata.labels';
  const keys = isLabels ? labelKeys(kind, await names()) : fieldsOf(root, path, text);
  const candidates = keys.flatMap((key) => {
    const found = shapeAt(root, inFull(root, [...path, key]));
    return found ? endings(key, found, isAssigned) : [];
  });
  return { before, text, candidates };
}

/** The values that a field may get, `spec.state=re` for instance; undefined if nothing is assigned. */
export async function completeValue(
  typed: string,
  kind: KindName,
  { shapes, names }: FieldSources,
): Promise<Completed | undefined> {
  const [, before = '', written = '', text = ''] = /^(([^=]*?)[-+]?=)(.*)$/s.exec(typed) ?? [];
  if (before === '') return undefined;
  const path = inFull(shapes(kind), written.split('.'));
  const field = path.join('.');
  const reference = kinds[kind].references.find((one) => one.path.join('.').replace(/\.\*$/, '') === field);
  if (reference?.how === 'expression') {
    const completed = await completeExpression(text, names);
    return { ...completed, before: before + completed.before };
  }
  if (reference) return { before, text, candidates: namesOfKind(reference.kind, await names()) };
  return { before, text, candidates: wordsOf(valuesOf(shapeAt(shapes(kind), path), path)) };
}

/** The names of all objects of a kind. */
export function namesOfKind(kind: KindName, names: readonly NamedObject[]): Candidate[] {
  return names.filter((one) => one.kind === kind).map(({ name, description }) => ({ word: name, description }));
}

/** What cannot be set is left out: the name and the kind. At the top, the short forms come first. */
function fieldsOf(root: Shape | undefined, path: readonly string[], text: string): readonly string[] {
  const keys = shapeAt(root, path)?.keys ?? [];
  const named = (key: string) => root?.below(key)?.keys.filter((field) => field !== 'name') ?? [];
  if (path.length > 0) return path.join('.') === 'metadata' ? named('metadata') : keys;
  return [...named('spec'), ...named('metadata'), ...(text === '' ? [] : ['metadata', 'spec'])];
}

function valuesOf(shape: Shape | undefined, path: readonly string[]): string[] {
  if (path.at(-1) === 'timeZone') return Intl.supportedValuesOf('timeZone');
  if (shape?.types.includes('boolean')) return ['true', 'false'];
  return shape?.choices?.map(String) ?? [];
}

function endings(key: string, shape: Shape, isAssigned: boolean): Candidate[] {
  const { description } = shape;
  if (shape.keys.length > 0 || isTextMap(shape)) return [{ word: `${key}.`, description, isOpen: true }];
  const operators = shape.types.includes('array') ? ['=', '+=', '-='] : ['='];
  if (!isAssigned) return [{ word: key, description }];
  return operators.map((operator) => ({ word: key + operator, description, isOpen: true }));
}

function labelKeys(kind: KindName, names: readonly NamedObject[]): string[] {
  const keys = new Set<string>();
  for (const object of names) if (object.kind === kind) for (const key of Object.keys(object.labels)) keys.add(key);
  return [...keys];
}

/** `state` is short for `spec.state`, and `labels` for `metadata.labels`. */
function inFull(root: Shape | undefined, path: readonly string[]): readonly string[] {
  const [first = ''] = path;
  if (!root || root.keys.includes(first)) return path;
  const parent = ['metadata', 'spec'].find((key) => root.below(key)?.keys.includes(first));
  return parent === undefined ? path : [parent, ...path];
}

function shapeAt(root: Shape | undefined, path: readonly string[]): Shape | undefined {
  let shape = root;
  for (const key of path) shape = shape?.below(key);
  return shape;
}
