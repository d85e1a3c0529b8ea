import type { Finding } from '../model/diagnostic.ts';
import { kinds } from '../model/kinds/index.ts';
import { type NamePlace, namesIn, visitReferences } from '../model/kinds/references.ts';
import { nearest } from '../model/nearest.ts';
import type { DocumentRef } from '../model/place.ts';
import { unknownReference } from '../model/rules/re202-unknown-reference.ts';
import type { FoundObjects } from './found-objects.ts';
import type { InventoryObjects } from './inventory-objects.ts';

/** Suggestions are worth their time for the first slips; who has more names the wrong thing altogether. */
const mostSuggestions = 20;

/**
 * Names of objects that do not exist (RE202); those in expressions are found where expressions are read. What was
 * written but left out for another finding counts as existing, and if something could not be read nothing is said.
 */
export function checkReferences(objects: InventoryObjects, found: FoundObjects): Finding[] {
  if (!found.isComplete) return [];
  const findings: Finding[] = [];
  const suggestions = new Map<string, string | undefined>();

  function suggest(named: UnknownName): string | undefined {
    const { kind } = named.reference;
    const key = `${kind}\n${named.name}`;
    if (!suggestions.has(key) && suggestions.size < mostSuggestions)
      suggestions.set(key, nearest(named.name, othersOf(found.namesOf(kind), named)));
    return suggestions.get(key);
  }

  for (const [named, source] of unknownNames(objects, found)) {
    const { kind, how } = named.reference;
    const near = suggest(named);
    findings.push({
      rule: unknownReference,
      message: `there is no ${kind} ${named.name}${how === 'parent' ? ', the parent of this group' : ''}`,
      hint: near ? `Did you mean ${near}?` : howToAdd(named),
      place: { ...source, path: named.path },
    });
  }
  return findings;
}

type UnknownName = Pick<NamePlace, 'reference' | 'name' | 'path'>;

/** What is named, has to exist, and does not; with where it is named. */
function unknownNames(objects: InventoryObjects, found: FoundObjects): (readonly [UnknownName, DocumentRef])[] {
  const unknown: (readonly [UnknownName, DocumentRef])[] = [];
  for (const { kind, references } of Object.values(kinds))
    for (const { object, source } of objects.of(kind))
      visitReferences(object, references, (reference, text, path) => {
        if (reference.how === 'expression' || reference.whenGone === 'loose') return;
        for (const { name } of namesIn(reference, text))
          if (!found.isWritten(reference.kind, name)) unknown.push([{ reference, name, path: [...path] }, source]);
      });
  return unknown;
}

/** Without the groups below a group that is not there: they are not what was meant. */
function othersOf(names: Iterable<string>, { name, reference: { kind } }: UnknownName): Iterable<string> {
  return kind === 'Group' ? Array.from(names).filter((other) => !other.startsWith(`${name}/`)) : names;
}

function howToAdd({ name, reference: { kind } }: UnknownName): string {
  return kind === 'Group'
    ? `Correct the name, or create the group: resedge create group ${name}`
    : `Correct the name, or add the ${kind} below inventory/.`;
}
