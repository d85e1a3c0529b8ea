import { kindKey } from '../model/cluster-scoped.ts';
import type { Engine } from '../model/engine.ts';
import { valueAt } from '../model/record.ts';
import { textOf } from '../model/text-of.ts';
import { type Roles, rolesIn } from './tenancy/grants.ts';
import type { Home } from './tenancy/problem.ts';
import type { Admission, AdmissionUnit, ApplicationUnit } from './unit.ts';

/** What decides beside an object itself whether it may be there. */
export interface Surroundings {
  readonly engine: Engine;
  /** Kinds of custom resources that are defined for whole clusters. */
  readonly custom: ReadonlySet<string>;
  /** Kinds of custom resources that are defined for namespaces. */
  readonly namespaced: ReadonlySet<string>;
  readonly roles: Roles;
  /** The ServiceAccounts that are brought, by namespace. */
  readonly accounts: ReadonlyMap<string, readonly string[]>;
}

export function surroundingsOf({ applications, namespaces }: Admission, engine: Engine): Surroundings {
  const units = [...namespaces, ...applications];
  const objects = units.flatMap((unit) => unit.objects.map((object) => ({ object, home: unit.home.namespace.name })));
  const accounts = new Map<string, string[]>();
  for (const { object, home } of objects) {
    if (object.kind !== 'ServiceAccount' || object.apiVersion !== 'v1') continue;
    const namespace = object.namespace === '' ? home : object.namespace;
    accounts.set(namespace, [...(accounts.get(namespace) ?? []), object.name]);
  }
  return {
    engine,
    custom: definedFor('Cluster', units),
    namespaced: definedFor('Namespaced', units),
    roles: rolesIn(objects),
    accounts,
  };
}

/** Where a unit is to stay. The account `default` is in every namespace, whatever it may do. */
export function homeOf({ variant, home }: ApplicationUnit, { engine, accounts }: Surroundings): Home {
  const namespace = home.namespace.name;
  const made = engine.parts(home).filter((part) => part.kind === 'ServiceAccount' && part.namespace === namespace);
  const names = [...made.map(({ name }) => name), ...(accounts.get(namespace) ?? []), 'default'];
  return { application: variant.application.name, namespace, accounts: names };
}

/** Kinds of custom resources that some application or policy of the fleet defines for whole clusters, or for namespaces. */
function definedFor(scope: 'Cluster' | 'Namespaced', units: readonly AdmissionUnit[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { value, kind } of units.flatMap(({ objects }) => objects)) {
    if (kind !== 'CustomResourceDefinition' || valueAt(value, ['spec', 'scope']) !== scope) continue;
    found.add(kindKey(textOf(valueAt(value, ['spec', 'group'])), textOf(valueAt(value, ['spec', 'names', 'kind']))));
  }
  return found;
}
