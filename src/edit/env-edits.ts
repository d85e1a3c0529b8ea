import { parseYaml } from '../load/parse-yaml.ts';
import type { Container } from '../model/containers.ts';
import { jsonPointer } from '../model/json-pointer.ts';
import { asPattern } from '../model/patch-target.ts';
import { isRecord, toRecords } from '../model/record.ts';
import type { FieldEdit } from './field-edit.ts';
import { blockLines } from './written.ts';

/** A variable of the environment that a container is to have. */
export interface EnvChange {
  readonly container: Container;
  readonly name: string;
  readonly value: string;
}

type Operation = Readonly<Record<string, unknown>>;

/**
 * Edits of `patches` that set variables of containers. One patch holds those of a container: JSON 6902 operations, with
 * a test of the name of what stands at a position, so that a base that was changed is an error and never a wrong place.
 */
export function envEdits(patches: readonly unknown[], changes: readonly EnvChange[]): FieldEdit[] {
  const containers = new Map(changes.map(({ container }) => [idOf(container), container]));
  let end = patches.length;
  return Array.from(containers, ([id, container]): FieldEdit => {
    const index = patches.findIndex((patch) => isOwnPatch(patch, container));
    const variables = index < 0 ? new Map<string, string>() : variablesIn(operationsOf(patches[index]));
    for (const change of changes) if (idOf(change.container) === id) variables.set(change.name, change.value);
    const text = `${blockLines(operations(container, variables), { indent: 2, indentSeq: true }).join('\n')}\n`;
    if (index >= 0) return { op: 'set', path: ['patches', index, 'patch'], value: text };
    end += 1;
    return { op: 'set', path: ['patches', end - 1], value: { target: targetOf(container), patch: text } };
  });
}

/** The selector of a patch for the object of a container alone. */
export function targetOf({ object: { kind, name } }: Pick<Container, 'object'>): { kind: string; name: string } {
  return { kind, name: asPattern(name) };
}

function operations(container: Container, variables: ReadonlyMap<string, string>): Operation[] {
  const at = pointerOf(container);
  const items = Array.from(variables, ([name, value]) => ({ name, value }));
  const isIt = { op: 'test', path: `${at}/name`, value: container.name };
  const { env } = container;
  if (!env) return [isIt, { op: 'add', path: `${at}/env`, value: items }];
  const set = items.flatMap((item) => {
    const index = env.indexOf(item.name);
    if (index < 0) return [{ op: 'add', path: `${at}/env/-`, value: item }];
    const path = `${at}/env/${index}`;
    return [
      { op: 'test', path: `${path}/name`, value: item.name },
      { op: 'replace', path, value: item },
    ];
  });
  return [isIt, ...set];
}

/** Whether a patch is one that was written here, for this container. */
function isOwnPatch(patch: unknown, container: Container): boolean {
  if (!isRecord(patch) || !isRecord(patch['target'])) return false;
  const { kind, name } = targetOf(container);
  if (patch['target']['kind'] !== kind || patch['target']['name'] !== name) return false;
  const at = pointerOf(container);
  const [first, ...rest] = operationsOf(patch);
  return (
    first?.['op'] === 'test' &&
    first['path'] === `${at}/name` &&
    rest.length > 0 &&
    rest.every(({ path }) => path === `${at}/env` || String(path).startsWith(`${at}/env/`))
  );
}

function operationsOf(patch: unknown): readonly Operation[] {
  const text = isRecord(patch) ? patch['patch'] : undefined;
  if (typeof text !== 'string') return [];
  return toRecords(parseYaml(new TextEncoder().encode(text)).documents[0]?.value);
}

/** The variables that operations set, in order. */
function variablesIn(operations: readonly Operation[]): Map<string, string> {
  const values = operations.flatMap(({ op, value }): readonly unknown[] =>
    op === 'test' ? [] : Array.isArray(value) ? value : [value],
  );
  return new Map(values.filter(isRecord).map(({ name, value }) => [String(name), String(value)]));
}

/** Where a container stands in its object, as a JSON pointer. */
export function pointerOf({ path }: Container): string {
  return jsonPointer(path);
}

function idOf(container: Container): string {
  return `${container.object.kind}/${container.object.name}${pointerOf(container)}`;
}
