import { UserError } from '../../model/errors.ts';
import { type Blob, blobOf, mediaTypes } from '../../model/registry.ts';
import type { Programs } from '../../ports/programs.ts';
import type { Registry, RegistryOptions } from '../../ports/registry.ts';
import { isLoopback, parseAddress } from './address.ts';
import { authenticated } from './authenticate.ts';
import { loginFor } from './credentials.ts';
import { type Exchange, exchanges } from './exchange.ts';
import { errorsOf } from './json-of.ts';
import { readTags } from './read-tags.ts';
import { type Patience, retrying, usualPatience } from './retry.ts';
import { type Environment, type Send, transport } from './transport.ts';
import { uploadBlob } from './upload-blob.ts';

export interface RegistryMachine {
  readonly env: Environment;
  readonly programs: Programs;
  readonly patience?: Patience;
}

/** The registry at an address, such as `oci://registry.example.com/contoso`. Nothing is sent yet. */
export function openRegistry(address: string, machine: RegistryMachine, options: RegistryOptions = {}): Registry {
  const { host, prefix } = parseAddress(address);
  const { send, close } = transport(machine.env);
  const patient = retrying(send, machine.patience ?? usualPatience);
  const sendFor = authenticated(patient, host, () => loginFor(host, machine.env, machine.programs));
  let scheme: Promise<string> | undefined;
  const base = () => (scheme ??= schemeOf(host, send, options));
  const { ask, refused } = exchanges({ host, prefix, base, sendFor });
  return {
    async digest(repository, reference) {
      const { status, headers } = await ask({ ...manifestAt('HEAD', repository, reference) });
      if (status === 404) return undefined;
      const digest = headers['docker-content-digest'];
      return typeof digest === 'string' ? digest : (await this.manifest(repository, reference))?.digest;
    },
    async manifest(repository, reference) {
      const { status, body } = await ask({ ...manifestAt('GET', repository, reference) });
      return status === 404 ? undefined : proven(blobOf(body), reference, host);
    },
    async blob(repository, digest) {
      const { status, body } = await ask({ method: 'GET', repository, path: `blobs/${digest}`, fine: [200, 404] });
      return status === 404 ? undefined : proven(blobOf(body), digest, host);
    },
    pushBlob: (repository, blob, from) => uploadBlob(ask, { repository, blob, from: from && `${prefix}${from}` }),
    async pushManifest(repository, reference, { bytes }) {
      const answer = await ask({
        method: 'PUT',
        repository,
        path: `manifests/${reference}`,
        headers: { 'content-type': mediaTypes.manifest },
        body: bytes,
        fine: [200, 201, 202, 400, 404],
      });
      if (answer.status < 300) return true;
      if (lacksBlob(answer.body)) return false;
      throw refused(`putting ${repository}:${reference}`, answer);
    },
    tags: (repository) => readTags(ask, repository),
    async remove(repository, digest) {
      const answer = await ask({ ...manifestAt('DELETE', repository, digest), fine: [200, 202, 404, 405] });
      if (answer.status !== 405) return answer.status !== 404;
      throw new UserError(
        `${host} does not let anything be deleted`,
        'Let it: REGISTRY_STORAGE_DELETE_ENABLED=true for the registry of the CNCF; others have a setting of their own.',
      );
    },
    close,
  };
}

function manifestAt(method: 'GET' | 'HEAD' | 'DELETE', repository: string, reference: string): Exchange {
  const headers = { accept: mediaTypes.manifest };
  return { method, repository, path: `manifests/${reference}`, headers, fine: [200, 404] };
}

/** Whoever asks by digest gets those bytes, or none. */
function proven(blob: Blob, reference: string, host: string): Blob {
  if (!reference.startsWith('sha256:') || blob.digest === reference) return blob;
  throw new UserError(`${host} gives other bytes for ${reference} than it should`);
}

/** Registries say it in two ways. */
function lacksBlob(body: Uint8Array): boolean {
  return errorsOf(body).some(({ code }) => code === 'MANIFEST_BLOB_UNKNOWN' || code === 'BLOB_UNKNOWN');
}

/** On this machine a registry may speak http; whether it does is found out once. */
async function schemeOf(host: string, send: Send, { plainHttp = false }: RegistryOptions): Promise<string> {
  if (plainHttp) return 'http';
  if (!isLoopback(host)) return 'https';
  try {
    await send({ method: 'GET', url: new URL(`https://${host}/v2/`) });
    return 'https';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return /^(EPROTO|ERR_SSL_|ECONNRESET)/.test(code) ? 'http' : 'https';
  }
}
