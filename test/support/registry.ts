import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, inject, it } from 'vitest';
import { findProgram } from '../../src/adapters/find-program.ts';
import { describeSkipped } from './skipped.ts';

/** A registry of its own for a test: the program `docker-registry` of Debian, on loopback. */
export interface TestRegistry {
  /** `127.0.0.1:40321`. */
  readonly host: string;
  /** The folder with all that it holds. */
  readonly storage: string;
  /** The file with the certificate of its authority, if it speaks TLS. */
  readonly authority: string | undefined;
  stop(): Promise<void>;
  /** Stops it, and takes what no manifest with a tag names: what the registry calls garbage. It is started again by `again`. */
  collectGarbage(): Promise<void>;
}

export interface RegistryChoice {
  /** Only {@link registryLogin} may read and push. */
  readonly login?: boolean;
  readonly tls?: boolean;
  /** A folder that another registry left. */
  readonly storage?: string;
  /** Where it listens; a free port, unless given. */
  readonly host?: string;
}

/** Whom a registry with a login lets in. */
export const registryLogin = { name: 'ann', password: 's3cret-of-tests' } as const;
/** The same, as `htpasswd -B` writes it. */
const passwords = 'ann:$2b$04$bKT4fgUBmViNM2Lnrx/Or.M1tQOYWRPdpEZowB2VCqQdz0adhhBZG\n';

const hasRegistry = findProgram('docker-registry', process.env) !== undefined;

/** Tests that need a registry. Without the program they are skipped; with RESEDGE_REQUIRE_REGISTRY=1 they fail. */
export function describeWithRegistry(name: string, tests: () => void): void {
  if (hasRegistry) describe(name, tests);
  else if (process.env['RESEDGE_REQUIRE_REGISTRY'] === '1')
    describe(name, () => it('needs docker-registry', () => expect.fail('docker-registry is not on the PATH')));
  else describeSkipped(name, 'docker-registry is not on the PATH');
}

/** Starts a registry. Whoever does stops it. */
export async function startRegistry(choice: RegistryChoice = {}): Promise<TestRegistry> {
  const folder = mkdtempSync(join(inject('scratch'), 'registry-'));
  const storage = choice.storage ?? join(folder, 'storage');
  const authority = choice.tls ? makeCertificate(folder) : undefined;
  const file = join(folder, 'config.yml');
  writeFileSync(join(folder, 'htpasswd'), passwords);
  writeFileSync(file, configOf(folder, storage, choice));
  const child = spawn('docker-registry', ['serve', file], { stdio: ['ignore', 'ignore', 'pipe'], env: process.env });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // A test that fails on the way does not come to stop it.
  process.once('exit', () => child.kill('SIGKILL'));
  const host = await new Promise<string>((resolve, reject) => {
    let said = '';
    createInterface(child.stderr).on('line', (line) => {
      said += `${line}\n`;
      const [, at] = /listening on (127\.0\.0\.1:\d+)/.exec(line) ?? [];
      if (at !== undefined) resolve(at);
    });
    child.once('exit', () => reject(new Error(`docker-registry ended: ${said}`)));
  });
  const stop = () => {
    child.kill('SIGKILL');
    return ended;
  };
  return {
    host,
    storage,
    authority,
    stop,
    async collectGarbage() {
      await stop();
      execFileSync('docker-registry', ['garbage-collect', '--delete-untagged', file], { stdio: 'pipe' });
    },
  };
}

function configOf(folder: string, storage: string, { login, tls, host = '127.0.0.1:0' }: RegistryChoice): string {
  return JSON.stringify({
    version: '0.1',
    log: { level: 'info', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: storage }, delete: { enabled: true } },
    http: {
      addr: host,
      ...(tls ? { tls: { certificate: join(folder, 'server.crt'), key: join(folder, 'server.key') } } : {}),
    },
    ...(login ? { auth: { htpasswd: { realm: 'tests', path: join(folder, 'htpasswd') } } } : {}),
  });
}

/** A certificate that is its own authority. */
function makeCertificate(folder: string): string {
  const [key, certificate] = [join(folder, 'server.key'), join(folder, 'server.crt')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const names = ['-subj', '/CN=registry of tests', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', ['req', '-x509', ...curve, ...names, '-days', '2', '-keyout', key, '-out', certificate], {
    stdio: 'pipe',
  });
  return certificate;
}
