import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { machinePrograms } from '../../src/adapters/programs.ts';
import { openRegistry } from '../../src/adapters/registry/open-registry.ts';
import { toList, toRecord } from '../../src/model/record.ts';
import type { Registry } from '../../src/ports/registry.ts';
import { cluster, object, smallFleet } from '../commands/support.ts';
import { type DeployedFleet, inMemory } from '../deploy/in-memory.ts';
import type { Manifest } from '../support/cluster-agent.ts';
import { type Pulled, pullAsFlux, titleOf } from '../support/flux-pull.ts';
import type { FakeMachine } from '../support/host.ts';
import { memoryKustomize } from '../support/memory-kustomize.ts';

/** What is said of a fleet whose clusters read from a registry. */
export const fleetOf = (host: string) =>
  object(
    'Fleet',
    'contoso',
    `{git: {url: https://git.example.com/contoso/fleet.git}, delivery: {source: oci, registry: "oci://${host}/contoso", secret: fleet-pull}}`,
  );

/** The small fleet with a second namespace in the east, and a cluster with a value and a poor line. */
export const files = (host: string) => ({
  ...smallFleet,
  'resedge.yaml': fleetOf(host),
  ...cluster('w2', 'stores/west', ', connectivity: offline, values: {number: "7"}'),
  'inventory/east.yaml': object('Namespace', 'east', '{clusters: /g/stores/east, applications: [fan]}'),
  'inventory/fan.yaml': object('Application', 'fan', '{path: apps/till, namespace: east, dependsOn: [till]}'),
});

/** A fleet that was deployed, with the registry that its clusters read. */
export interface PublishedFleet extends DeployedFleet {
  /** `resedge publish`, which has to succeed; what `-o json` prints, without what differs from run to run. */
  published(words?: readonly string[], machine?: FakeMachine): Promise<unknown>;
  /** From the registry of the fleet, unless another is given. */
  pull(cluster: string, from?: Registry): Promise<Pulled>;
  /** What `render CLUSTER --delivered` prints, as pull gives it. */
  delivered(cluster: string): Promise<Readonly<Record<string, Manifest>>>;
  readonly registry: Registry;
  readonly withRegistry: FakeMachine;
}

export function registryAt(host: string): Registry {
  return openRegistry(`oci://${host}/contoso`, { env: {}, programs: machinePrograms({}) });
}

export async function publishedFleet(
  host: string,
  registry: Registry,
  more: Readonly<Record<string, string>> = {},
): Promise<PublishedFleet> {
  const fleet = await inMemory({ ...files(host), ...more });
  const withRegistry: FakeMachine = { registry: async () => ({ ...registry, close() {} }) };
  return {
    ...fleet,
    get remote() {
      return fleet.remote;
    },
    registry,
    withRegistry,
    deployed: (words = [], machine = {}) => fleet.deployed(['--no-publish', ...words], machine),
    async published(words = [], machine = {}) {
      const { code, out, err } = await fleet.run(['publish', '-o', 'json', ...words], { ...withRegistry, ...machine });
      if (code !== 0) throw new Error(err);
      const { bundles, clusters, left } = toRecord(JSON.parse(out));
      return { bundles, clusters, left };
    },
    pull: async (name, from = registry) => pullAsFlux(from, await memoryKustomize()(), name),
    async delivered(name) {
      const { code, out, err } = await fleet.run(['render', name, '--delivered', '-o', 'json'], {
        kustomize: memoryKustomize(),
      });
      if (code !== 0) throw new Error(err);
      const items = toList(toRecord(JSON.parse(out))['items']).map(toRecord);
      return Object.fromEntries(items.map((item) => [titleOf(item), item]));
    },
  };
}

export const names = ['e1', 'e2', 'w1', 'w2'];

/** What one run did. */
export function done(
  bundles: [pushed: number, unchanged: number],
  clusters: [pushed: number, unchanged: number],
  more = {},
) {
  return {
    bundles: { pushed: bundles[0], unchanged: bundles[1] },
    clusters: { pushed: clusters[0], unchanged: clusters[1], removed: 0 },
    left: 0,
    ...more,
  };
}

export async function digestsOf(
  fleet: PublishedFleet,
  clusters: readonly string[] = names,
): Promise<readonly string[]> {
  const pulled = await Promise.all(clusters.map((name) => fleet.pull(name)));
  return pulled.flatMap(({ digests }) => digests);
}

export async function requireWhole(fleet: PublishedFleet, clusters: readonly string[] = names): Promise<void> {
  for (const name of clusters) expect((await fleet.pull(name)).objects).toEqual(await fleet.delivered(name));
}

export const till = (title: string) => ({
  'apps/till/base/config.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: till}\ndata: {store: "\${cluster_name}", title: ${title}}\n`,
});

/** What went through a door. */
export interface Door {
  readonly host: string;
  /** `GET /v2/…`, in order. */
  readonly requests: string[];
  /** Of what was sent there. */
  bytes: number;
  close(): void;
}

/** A door before a registry that counts what goes through it. */
export async function countingDoor(to: string): Promise<Door> {
  const [hostname, port] = to.split(':');
  const door = { host: '', requests: [] as string[], bytes: 0, close: () => void server.close() };
  const server = createServer((asked, answer) => {
    door.requests.push(`${asked.method} ${asked.url}`);
    asked.on('data', (part: Buffer) => {
      door.bytes += part.length;
    });
    const { method, url, headers } = asked;
    const passed = request({ hostname, port, method, path: url, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 500, response.headers);
      response.pipe(answer);
    });
    asked.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  door.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return door;
}
