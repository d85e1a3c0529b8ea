import { agreementOn } from '../../../model/agreement.ts';
import { by } from '../../../model/compare.ts';
import type { Inventory, Item } from '../../../model/inventory.ts';
import type { Application, Namespace } from '../../../model/kinds.ts';

/** Who still has to be cleaned up after in a namespace. */
export interface Cleaner {
  /** The namespace that it moved to, as whose account Flux applies it and takes away what it left. */
  readonly namespace: Item<Namespace>;
  readonly application: Item<Application>;
}

/**
 * Whose account gets rights in a namespace, because that says of an application that it was there before: the first
 * application for each of the namespaces that they moved to, by their names. Flux itself needs none.
 */
export function cleanersIn(
  { name: former, spec }: Item<Namespace>,
  { applications, namespaces }: Pick<Inventory, 'applications' | 'namespaces'>,
): Cleaner[] {
  const listed = new Set(spec.formerApplications);
  if (listed.size === 0) return [];
  const cleaners = new Map<string, Cleaner>();
  for (const application of applications) {
    if (!listed.has(application.name)) continue;
    const home = namespaces.find(({ name }) => name === application.spec.namespace);
    if (!home || cleaners.has(home.name) || agreementOn(application.name, application.spec, home.spec) !== 'placed')
      continue;
    if (cleansUp(home, former)) cleaners.set(home.name, { namespace: home, application });
  }
  return [...cleaners.values()].sort(by((cleaner) => cleaner.namespace.name));
}

/** Whether what moved from one namespace to another is cleaned up after as the account of the other one. */
export function cleansUp(home: Item<Namespace>, former: string): boolean {
  return home.name !== former && home.spec.access !== 'cluster';
}
