import { type Delivery, deliveryOf } from '../../../model/delivery.ts';
import { formerNamespacesOf } from '../../../model/former-namespaces.ts';
import type { Item } from '../../../model/inventory.ts';
import type { Fleet } from '../../../model/kinds.ts';
import type { ApplicationVariant, Profile, ProfileNamespace, Value } from '../../../model/resolution.ts';
import { cleansUp } from '../../../resolve/former-applications.ts';
import { sharedFolder } from '../../layout.ts';
import { intervals } from './intervals.ts';
import {
  applicationKustomization,
  clusterConfigMap,
  fluxNamespace,
  labels,
  namespaceKustomization,
  root,
  serviceAccount,
} from './names.ts';
import { type Ordered, withFormer } from './order.ts';

/** What one Flux Kustomization of a profile says, apart from what all of them say. */
interface Unit extends Ordered {
  readonly labels: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly serviceAccount: string | undefined;
  /** Variables of its own; undefined where variables are left alone. */
  readonly variables: ReadonlyMap<string, string> | undefined;
}

/** The Flux Kustomizations of each namespace of a profile: one for the namespace, one for each application in it. */
export function profileObjects(fleet: Item<Fleet>, profile: Profile, prefix: string): Map<string, object[]> {
  const units = withFormer(
    new Map(profile.namespaces.map((entry) => [entry.variant.namespace.name, unitsOf(entry, profile)])),
  );
  const awaited = new Set([...units.values()].flat().flatMap((unit) => unit.dependsOn));
  const decryption = deliveryOf(fleet).decryption;
  const objects = new Map<string, object[]>();
  for (const [namespace, list] of units) {
    objects.set(
      namespace,
      list.map((unit) => kustomization(unit, profile, prefix, awaited.has(unit.name), decryption)),
    );
  }
  return objects;
}

function unitsOf({ variant, applications }: ProfileNamespace, profile: Profile): Unit[] {
  const { name } = variant.namespace;
  const namespaceVariables = new Map([['namespace_name', name], ...prefixed('namespace', variant.values)]);
  const own: Unit = {
    name: namespaceKustomization(name),
    labels: { [labels.namespace]: name },
    folder: `${sharedFolder}/namespaces/${name}/${variant.name}`,
    dependsOn: (variant.spec.dependsOn ?? []).flatMap((needed) => namesIn(profile, needed)),
    former: [],
    serviceAccount: undefined,
    variables: namespaceVariables,
  };
  const account = variant.spec.access === 'cluster' ? undefined : serviceAccount(name);
  return [
    own,
    ...applications.map((application) => applicationUnit(application, profile, namespaceVariables, account)),
  ];
}

function applicationUnit(
  variant: ApplicationVariant,
  profile: Profile,
  inherited: ReadonlyMap<string, string>,
  account: string | undefined,
): Unit {
  const { name, object } = variant.application;
  const substitutes = object.spec.substitute ?? true;
  return {
    name: applicationKustomization(name),
    labels: { [labels.application]: name, [labels.namespace]: variant.namespace.name },
    folder: `${sharedFolder}/applications/${name}/${variant.name}`,
    dependsOn: [
      namespaceKustomization(variant.namespace.name),
      ...(object.spec.dependsOn ?? []).map(applicationKustomization),
    ],
    former: formerNamespacesOf(
      name,
      variant.namespace.name,
      profile.namespaces.map((entry) => entry.variant.namespace),
    )
      .filter((former) => cleansUp(variant.namespace, former))
      .map(namespaceKustomization),
    serviceAccount: account,
    variables: substitutes
      ? new Map([['app_name', name], ...prefixed('app', variant.values), ...inherited])
      : undefined,
  };
}

/** What to wait for so that a namespace's applications are ready: those, or the namespace itself where it has none. */
function namesIn(profile: Profile, namespace: string): string[] {
  const entry = profile.namespaces.find(({ variant }) => variant.namespace.name === namespace);
  if (!entry) return [];
  const applications = entry.applications.map((variant) => applicationKustomization(variant.application.name));
  return applications.length > 0 ? applications : [namespaceKustomization(namespace)];
}

/** https://fluxcd.io/flux/components/kustomize/kustomizations/ */
function kustomization(
  unit: Unit,
  profile: Profile,
  prefix: string,
  awaited: boolean,
  decryption: Delivery['decryption'],
): object {
  const every = intervals[profile.connectivity];
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: unit.name, namespace: fluxNamespace, labels: unit.labels },
    spec: {
      interval: every.apply,
      retryInterval: every.retry,
      timeout: awaited ? every.waitTimeout : every.timeout,
      sourceRef: { kind: 'GitRepository', name: root },
      path: `./${prefix}${unit.folder}`,
      prune: true,
      ...(awaited ? { wait: true } : {}),
      ...(unit.serviceAccount === undefined ? {} : { serviceAccountName: unit.serviceAccount }),
      ...(unit.dependsOn.length === 0 ? {} : { dependsOn: unit.dependsOn.map((name) => ({ name })) }),
      ...(decryption ? { decryption: decryptionOf(decryption) } : {}),
      ...(unit.variables ? { postBuild: postBuild(unit.variables) } : {}),
    },
  };
}

function decryptionOf({ provider, secret }: NonNullable<Delivery['decryption']>): object {
  return { provider, ...(secret === undefined ? {} : { secretRef: { name: secret } }) };
}

function postBuild(variables: ReadonlyMap<string, string>): object {
  return { substitute: Object.fromEntries(variables), substituteFrom: [{ kind: 'ConfigMap', name: clusterConfigMap }] };
}

function prefixed(prefix: string, values: ReadonlyMap<string, Value>): [string, string][] {
  return [...values].map(([key, value]) => [`${prefix}_${key}`, value.text]);
}
