import type { Inventory, Item } from '../model/inventory.ts';
import type { Group, Namespace, Ring } from '../model/kinds.ts';
import type { Place } from '../model/place.ts';
import { type Expression, type NameTerm, type Term, termsOf } from './expression.ts';
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
  /** Undefined if a group or ring has no expression. */
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
  const rings = inventory.rings.map((ring) => ring.name);
  const ofGroup = memoise((name) => present(groups.below(name), definitions.group));
  const ofGroups = memoise((pattern) => [...new Set(groups.names.find(pattern).flatMap(ofGroup))]);

  function ofTerm(term: Term): Need[] {
    return term.kind === 'label' ? [] : namedBy(term).map((definition) => ({ definition, term }));
  }

  function namedBy({ kind, name }: NameTerm): readonly Definition[] {
    if (kind === 'cluster') return [];
    if (kind === 'group') return ofGroups(name.text);
    if (kind === 'namespace') return present([name.text], definitions.namespace);
    const last = rings.indexOf(name.text);
    return present(rings.slice(0, last + 1), definitions.ring);
  }

  return {
    find: (kind, name) => definitions[kind].get(name),
    ofGroup,
    needs: (expression) => [...termsOf(expression)].flatMap(ofTerm),
  };
}

function define(kind: Definition['kind'], items: readonly Item<Group | Namespace | Ring>[]): Map<string, Definition> {
  const found = new Map<string, Definition>();
  for (const { name, spec, source } of items) {
    const text = spec.clusters;
    if (text !== undefined) found.set(name, { kind, name, text, place: { ...source, path: ['spec', 'clusters'] } });
  }
  return found;
}

function present(names: readonly string[], definitions: ReadonlyMap<string, Definition>): Definition[] {
  return names.map((name) => definitions.get(name)).filter((definition) => definition !== undefined);
}
