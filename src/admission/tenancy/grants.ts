import { kindKey } from '../../model/cluster-scoped.ts';
import { someOf } from '../../model/counts.ts';
import { valueAt } from '../../model/record.ts';
import { textOf } from '../../model/text-of.ts';
import type { BuiltObject } from '../../render/built-object.ts';
import { adminRules, isKubernetesGroup } from './admin-rights.ts';
import { cannotBeApplied, type Home, type ScopeProblem, toPlatform } from './problem.ts';
import { missingRights, type RoleRule, rightText, rulesOf } from './rights.ts';

const group = 'rbac.authorization.k8s.io';
const addedToAdmin = ['admin', 'edit', 'view'].map((role) => `${group}/aggregate-to-${role}`);
/** ClusterRoles of Kubernetes with no more rights than `admin` has. */
const within = [
  'admin',
  'edit',
  'view',
  'system:aggregate-to-admin',
  'system:aggregate-to-edit',
  'system:aggregate-to-view',
];
const everything: RoleRule = {
  apiGroups: ['*'],
  resources: ['*'],
  verbs: ['*'],
  resourceNames: [],
  nonResourceURLs: ['*'],
};

/** What roles give, as far as the fleet brings them. */
export interface Roles {
  /** What the role `admin` holds, with what the fleet adds to it. */
  readonly held: readonly RoleRule[];
  /** The rules of a ClusterRole, or of a Role in a namespace; undefined: they are not known. */
  rules(kind: string, name: string, namespace: string): readonly RoleRule[] | undefined;
}

/** The roles among some objects; `namespaceOf`: where an object goes that names no namespace. */
export function rolesIn(objects: Iterable<{ readonly object: BuiltObject; readonly home: string }>): Roles {
  const known = new Map<string, readonly RoleRule[] | undefined>([['ClusterRole/cluster-admin', [everything]]]);
  const held: RoleRule[] = [...adminRules];
  for (const { object, home } of objects) {
    const { apiVersion, kind, name, namespace, value } = object;
    if (!apiVersion.startsWith(`${group}/`) || (kind !== 'Role' && kind !== 'ClusterRole')) continue;
    const rules = valueAt(value, ['aggregationRule']) === undefined ? rulesOf(value['rules']) : undefined;
    known.set(roleKey(kind, name, namespace === '' ? home : namespace), rules);
    const isAdded = addedToAdmin.some((label) => valueAt(value, ['metadata', 'labels', label]) === 'true');
    if (kind === 'ClusterRole' && isAdded) held.push(...(rules ?? []));
  }
  return { held, rules: (kind, name, namespace) => known.get(roleKey(kind, name, namespace)) };
}

function roleKey(kind: string, name: string, namespace: string): string {
  return kind === 'Role' ? `Role/${namespace}/${name}` : `ClusterRole/${name}`;
}

/** What a Role or a RoleBinding hands out that `admin` has not: the API server lets nobody give more than he has. */
export function grantProblems(
  { apiVersion, kind }: BuiltObject,
  value: unknown,
  home: Home,
  roles: Roles,
): ScopeProblem[] {
  const key = kindKey(apiVersion.split('/')[0] ?? '', kind);
  if (key === `${group}/Role`) return handedOut(rulesOf(valueAt(value, ['rules'])), ['rules'], 'it', roles.held);
  if (key !== `${group}/RoleBinding`) return [];
  const role = { kind: textOf(valueAt(value, ['roleRef', 'kind'])), name: textOf(valueAt(value, ['roleRef', 'name'])) };
  if (role.kind === 'ClusterRole' && within.includes(role.name)) return [];
  const title = `${role.kind}/${role.name}`;
  const rules = roles.rules(role.kind, role.name, home.namespace);
  if (rules) return handedOut(rules, ['roleRef', 'name'], title, roles.held);
  return [
    {
      about: 'may be refused',
      text: `what ${title} gives is not known here, and with more rights than admin has it cannot be bound`,
      path: ['roleRef', 'name'],
      hint: `See on a cluster what it gives: kubectl describe ${role.kind === 'Role' ? 'role --namespace NAMESPACE' : 'clusterrole'} NAME`,
      severity: 'info',
    },
  ];
}

function handedOut(
  wanted: readonly RoleRule[],
  path: ScopeProblem['path'],
  title: string,
  held: readonly RoleRule[],
): ScopeProblem[] {
  const missing = missingRights(wanted, held);
  const sure = missing.filter(
    (right) => right.url !== undefined || right.group === '*' || isKubernetesGroup(right.group),
  );
  if (missing.length === 0) return [];
  const isSure = sure.length > 0;
  const list = someOf((isSure ? sure : missing).map(rightText));
  return [
    isSure
      ? {
          about: cannotBeApplied,
          text: `${title} gives rights that the role admin has not, which it is applied with: ${list}`,
          path,
          hint: `Give less (\`*\` is held by nobody but who has it), or ${toPlatform}.`,
        }
      : {
          about: 'may be refused',
          text: `${title} gives rights on custom resources (${list}), which the role admin has only where somebody added them`,
          path,
          hint: `See whether a ClusterRole on the cluster with the label ${addedToAdmin[0]} gives them.`,
          severity: 'info',
        },
  ];
}
