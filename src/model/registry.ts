import { sha256Of } from './hash.ts';

/** Types of media of what a registry holds. Flux and Argo CD both read layers of this type. */
export const mediaTypes = {
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  tarGzip: 'application/vnd.oci.image.layer.v1.tar+gzip',
  fluxConfig: 'application/vnd.cncf.flux.config.v1+json',
} as const;

/** Bytes with their digest, `sha256:…`. */
export interface Blob {
  readonly digest: string;
  readonly bytes: Uint8Array;
}

export function blobOf(bytes: Uint8Array): Blob {
  return { digest: `sha256:${sha256Of(bytes)}`, bytes };
}

/** How a manifest names a blob. https://github.com/opencontainers/image-spec/blob/main/descriptor.md */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  /** In bytes. */
  readonly size: number;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The tag of a repository that clusters follow. */
export const liveTag = 'live';

/** Repositories below a registry's address. */
export const repositories = {
  cluster: (name: string) => `clusters/${name}`,
  set: (namespace: string) => `sets/${namespace}`,
  /** What was published by which deploy. */
  deploys: 'deploys',
} as const;
