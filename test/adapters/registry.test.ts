import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, inject, it } from 'vitest';
import { machinePrograms } from '../../src/adapters/programs.ts';
import { openRegistry } from '../../src/adapters/registry/open-registry.ts';
import { artifactOf } from '../../src/publish/artifact.ts';
import {
  describeWithRegistry,
  type RegistryChoice,
  registryLogin,
  startRegistry,
  type TestRegistry,
} from '../support/registry.ts';

const started: TestRegistry[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((registry) => registry.stop()));
});

async function start(choice: RegistryChoice = {}): Promise<TestRegistry> {
  const registry = await startRegistry(choice);
  started.push(registry);
  return registry;
}

/** A folder with a config.json as `docker login` leaves it. */
function dockerConfig(config: object): string {
  const folder = mkdtempSync(join(inject('scratch'), 'docker-'));
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  return folder;
}

function open({ host }: TestRegistry, env: Readonly<Record<string, string>> = {}) {
  return openRegistry(`oci://${host}/contoso`, { env, programs: machinePrograms(env) });
}

const artifact = artifactOf([{ path: 'a/b.yaml', content: 'a: 1\n' }]);

async function push(registry: ReturnType<typeof open>, repository: string, from?: string): Promise<void> {
  await registry.pushBlob(repository, artifact.config, from);
  await registry.pushBlob(repository, artifact.layer, from);
  await registry.pushManifest(repository, 'live', artifact.manifest);
}

describeWithRegistry('a real registry', () => {
  it('takes an artifact, and gives it back', async () => {
    const registry = open(await start());
    expect(await registry.digest('clusters/e1', 'live')).toBeUndefined();
    expect(await registry.pushManifest('clusters/e1', 'live', artifact.manifest)).toBe(false);
    await push(registry, 'clusters/e1');
    await push(registry, 'clusters/e2', 'clusters/e1');
    expect(await registry.digest('clusters/e2', 'live')).toBe(artifact.manifest.digest);
    expect(await registry.tags('clusters/e2')).toEqual(['live']);
    expect(await registry.tags('clusters/e3')).toEqual([]);
    const manifest = await registry.manifest('clusters/e2', artifact.manifest.digest);
    expect(Buffer.from(manifest?.bytes ?? [])).toEqual(Buffer.from(artifact.manifest.bytes));
    const layer = await registry.blob('clusters/e2', artifact.layer.digest);
    expect(Buffer.from(layer?.bytes ?? [])).toEqual(Buffer.from(artifact.layer.bytes));
    expect(await registry.remove('clusters/e2', artifact.manifest.digest)).toBe(true);
    expect(await registry.remove('clusters/e2', artifact.manifest.digest)).toBe(false);
    expect(await registry.manifest('clusters/e2', 'live')).toBeUndefined();
    registry.close();
  });

  it('is spoken to by TLS, with the authority that is named, and with a login', async () => {
    const registry = await start({ tls: true, login: true });
    const auth = Buffer.from(`${registryLogin.name}:${registryLogin.password}`).toString('base64');
    const DOCKER_CONFIG = dockerConfig({ auths: { [registry.host]: { auth } } });
    const SSL_CERT_FILE = registry.authority ?? '';
    await expect(open(registry, { DOCKER_CONFIG }).digest('clusters/e1', 'live')).rejects.toThrow(/self-signed/);
    await push(open(registry, { DOCKER_CONFIG, SSL_CERT_FILE }), 'clusters/e1');
    const nobody = dockerConfig({});
    await expect(open(registry, { DOCKER_CONFIG: nobody, SSL_CERT_FILE }).tags('clusters/e1')).rejects.toThrow(
      `${registry.host} wants a login, and there is none`,
    );
    const wrong = dockerConfig({ auths: { [registry.host]: { username: 'ann', password: 'guessed' } } });
    await expect(open(registry, { DOCKER_CONFIG: wrong, SSL_CERT_FILE }).tags('clusters/e1')).rejects.toThrow(
      `${registry.host} refuses the login`,
    );
  });
});
