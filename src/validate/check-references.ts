import type { Finding } from '../model/diagnostic.ts';
import type { KindName, WrittenItem } from '../model/inventory.ts';
import { nearest } from '../model/nearest.ts';
import type { DocumentRef, Path } from '../model/place.ts';
import { unknownReference } from '../model/rules/re202-unknown-reference.ts';
import type { FoundObjects } from './found-objects.ts';
import type { InventoryObjects } from './inventory-objects.ts';

interface Reference {
  readonly kind: KindName;
  readonly name: string;
  readonly source: DocumentRef;
  readonly path: Path;
}

/** Suggestions are worth their time for the first slips; who has more names the wrong thing altogether. */
const mostSuggestions = 20;

/**
 * Names of objects that do not exist (RE202); those in expressions are found where expressions are read. What was
 * written but left out for another finding counts as existing, and where something could not be read nothing is said.
 */
export function checkReferences(objects: InventoryObjects, found: FoundObjects): Finding[] {
  if (!found.isComplete) return [];
  const findings: Finding[] = [];
  const suggestions = new Map<string, string | undefined>();

  function suggest(reference: Reference): string | undefined {
    const { kind, name } = reference;
    const key = `${kind}\n${name}`;
    if (!suggestions.has(key) && suggestions.size < mostSuggestions)
      suggestions.set(key, nearest(name, othersOf(found.namesOf(kind), reference)));
    return suggestions.get(key);
  }

  for (const reference of references(objects)) {
    const { kind, name, source, path } = reference;
    if (found.isWritten(kind, name)) continue;
    const near = suggest(reference);
    const isParent = kind === 'Group' && path[0] === 'metadata';
    findings.push({
      rule: unknownReference,
      message: `there is no ${kind} ${name}${isParent ? ', the parent of this group' : ''}`,
      hint: near ? `Did you mean ${near}?` : howToAdd(reference),
      place: { ...source, path },
    });
  }
  return findings;
}

/** Without the groups below a group that is not there: they are not what was meant. */
function othersOf(names: Iterable<string>, { kind, name }: Reference): Iterable<string> {
  return kind === 'Group' ? Array.from(names).filter((other) => !other.startsWith(`${name}/`)) : names;
}

function howToAdd({ kind, name }: Reference): string {
  return kind === 'Group'
    ? `Correct the name, or create the group: resedge create group ${name}`
    : `Correct the name, or add the ${kind} below inventory/.`;
}

function* references(objects: InventoryObjects): Iterable<Reference> {
  for (const { name, source } of objects.of('Group')) {
    const end = name.lastIndexOf('/');
    if (end > 0) yield { kind: 'Group', name: name.slice(0, end), source, path: ['metadata', 'name'] };
  }
  for (const cluster of objects.of('Cluster'))
    yield* each('Group', cluster, cluster.object.spec?.groups, ['spec', 'groups']);
  for (const application of objects.of('Application')) {
    const { namespace, requests, dependsOn } = application.object.spec;
    yield* one('Namespace', application, namespace, ['spec', 'namespace']);
    yield* one('Namespace', application, requests, ['spec', 'requests']);
    yield* each('Application', application, dependsOn, ['spec', 'dependsOn']);
  }
  for (const namespace of objects.of('Namespace')) {
    const { applications, formerApplications, policies, dependsOn, overrides = [] } = namespace.object.spec;
    for (const reference of each('Application', namespace, applications, ['spec', 'applications'])) {
      if (reference.name !== '*') yield reference;
    }
    yield* each('Application', namespace, formerApplications, ['spec', 'formerApplications']);
    yield* each('Policy', namespace, policies, ['spec', 'policies']);
    yield* each('Namespace', namespace, dependsOn, ['spec', 'dependsOn']);
    for (const [index, override] of overrides.entries()) {
      yield* each('Policy', namespace, override.policies, ['spec', 'overrides', index, 'policies']);
    }
  }
  for (const expectation of objects.of('Expectation')) {
    yield* one('Application', expectation, expectation.object.spec.application, ['spec', 'application']);
  }
}

function* one(
  kind: KindName,
  { source }: WrittenItem<unknown>,
  name: string | undefined,
  path: Path,
): Iterable<Reference> {
  if (name !== undefined) yield { kind, name, source, path };
}

function* each(
  kind: KindName,
  { source }: WrittenItem<unknown>,
  names: readonly string[] = [],
  path: Path,
): Iterable<Reference> {
  for (const [index, name] of names.entries()) yield { kind, name, source, path: [...path, index] };
}
