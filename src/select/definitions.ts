import type { Inventory, Item } from '../model/inventory.ts';
import type { Place } from '../model/place.ts';
import type { Expression, NameTerm } from './expression.ts';
import { termsOf } from './expression.ts';
import type { GroupIndex } from './group-index.ts';
import { memoise } from './memoise.ts';

/** The expression of a Group, Namespace or Ring: what other expressions may ask for by its name. */
export interface Definition {
  readonly kind: 'group' | 'namespace' | 'ring';
  readonly name: string;
  readonly text: string;
  readonly place: Place;
}

/** What an expression asks for, and the term that asks. */
export interface Need {
  readonly definition: Definition;
  readonly term: NameTerm;
}

export interface Definitions {
  /** Undefined where a group or ring has no expression. */
  find(kind: Definition['kind'], name: string): Definition | undefined;
  /** Those of a group and of all groups below it. */
  ofGroup(name: string): readonly Definition[];
  /** Those that have to be known before an expression can be evaluated. */
  needs(expression: Expression): readonly Need[];
}

export function readDefinitions(
  inventory: Pick<Inventory, 'groups' | 'namespaces' | 'rings'>,
  groups: GroupIndex,
): Definitions {
  const definitions = {
    group: define('group', inventory.groups),
    namespace: define('namespace', inventory.namespaces),
    ring: define('ring', inventory.rings),
  };
  const ofGroup = memoise((name) => present(groups.below(name), definitions.group));
  const ofGroups = memoise((pattern) => [...new Set(groups.names.find(pattern).flatMap(ofGroup))]);

  function ofTerm({ kind, name }: NameTerm): readonly Definition[] {
    if (kind === 'cluster') return [];
    if (kind === 'group') return ofGroups(name.text);
    if (kind === 'namespace') return present([name.text], definitions.namespace);
    const last = inventory.rings.findIndex((ring) => ring.name === name.text);
    return present(
      inventory.rings.slice(0, last + 1).map((ring) => ring.name),
      definitions.ring,
    );
  }

  return {
    find: (kind, name) => definitions[kind].get(name),
    ofGroup,
    needs: (expression) =>
      [...termsOf(expression)].flatMap((term) =>
        term.kind === 'label' ? [] : ofTerm(term).map((definition) => ({ definition, term })),
      ),
  };
}

function define(
  kind: Definition['kind'],
  items: readonly Item<{ spec?: { clusters?: string } }>[],
): Map<string, Definition> {
  const found = new Map<string, Definition>();
  for (const { name, object, source } of items) {
    const text = object.spec?.clusters;
    if (text !== undefined) found.set(name, { kind, name, text, place: { ...source, path: ['spec', 'clusters'] } });
  }
  return found;
}

function present(names: readonly string[], definitions: ReadonlyMap<string, Definition>): Definition[] {
  return names.map((name) => definitions.get(name)).filter((definition) => definition !== undefined);
}
