import type { ClusterSet } from '../model/cluster-set.ts';
import type { ApplicationVariant, NamespaceVariant } from '../model/resolution.ts';
import type { BuiltObject } from '../render/built-object.ts';
import type { FleetVariables } from '../render/fleet-variables.ts';
import { isTemplate, substitute } from '../render/substitute.ts';
import type { Variables } from '../render/variables.ts';

/** What Kustomize made of a namespace or an application, on clusters that get the same of both. */
export interface AdmissionUnit {
  /** Undefined: the namespace itself, with what its policies bring. */
  readonly application: ApplicationVariant | undefined;
  readonly home: NamespaceVariant;
  readonly clusters: ClusterSet;
  /** The variables of both; undefined where Flux leaves variables alone. */
  readonly own: Variables | undefined;
  readonly objects: readonly BuiltObject[];
}

/** A variant of an application beside a variant of its namespace. */
export interface ApplicationUnit extends AdmissionUnit {
  readonly application: ApplicationVariant;
}

/** All that clusters are to let in. */
export interface Admission {
  readonly applications: readonly ApplicationUnit[];
  readonly namespaces: readonly AdmissionUnit[];
  readonly variables: FleetVariables;
}

/** `Deployment/till of application pos-lane` */
export function nameOf({ kind, name }: Pick<BuiltObject, 'kind' | 'name'>, unit: AdmissionUnit): string {
  const { application, home, own } = unit;
  const filled = own && isTemplate(name) ? substitute(name, own) : undefined;
  const whose = application ? `application ${application.application.name}` : `namespace ${home.namespace.name}`;
  return `${kind}/${filled?.ok ? filled.text : name} of ${whose}`;
}
