import { groupOf, isClusterScoped, isNamespaced, kindKey } from '../model/cluster-scoped.ts';
import type { Finding } from '../model/diagnostic.ts';
import { valueAt } from '../model/record.ts';
import type { Resolution } from '../model/resolution.ts';
import { outsideItsNamespace } from '../model/rules/re602-outside-its-namespace.ts';
import { textOf } from '../model/text-of.ts';
import type { BuiltObject } from '../render/built-object.ts';
import { askByCluster } from '../render/by-cluster.ts';
import { type Cause, createCauses } from './causes.ts';
import { homeOf, type Surroundings, surroundingsOf } from './surroundings.ts';
import { grantProblems } from './tenancy/grants.ts';
import { orderProblems } from './tenancy/orders.ts';
import { cannotBeApplied, type ScopeProblem } from './tenancy/problem.ts';
import { writeProblems } from './tenancy/writable.ts';
import { type Admission, type ApplicationUnit, objectTitle } from './unit.ts';
import { writtenPlace } from './written-place.ts';

/**
 * Objects that an application may not bring, since it is applied with rights in its own namespace alone (RE602), and
 * notes about those of which that depends on the cluster.
 *
 * @param units Those that are asked about: all applications, unless given.
 */
export function checkScope(
  admission: Admission,
  { inventory, engine }: Resolution,
  units: readonly ApplicationUnit[] = admission.applications,
): Finding[] {
  const causes = createCauses(inventory);
  const surroundings = surroundingsOf(admission, engine);
  const told = new Map<string, Pick<Cause, 'about' | 'place'>>();
  for (const unit of units) {
    if (unit.home.spec.access === 'cluster' && unit.variant.application.spec.setNamespace) continue;
    const problemsOf = unitProblems(unit, surroundings);
    for (const object of unit.objects) {
      const audience = { ...unit, variables: admission.variables };
      for (const { value: problems, clusters } of askByCluster(object, audience, (value) =>
        problemsOf(object, value),
      )) {
        for (const { about, text: why, path, once, ...problem } of problems) {
          const own = { place: writtenPlace(unit, object, path), about: `${objectTitle(object, unit)} ${about}` };
          const first = once === undefined ? own : (told.get(once) ?? own);
          if (once !== undefined) told.set(once, first);
          causes.add({ rule: outsideItsNamespace, ...problem, ...first, why }, clusters);
        }
      }
    }
  }
  return causes.findings();
}

/** What is wrong with the objects of a unit, as a cluster gets them. */
function unitProblems(unit: ApplicationUnit, surroundings: Surroundings) {
  const { engine, custom, roles } = surroundings;
  if (unit.home.spec.access === 'cluster') {
    return (object: BuiltObject, value: unknown): readonly ScopeProblem[] =>
      namesNoNamespace(object, value, unit, surroundings);
  }
  const home = homeOf(unit, surroundings);
  return (object: BuiltObject, value: unknown): readonly ScopeProblem[] => {
    const { apiVersion, kind } = object;
    const found = outside(object, value, unit, custom);
    if (found) return [{ about: cannotBeApplied, ...found }];
    const orders = engine.tenancy.orders(groupOf(apiVersion), kind);
    return [
      ...writeProblems(object, home, roles.held, engine.tenancy),
      ...grantProblems(object, value, home, roles),
      ...(orders ? orderProblems(value, orders, home, engine.words.name) : []),
    ];
  };
}

/** What is in a namespace has to name it where nobody else does: the API server takes no object without one. */
function namesNoNamespace(
  { apiVersion, kind }: BuiltObject,
  value: unknown,
  { home }: ApplicationUnit,
  { namespaced }: Surroundings,
): readonly ScopeProblem[] {
  const needsOne = isNamespaced(apiVersion, kind) || namespaced.has(kindKey(groupOf(apiVersion), kind));
  if (!needsOne || (valueAt(value, ['metadata', 'namespace']) ?? '') !== '') return [];
  return [
    {
      about: cannotBeApplied,
      text: 'it names no namespace, and with setNamespace: false it gets none',
      path: ['metadata'],
      hint: `Write namespace: ${home.namespace.name} into its manifest or its kustomization, or take setNamespace: false off.`,
    },
  ];
}

type Outside = Pick<ScopeProblem, 'text' | 'path' | 'hint'>;

function outside(
  { apiVersion, kind }: BuiltObject,
  value: unknown,
  { variant: { application }, home }: ApplicationUnit,
  custom: ReadonlySet<string>,
): Outside | undefined {
  const name = home.namespace.name;
  const only = `and application ${application.name} may write in namespace ${name} alone`;
  if (isClusterScoped(apiVersion, kind) || custom.has(kindKey(groupOf(apiVersion), kind))) {
    return {
      text: `it is an object of the whole cluster, ${only}`,
      path: ['kind'],
      hint: 'Take it out, or run it in a namespace of the platform team with access: cluster.',
    };
  }
  const namespace = valueAt(value, ['metadata', 'namespace']);
  if (namespace === name) return undefined;
  const sets = application.spec.setNamespace;
  if (namespace !== undefined && namespace !== null) {
    return {
      text: `it goes to namespace ${textOf(namespace)}, ${only}`,
      path: ['metadata', 'namespace'],
      hint: sets ? `Let it go to ${name}.` : `Write namespace: ${name}, or take setNamespace: false off.`,
    };
  }
  // Kustomize gives a namespace to all that it does not know to be without one.
  return {
    text: sets ? `it is an object of the whole cluster, ${only}` : `it names no namespace, ${only}`,
    path: ['metadata'],
    hint: sets
      ? 'Take it out, or run it in a namespace of the platform team with access: cluster.'
      : `Write namespace: ${name}, or take setNamespace: false off.`,
  };
}
