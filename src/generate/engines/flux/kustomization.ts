import type { Delivery } from '../../../model/delivery.ts';
import type { Profile, Variant } from '../../../model/resolution.ts';
import type { Whereabouts } from '../../../model/whereabouts.ts';
import { labels } from '../../content/labels.ts';
import type { Applied } from './applied.ts';
import { inSource } from './git-source.ts';
import { intervals } from './intervals.ts';
import { clusterConfigMap, fluxNamespace } from './names.ts';

/** What the Kustomizations of a profile have in common. */
interface Common extends Pick<Profile, 'connectivity'> {
  readonly at: Whereabouts;
  readonly decryption: Delivery['decryption'];
  /** Whether another one waits for it. */
  readonly isAwaited: boolean;
}

/** https://fluxcd.io/flux/components/kustomize/kustomizations/ */
export function kustomization(applied: Applied, { connectivity, at, decryption, isAwaited }: Common): object {
  const every = intervals[connectivity];
  const { variant, dependsOn, serviceAccount, variables } = applied;
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: applied.name, namespace: fluxNamespace, labels: labelsOf(variant) },
    spec: {
      interval: every.apply,
      retryInterval: every.retry,
      timeout: isAwaited ? every.waitTimeout : every.timeout,
      ...inSource(at, at.content(variant)),
      prune: true,
      ...(isAwaited ? { wait: true } : {}),
      ...(serviceAccount === undefined ? {} : { serviceAccountName: serviceAccount }),
      ...(dependsOn.length === 0 ? {} : { dependsOn: dependsOn.map((name) => ({ name })) }),
      ...(decryption ? { decryption: decryptionOf(decryption) } : {}),
      ...(variables ? { postBuild: postBuild(variables) } : {}),
    },
  };
}

function labelsOf({ kind, applied, namespace }: Variant): Readonly<Record<string, string>> {
  const home = { [labels.namespace]: namespace.name };
  return kind === 'application' ? { [labels.application]: applied.name, ...home } : home;
}

function decryptionOf({ provider, secret }: NonNullable<Delivery['decryption']>): object {
  return { provider, ...(secret === undefined ? {} : { secretRef: { name: secret } }) };
}

function postBuild(variables: ReadonlyMap<string, string>): object {
  return { substitute: Object.fromEntries(variables), substituteFrom: [{ kind: 'ConfigMap', name: clusterConfigMap }] };
}
