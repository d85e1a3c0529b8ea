import { formerNamespacesOf } from '../../../model/former-namespaces.ts';
import type { ApplicationVariant, Profile, ProfileNamespace, Value, Variant } from '../../../model/resolution.ts';
import { cleansUp } from './former-applications.ts';
import { applicationKustomization, namespaceKustomization, serviceAccount } from './names.ts';
import { type Ordered, withFormer } from './order.ts';

/** What one Flux Kustomization of a profile applies, and how, apart from what all of them say. */
export interface Applied extends Ordered {
  readonly variant: Variant;
  readonly serviceAccount: string | undefined;
  /** Variables of its own; undefined: variables are left alone. */
  readonly variables: ReadonlyMap<string, string> | undefined;
}

/** For each namespace of a profile: the namespace itself, and the applications in it. */
export function appliedIn(profile: Profile): Map<string, Applied[]> {
  return withFormer(new Map(profile.namespaces.map((entry) => [entry.variant.namespace.name, allOf(entry, profile)])));
}

function allOf({ variant, applications }: ProfileNamespace, profile: Profile): Applied[] {
  const { name } = variant.namespace;
  const variables = new Map([['namespace_name', name], ...prefixed('namespace', variant.values)]);
  const own: Applied = {
    name: namespaceKustomization(name),
    variant,
    dependsOn: variant.spec.dependsOn.flatMap((needed) => namesIn(profile, needed)),
    former: [],
    serviceAccount: undefined,
    variables,
  };
  const account = variant.spec.access === 'cluster' ? undefined : serviceAccount(name);
  return [own, ...applications.map((application) => applicationOf(application, profile, variables, account))];
}

function applicationOf(
  variant: ApplicationVariant,
  profile: Profile,
  inherited: ReadonlyMap<string, string>,
  account: string | undefined,
): Applied {
  const { name, spec } = variant.application;
  const namespaces = profile.namespaces.map((entry) => entry.variant.namespace);
  const former = formerNamespacesOf(name, variant.namespace.name, namespaces);
  return {
    name: applicationKustomization(name),
    variant,
    dependsOn: [namespaceKustomization(variant.namespace.name), ...spec.dependsOn.map(applicationKustomization)],
    former: former.filter((one) => cleansUp(variant.namespace, one)).map(namespaceKustomization),
    serviceAccount: account,
    variables: variant.substitutes
      ? new Map([['app_name', name], ...prefixed('app', variant.values), ...inherited])
      : undefined,
  };
}

/** What to wait for so that a namespace's applications are ready: those, or the namespace itself if it has none. */
function namesIn(profile: Profile, namespace: string): string[] {
  const entry = profile.namespaces.find(({ variant }) => variant.namespace.name === namespace);
  if (!entry) return [];
  const applications = entry.applications.map((variant) => applicationKustomization(variant.application.name));
  return applications.length > 0 ? applications : [namespaceKustomization(namespace)];
}

function prefixed(prefix: string, values: ReadonlyMap<string, Value>): [string, string][] {
  return [...values].map(([key, value]) => [`${prefix}_${key}`, value.text]);
}
