import { groupOf } from '../../model/cluster-scoped.ts';
import type { Tenancy } from '../../model/engine.ts';
import type { BuiltObject } from '../../render/built-object.ts';
import { isKubernetesGroup } from './admin-rights.ts';
import { cannotBeApplied, type Home, type ScopeProblem, toPlatform } from './problem.ts';
import { missingRights, type RoleRule } from './rights.ts';

/** Fields of a Namespace from which objects are made that no application may bring. */
const ofNamespace: Readonly<Record<string, string>> = { ResourceQuota: 'quota', LimitRange: 'limits' };

/** Whether the role `admin` may write an object at all. */
export function writeProblems(
  { apiVersion, kind }: BuiltObject,
  home: Home,
  held: readonly RoleRule[],
  tenancy: Tenancy,
): ScopeProblem[] {
  const group = groupOf(apiVersion);
  const resource = resourceOf(kind);
  const write = { apiGroups: [group], resources: [resource], verbs: ['create', 'patch'] };
  const missing = missingRights([{ ...write, resourceNames: [], nonResourceURLs: [] }], held);
  if (missing.length === 0 || tenancy.isWritable(group)) return [];
  const path = ['kind'];
  if (!isKubernetesGroup(group)) {
    return [
      {
        about: 'may be refused',
        text: `applications are applied with the role admin, which may write ${resource}.${group} only where that was added to it`,
        path,
        once: `${resource}.${group}`,
        hint: 'Most operators bring a ClusterRole for that, with the label rbac.authorization.k8s.io/aggregate-to-admin.',
        severity: 'info',
      },
    ];
  }
  const field = group === '' ? ofNamespace[kind] : undefined;
  const text = `application ${home.application} is applied with the role admin, which may not write ${resource}`;
  const hint = field
    ? `Set spec.${field} of namespace/${home.namespace}: its ${kind} is made from that.`
    : `Take it out, or ${toPlatform}.`;
  return [{ about: cannotBeApplied, text, path, hint }];
}

/** What the API server calls objects of a kind of its own; of custom resources the usual guess. */
function resourceOf(kind: string): string {
  const lower = kind.toLowerCase();
  if (lower === 'endpoints') return lower;
  if (/(s|x|ch|sh)$/.test(lower)) return `${lower}es`;
  return /[^aeiou]y$/.test(lower) ? `${lower.slice(0, -1)}ies` : `${lower}s`;
}
