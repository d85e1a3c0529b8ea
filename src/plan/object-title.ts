import type { BuiltObject } from '../render/built-object.ts';
import { isTemplate } from '../render/substitute.ts';

/**
 * An object for the readers of a plan: `Role/till`. What goes to another namespace than that of the application names
 * it, as Flux does: `Role/kube-system/till`. It may have the same name as one that stays at home.
 *
 * @param unit As `unitName` writes it.
 */
export function objectTitle(
  { kind, name, namespace }: Pick<BuiltObject, 'kind' | 'name' | 'namespace'>,
  unit: string,
): string {
  const [home] = unit.split('/');
  const isElsewhere = namespace !== '' && namespace !== home && !isTemplate(namespace);
  return [kind, ...(isElsewhere ? [namespace] : []), name].join('/');
}
