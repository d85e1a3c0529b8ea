import type { Item } from './inventory.ts';
import type { Namespace } from './kinds.ts';

/** The names of the namespaces that say of an application that it was there before, without the one that it names. */
export function formerNamespacesOf(
  application: string,
  named: string | undefined,
  namespaces: readonly Item<Namespace>[],
): string[] {
  return namespaces
    .filter(({ name, spec }) => name !== named && spec.formerApplications.includes(application))
    .map(({ name }) => name);
}
