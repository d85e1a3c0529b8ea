import { compareText } from './compare.ts';
import type { NamespaceVariant, Profile, Variant } from './resolution.ts';

/** What is applied as one, by name: a namespace, or an application in it. */
export interface Unit {
  readonly namespace: string;
  /** Undefined: the namespace itself. */
  readonly application: string | undefined;
}

/** A variant beside the one that the same clusters have of its namespace; the variant of a namespace is beside itself. */
export interface PlacedVariant {
  readonly variant: Variant;
  readonly home: NamespaceVariant;
}

/** What is applied on the clusters of a profile: namespaces by name, after each the applications in it. */
export function placedIn({ namespaces }: Pick<Profile, 'namespaces'>): PlacedVariant[] {
  return namespaces.flatMap(({ variant: home, applications }) => [
    { variant: home, home },
    ...applications.map((variant) => ({ variant, home })),
  ]);
}

export function unitOf({ kind, namespace, applied }: Variant): Unit {
  return { namespace: namespace.name, application: kind === 'application' ? applied.name : undefined };
}

/** `shop` or `shop/till` */
export function unitName({ namespace, application }: Unit): string {
  return application === undefined ? namespace : `${namespace}/${application}`;
}

/** Reads what `unitName` wrote. */
export function unitNamed(name: string): Unit {
  const slash = name.indexOf('/');
  if (slash < 0) return { namespace: name, application: undefined };
  return { namespace: name.slice(0, slash), application: name.slice(slash + 1) };
}

/** Sorts by namespace and application; a namespace itself comes before what is in it. */
export function compareUnits(a: Unit, b: Unit): number {
  return compareText(a.namespace, b.namespace) || compareText(a.application ?? '', b.application ?? '');
}

/** `namespace shop` or `application till` */
export function titleOf({ kind, applied }: Variant): string {
  return `${kind} ${applied.name}`;
}
