import type { Application } from './kinds.ts';
import type { Agreement } from './resolution.ts';

/** What a namespace says of the applications that come to it. */
export interface Admission {
  /** Those that it takes in, by name; `*`: all that name it. */
  readonly applications: readonly string[];
  readonly rejected: readonly Refusal[];
  /** Nobody has decided on it yet. */
  readonly proposed: boolean;
}

interface Refusal {
  readonly application: string;
  readonly reason: string;
}

/** What an application says of namespaces. */
export type Wish = Pick<Application['spec'], 'namespace' | 'requests'>;

/** The namespace that an application asks to come to; undefined if it asks for none, or for the one that it names. */
export function requested({ namespace, requests }: Wish): string | undefined {
  return requests === namespace ? undefined : requests;
}

/** Whether a namespace takes an application in, by its name or with all others. */
export function admits({ applications }: Pick<Admission, 'applications'>, application: string): boolean {
  return applications.includes('*') || applications.includes(application);
}

/** Why a namespace turned an application down, and the place of that in `rejected`; undefined if it did not. */
export function refusalOf<R extends Refusal>(
  { rejected }: { readonly rejected: readonly R[] },
  application: string,
): { readonly index: number; readonly refusal: R } | undefined {
  const index = rejected.findIndex((refusal) => refusal.application === application);
  const refusal = rejected[index];
  return refusal && { index, refusal };
}

/** Whether an application that names a namespace is in it. */
export function takesIn(namespace: Admission, application: string): boolean {
  return admits(namespace, application) && !namespace.proposed && refusalOf(namespace, application) === undefined;
}

/** How far an application has agreed with the namespace that it names, or else with the one that it asks for. */
export function agreementOn(application: string, wish: Wish, namespace: Admission | undefined): Agreement {
  if (namespace && refusalOf(namespace, application)) return 'rejected';
  if (wish.namespace === undefined) return wish.requests === undefined ? 'unassigned' : 'pending';
  return namespace && takesIn(namespace, application) ? 'placed' : 'pending';
}
