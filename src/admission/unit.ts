import type { ClusterSet } from '../model/cluster-set.ts';
import type { ApplicationVariant, NamespaceVariant } from '../model/resolution.ts';
import type { BuiltObject } from '../render/built-object.ts';
import type { FleetVariables } from '../render/fleet-variables.ts';
import { isTemplate, substitute } from '../render/substitute.ts';
import type { Variables } from '../render/variables.ts';

/** A variant of an application beside a variant of its namespace, on the clusters that have both. */
export interface AdmissionUnit {
  readonly application: ApplicationVariant;
  readonly home: NamespaceVariant;
  readonly clusters: ClusterSet;
  /** The variables of both; undefined where Flux leaves variables alone. */
  readonly own: Variables | undefined;
  /** What Kustomize made of it. */
  readonly objects: readonly BuiltObject[];
}

/** All that clusters are to let in. */
export interface Admission {
  readonly units: readonly AdmissionUnit[];
  readonly variables: FleetVariables;
}

/** `Deployment/till of application pos-lane` */
export function nameOf(
  { kind, name }: Pick<BuiltObject, 'kind' | 'name'>,
  { application, own }: AdmissionUnit,
): string {
  const filled = own && isTemplate(name) ? substitute(name, own) : undefined;
  return `${kind}/${filled?.ok ? filled.text : name} of application ${application.application.name}`;
}
