import type { Blob } from '../model/registry.ts';

/** How a registry is reached. */
export interface RegistryOptions {
  /** http in place of https, also where the registry is on another machine. */
  readonly plainHttp?: boolean;
}

/**
 * A registry by the protocol of OCI, below an address such as `oci://registry.example.com/contoso`, from which
 * repositories count. A reference is a tag or a digest. Requests that fail for a while are repeated; what fails for good is
 * a UserError, which never says a password or a token. https://github.com/opencontainers/distribution-spec/blob/main/spec.md
 */
export interface Registry {
  /** The digest of a manifest; undefined: there is none. */
  digest(repository: string, reference: string): Promise<string | undefined>;
  /** A manifest; undefined: there is none. */
  manifest(repository: string, reference: string): Promise<Blob | undefined>;
  /** A blob, whose bytes were held against its digest; undefined: there is none. */
  blob(repository: string, digest: string): Promise<Blob | undefined>;
  /** Uploads a blob. `from`: a repository that has it already, from which many registries take it without a transfer. */
  pushBlob(repository: string, blob: Blob, from?: string): Promise<void>;
  /** Puts a manifest below a reference: the tag moves there. False: a blob that it names is not there. */
  pushManifest(repository: string, reference: string, manifest: Blob): Promise<boolean>;
  /** All tags; none if there is no such repository. */
  tags(repository: string): Promise<readonly string[]>;
  /** Deletes a manifest by its digest, with all tags that name it; false: there is none. */
  remove(repository: string, digest: string): Promise<boolean>;
  /** Closes connections. */
  close(): void;
}
