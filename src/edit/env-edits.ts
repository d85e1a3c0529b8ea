import { parseYaml } from '../load/parse-yaml.ts';
import type { Container } from '../model/containers.ts';
import { asPattern } from '../model/patch-target.ts';
import { isRecord, toList, toRecord, toRecords, toText, valueAt } from '../model/record.ts';
import type { FieldEdit } from './field-edit.ts';
import { blockLines } from './written.ts';

/** A variable of the environment that a container is to have. */
export interface EnvChange {
  readonly container: Container;
  readonly name: string;
  readonly value: string;
}

/**
 * Edits of `patches` that set variables of containers. One strategic merge patch holds those of all containers in one
 * list of an object: it names containers and variables, so other patches of the same container lose nothing by it.
 */
export function envEdits(patches: readonly unknown[], changes: readonly EnvChange[]): FieldEdit[] {
  const lists = new Map(changes.map(({ container }) => [JSON.stringify(headOf(container)), container]));
  let end = patches.length;
  return Array.from(lists, ([id, container]): FieldEdit => {
    const index = patches.findIndex((patch) => isOwnPatch(documentOf(patch), container));
    const written = index < 0 ? [] : containersIn(documentOf(patches[index]), container);
    const own = changes.filter((change) => JSON.stringify(headOf(change.container)) === id);
    const document = patchOf(container, own.reduce(withVariable, written));
    const text = `${blockLines(document, { indent: 2, indentSeq: true }).join('\n')}\n`;
    if (index >= 0) return { op: 'set', path: ['patches', index, 'patch'], value: text };
    end += 1;
    return { op: 'set', path: ['patches', end - 1], value: { patch: text } };
  });
}

/** The selector of a patch for an object alone. */
export function targetOf({ kind, name }: Container['object']): { kind: string; name: string } {
  return { kind, name: asPattern(name) };
}

/** What a patch names its object by, and the field with the list that a container is in. */
function headOf({ object: { apiVersion, kind, name }, path }: Container) {
  return { apiVersion, kind, metadata: { name }, list: path.slice(0, -1) };
}

function patchOf(container: Container, containers: readonly unknown[]): unknown {
  const { list, ...head } = headOf(container);
  const spec = list.reduceRight<unknown>((below, key) => ({ [key]: below }), containers);
  return { ...head, ...toRecord(spec) };
}

/** Whether a document is a patch that was written here: of the variables of containers in this list, and nothing else. */
function isOwnPatch(document: unknown, container: Container): boolean {
  const containers = containersIn(document, container);
  const isOfEnv = containers.every(
    (one) => Object.keys(one).every((key) => key === 'name' || key === 'env') && toList(one['env']).every(isRecord),
  );
  return (
    containers.length > 0 && isOfEnv && JSON.stringify(document) === JSON.stringify(patchOf(container, containers))
  );
}

function containersIn(document: unknown, { path }: Container): Record<string, unknown>[] {
  return toRecords(valueAt(document, path.slice(0, -1)));
}

function documentOf(patch: unknown): unknown {
  const text = isRecord(patch) && Object.keys(patch).length === 1 ? patch['patch'] : undefined;
  return typeof text === 'string' ? parseYaml(new TextEncoder().encode(text)).documents[0]?.value : undefined;
}

function withVariable(containers: readonly Record<string, unknown>[], { container, name, value }: EnvChange) {
  const isThere = containers.some((one) => one['name'] === container.name);
  const all = isThere ? containers : [...containers, { name: container.name, env: [] }];
  const variable = { name, value, ...(container.valueFrom.includes(name) ? { valueFrom: null } : {}) };
  return all.map((one) => {
    if (one['name'] !== container.name) return one;
    const env = toRecords(one['env']);
    const index = env.findIndex((other) => toText(other['name']) === name);
    return { ...one, env: index < 0 ? [...env, variable] : env.with(index, variable) };
  });
}
