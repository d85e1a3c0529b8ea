import { groupOf, isClusterScoped, kindKey } from '../model/cluster-scoped.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { Path } from '../model/place.ts';
import { valueAt } from '../model/record.ts';
import type { Resolution } from '../model/resolution.ts';
import { outsideItsNamespace } from '../model/rules/re602-outside-its-namespace.ts';
import type { BuiltObject } from '../render/built-object.ts';
import { askByCluster } from '../render/by-cluster.ts';
import { createCauses } from './causes.ts';
import { type Admission, type AdmissionUnit, type ApplicationUnit, objectTitle } from './unit.ts';
import { writtenPlace } from './written-place.ts';

/** Objects that an application may not bring, since it is applied with rights in its own namespace alone (RE602). */
export function checkScope(
  { applications: units, namespaces, variables }: Admission,
  { inventory }: Resolution,
): Finding[] {
  const causes = createCauses(inventory);
  const custom = clusterScopedResources([...units, ...namespaces]);
  for (const unit of units) {
    if (unit.home.spec.access === 'cluster') continue;
    for (const object of unit.objects) {
      const answers = askByCluster(object, { ...unit, variables }, (value) => outside(object, value, unit, custom));
      for (const { value: problem, clusters } of answers) {
        if (!problem) continue;
        const { text, path, hint } = problem;
        const place = writtenPlace(unit, object, path);
        const about = `${objectTitle(object, unit)} cannot be applied`;
        causes.add({ rule: outsideItsNamespace, place, hint, about, why: text }, clusters);
      }
    }
  }
  return causes.findings();
}

interface Outside {
  readonly text: string;
  readonly path: Path;
  readonly hint: string;
}

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
      text: `it goes to namespace ${String(namespace)}, ${only}`,
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

/** Kinds of custom resources that some application or policy of the fleet defines for whole clusters. */
function clusterScopedResources(units: readonly AdmissionUnit[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { value, kind } of units.flatMap(({ objects }) => objects)) {
    if (kind !== 'CustomResourceDefinition' || valueAt(value, ['spec', 'scope']) !== 'Cluster') continue;
    found.add(kindKey(String(valueAt(value, ['spec', 'group'])), String(valueAt(value, ['spec', 'names', 'kind']))));
  }
  return found;
}
