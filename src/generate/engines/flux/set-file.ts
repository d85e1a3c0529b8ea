import type { Delivery } from '../../../model/delivery.ts';
import type { Connectivity } from '../../../model/resolution.ts';
import type { SetModel, SetUnit } from '../../../model/sets.ts';
import type { Whereabouts } from '../../../model/whereabouts.ts';
import { labels } from '../../content/labels.ts';
import { toYamlStream } from '../../yaml.ts';
import { inSource } from './git-source.ts';
import { type Intervals, intervals } from './intervals.ts';
import { fluxKustomization } from './kustomization.ts';
import { applyAs, clusterConfigMap, fluxNamespace } from './names.ts';

/** What a set applies: a Kustomization for the namespace, and one for each application in it. */
export function setFile(model: SetModel, connectivity: Connectivity, at: Whereabouts): string {
  return setText(model, connectivity, (content) => inSource(at, content));
}

/** How a Kustomization names a folder of what a cluster reads. */
type NameFolder = (content: string) => { readonly sourceRef: object; readonly path: string };

/** The same, wherever the contents of the units lie. */
export function setText({ namespace, units }: SetModel, connectivity: Connectivity, nameFolder: NameFolder): string {
  return toYamlStream(
    units.map((unit) => kustomization(unit, namespace, intervals[connectivity], nameFolder(unit.content))),
  );
}

function kustomization(unit: SetUnit, namespace: string, every: Intervals, folder: object): object {
  const { id, dependsOn, isAwaited, account, variables, decryption } = unit;
  const metadata = { name: id, namespace: fluxNamespace, labels: labelsOf(unit, namespace) };
  const timeout = isAwaited ? every.waitTimeout : every.timeout;
  return fluxKustomization(
    metadata,
    { ...every, timeout },
    {
      ...folder,
      prune: true,
      ...(isAwaited ? { wait: true } : {}),
      ...applyAs(account),
      ...(dependsOn.length === 0 ? {} : { dependsOn: dependsOn.map((name) => ({ name })) }),
      ...(decryption ? { decryption: decryptionOf(decryption) } : {}),
      ...(variables ? { postBuild: postBuild(variables) } : {}),
    },
  );
}

function labelsOf({ kind, name }: SetUnit, namespace: string): Readonly<Record<string, string>> {
  const home = { [labels.namespace]: namespace };
  return kind === 'application' ? { [labels.application]: name, ...home } : home;
}

function decryptionOf({ provider, secret }: NonNullable<Delivery['decryption']>): object {
  return { provider, ...(secret === undefined ? {} : { secretRef: { name: secret } }) };
}

function postBuild(variables: ReadonlyMap<string, string>): object {
  return { substitute: Object.fromEntries(variables), substituteFrom: [{ kind: 'ConfigMap', name: clusterConfigMap }] };
}
