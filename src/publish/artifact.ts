import { sha256Of } from '../model/hash.ts';
import { type Blob, blobOf, type Descriptor, mediaTypes } from '../model/registry.ts';
import { gzipStored } from './gzip.ts';
import { type ArtifactFile, tarOf } from './tar.ts';

/** Files as a registry holds them: a manifest that names one layer with all of them. */
export interface Artifact {
  /** `sha256:…` over the archive before it is packed: the same for the same files, whoever packs them. */
  readonly tar: string;
  readonly manifest: Blob;
  /** What has to be in the repository before the manifest. */
  readonly layer: Blob;
  readonly config: Blob;
}

/** Says which archive is in the layer. It differs only where the files do, so it is no reason to pull again. */
const tarAnnotation = 'dev.resedge.tar';

/** Flux reads no config, so that of all artifacts is the same, and is uploaded to a repository once. */
export const emptyConfig = blobOf(new TextEncoder().encode('{}'));

export function artifactOf(files: readonly ArtifactFile[]): Artifact {
  const archive = tarOf(files);
  const tar = `sha256:${sha256Of(archive)}`;
  const layer = blobOf(gzipStored(archive));
  const manifest = manifestOf({
    config: descriptorOf(emptyConfig, mediaTypes.fluxConfig),
    layers: [descriptorOf(layer, mediaTypes.tarGzip)],
    annotations: { [tarAnnotation]: tar },
  });
  return { tar, manifest, layer, config: emptyConfig };
}

/** The digest of the archive of these files, which tells whether an artifact has to be made. */
export function tarDigest(files: readonly ArtifactFile[]): string {
  return `sha256:${sha256Of(tarOf(files))}`;
}

export interface ManifestParts {
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
  readonly annotations: Readonly<Record<string, string>>;
}

/** https://github.com/opencontainers/image-spec/blob/main/manifest.md */
export function manifestOf({ config, layers, annotations }: ManifestParts): Blob {
  const manifest = { schemaVersion: 2, mediaType: mediaTypes.manifest, config, layers, annotations };
  return blobOf(new TextEncoder().encode(JSON.stringify(manifest)));
}

export function descriptorOf(
  { digest, bytes }: Blob,
  mediaType: string,
  annotations?: Readonly<Record<string, string>>,
): Descriptor {
  return { mediaType, digest, size: bytes.length, ...(annotations ? { annotations } : {}) };
}
