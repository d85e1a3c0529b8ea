import type { RegistryPlace } from '../../../model/engine.ts';
import type { Connectivity } from '../../../model/resolution.ts';
import { intervals } from './intervals.ts';
import { setName } from './names.ts';

/** What of a registry a source reads. */
export interface OciArtifact {
  /** Counted from the address of the registry. */
  readonly repository: string;
  /** By tag it is looked for again at each interval; by digest it is pulled once, and stays ready without the registry. */
  readonly ref: { readonly tag: string } | { readonly digest: string };
  readonly interval: string;
}

/** https://fluxcd.io/flux/components/source/ocirepositories/ */
export function ociRepository(
  metadata: object,
  { repository, ref, interval }: OciArtifact,
  connectivity: Connectivity,
  { address, secret }: RegistryPlace,
): object {
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'OCIRepository',
    metadata,
    spec: {
      interval,
      timeout: intervals[connectivity].sourceTimeout,
      url: `${address}/${repository}`,
      ref,
      ...(secret === undefined ? {} : { secretRef: { name: secret } }),
    },
  };
}

/** How a Kustomization names a folder of the bundle of a set. */
export function inBundle(namespace: string, folder: string) {
  return { sourceRef: { kind: 'OCIRepository', name: setName(namespace) }, path: `./${folder}` };
}
