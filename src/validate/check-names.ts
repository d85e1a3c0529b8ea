import type { Finding } from '../model/diagnostic.ts';
import type { KindName, WrittenItem } from '../model/inventory.ts';
import { kinds } from '../model/kinds/index.ts';
import type { Cluster, Ring } from '../model/kinds.ts';
import { schemaRule } from '../model/rules/re102-schema.ts';
import { duplicateName } from '../model/rules/re201-duplicate-name.ts';
import type { FoundObject } from './found-objects.ts';

/** Objects in a file where their kind does not belong (RE102), and those whose name is taken (RE201). */
export function checkNames(objects: readonly FoundObject[]): Finding[] {
  const findings: Finding[] = [];
  const owners = new Map<KindName, Map<string, FoundObject>>();
  for (const object of objects) {
    const misplaced = misplacement(object);
    if (misplaced) {
      const place = { file: object.file, document: object.document.index, path: ['kind'] };
      findings.push({ rule: schemaRule, ...misplaced, place });
      continue;
    }
    const name = object.kind === 'Fleet' ? '' : object.name;
    const ofKind = owners.get(object.kind) ?? new Map<string, FoundObject>();
    owners.set(object.kind, ofKind);
    const owner = ofKind.get(name);
    if (owner) findings.push(taken(object, owner));
    else ofKind.set(name, object);
  }
  return findings;
}

function misplacement({ kind, file }: FoundObject): { message: string; hint: string } | undefined {
  const { files } = kinds[kind];
  if (typeof files === 'string') {
    const hint = `There is one ${kind} in a repository, in the file ${files} in its root.`;
    return file === files ? undefined : { message: `a ${kind} belongs into ${files}`, hint };
  }
  if (file.startsWith(files.folder)) return undefined;
  const message =
    file === 'resedge.yaml'
      ? `resedge.yaml holds a Fleet and nothing else, but this is kind ${kind}`
      : `kind ${kind} does not belong here`;
  return { message, hint: `Move it below ${files.folder}.` };
}

function taken(object: FoundObject, owner: FoundObject): Finding {
  const place = { file: object.file, document: object.document.index, path: ['metadata', 'name'] };
  if (object.kind === 'Fleet')
    return {
      rule: duplicateName,
      message: 'there is a second Fleet in resedge.yaml',
      hint: 'Keep one of the two.',
      place,
    };
  const where = owner.file === object.file ? 'further up in this file' : `in ${owner.file}`;
  return {
    rule: duplicateName,
    message: `there is a ${object.kind} ${object.name} already, ${where}`,
    hint: 'Rename one of the two, or delete it.',
    place,
  };
}

/** Former names that another cluster has or had. */
export function checkFormerNames(clusters: readonly WrittenItem<Cluster>[]): Finding[] {
  const findings: Finding[] = [];
  if (clusters.every((cluster) => cluster.object.spec?.formerNames === undefined)) return findings;
  const names = new Set(clusters.map((cluster) => cluster.name));
  const owners = new Map<string, string>();
  for (const { name, object, source } of clusters) {
    for (const [index, former] of (object.spec?.formerNames ?? []).entries()) {
      const owner = owners.get(former);
      const place = { ...source, path: ['spec', 'formerNames', index] };
      const hint = 'Remove it here, or give the other cluster another name.';
      if (former === name) {
        findings.push({
          rule: duplicateName,
          message: `${former} is the name that this cluster has now`,
          hint: 'Remove it from formerNames.',
          place,
        });
      } else if (names.has(former)) {
        findings.push({ rule: duplicateName, message: `another cluster is called ${former} now`, hint, place });
      } else if (owner !== undefined) {
        findings.push({ rule: duplicateName, message: `${former} is a former name of ${owner} as well`, hint, place });
      } else {
        owners.set(former, name);
      }
    }
  }
  return findings;
}

/** Rings of equal order, which leave open who comes first. */
export function checkRingOrder(rings: readonly WrittenItem<Ring>[]): Finding[] {
  const findings: Finding[] = [];
  const owners = new Map<number, string>();
  for (const { name, object, source } of rings) {
    const owner = owners.get(object.spec.order);
    if (owner === undefined) {
      owners.set(object.spec.order, name);
      continue;
    }
    findings.push({
      rule: duplicateName,
      message: `ring ${owner} has the order ${object.spec.order} already`,
      hint: 'Give each ring an order of its own: changes go from the lowest to the highest.',
      place: { ...source, path: ['spec', 'order'] },
    });
  }
  return findings;
}
