import { at } from '../model/at.ts';
import type { Container } from '../model/containers.ts';
import { groupBy } from '../model/group-by.ts';
import { asPattern } from '../model/patch-target.ts';
import { isRecord, toList, toRecord, toRecords, toText, valueAt } from '../model/record.ts';
import type { FieldEdit } from './field-edit.ts';
import { type InlinePatch, inlinePatchEdits } from './inline-patches.ts';

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
  const byList = groupBy(changes, ({ container }) => JSON.stringify(headOf(container)));
  const wanted = Array.from(byList.values(), (own): InlinePatch => {
    const { container } = at(own, 0);
    return {
      isOwn: (document) => isOwnPatch(document, container),
      make: (document) => patchOf(container, own.reduce(withVariable, containersIn(document, container))),
    };
  });
  return inlinePatchEdits(patches, wanted);
}

/** What a strategic merge patch names its object by: one that names no namespace is for an object that is in none. */
export function patchHead({ apiVersion, kind, name, namespace }: Container['object']) {
  return { apiVersion, kind, metadata: { name, ...(namespace === '' ? {} : { namespace }) } };
}

/** The selector of a patch for an object alone. */
export function targetOf({ kind, name }: Container['object']): { kind: string; name: string } {
  return { kind, name: asPattern(name) };
}

/** What a patch names its object by, and the field with the list that a container is in. */
function headOf({ object, path }: Container) {
  return { ...patchHead(object), list: path.slice(0, -1) };
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
