import type { ClusterSet } from '../model/cluster-set.ts';
import type { ApplicationVariant, Resolution } from '../model/resolution.ts';
import { type PlacedVariant, titleOf } from '../model/unit.ts';
import type { BuiltObject } from '../render/built-object.ts';
import type { FleetVariables } from '../render/fleet-variables.ts';
import { isTemplate, substitute } from '../render/substitute.ts';
import { ownVariables, type Variables } from '../render/variables.ts';

/** A variant beside that of its namespace, on the clusters that have both. */
export interface UnitToBuild extends PlacedVariant {
  readonly clusters: ClusterSet;
  /** The variables of both; undefined if Flux leaves variables alone. */
  readonly own: Variables | undefined;
}

/** The same with what Kustomize made of it: for a namespace, what its policies bring as well. */
export interface AdmissionUnit extends UnitToBuild {
  readonly objects: readonly BuiltObject[];
}

/** A variant of an application beside a variant of its namespace. */
export interface ApplicationUnit extends AdmissionUnit {
  readonly variant: ApplicationVariant;
}

/** All that clusters are to let in. */
export interface Admission {
  readonly applications: readonly ApplicationUnit[];
  readonly namespaces: readonly AdmissionUnit[];
  readonly variables: FleetVariables;
}

/** All variants of namespaces, and after them those of applications, once for each variant of their namespace that they meet. */
export function unitsToBuild({ namespaces, applications }: Resolution): UnitToBuild[] {
  const own = namespaces.flatMap(({ variants }) =>
    variants.map((home) => unitToBuild({ variant: home, home }, home.clusters)),
  );
  const inside = applications.flatMap(({ variants, namespace }) => {
    const homes = namespaces.find((one) => one.namespace === namespace)?.variants ?? [];
    return variants.flatMap((variant) =>
      homes.map((home) => unitToBuild({ variant, home }, variant.clusters.and(home.clusters))),
    );
  });
  return [...own, ...inside.filter(({ clusters }) => !clusters.isEmpty())];
}

function unitToBuild(placed: PlacedVariant, clusters: ClusterSet): UnitToBuild {
  return { ...placed, clusters, own: ownVariables(placed) };
}

/** `Deployment/till of application pos-lane` */
export function objectTitle({ kind, name }: Pick<BuiltObject, 'kind' | 'name'>, unit: AdmissionUnit): string {
  const { variant, own } = unit;
  const filled = own && isTemplate(name) ? substitute(name, own) : undefined;
  return `${kind}/${filled?.ok ? filled.text : name} of ${titleOf(variant)}`;
}
