import type { Host } from '../../ports/host.ts';
import type { ReadFleet } from '../../state/read-fleet.ts';
import type { AskedObject } from '../list/find-objects.ts';
import { describeApplication } from './application.ts';
import { describeCluster } from './cluster.ts';
import { createDescribing, type Describing, type Description } from './description.ts';
import { describeExpectation } from './expectation.ts';
import { describeFleet } from './fleet.ts';
import { describeGroup } from './group.ts';
import { describeNamespace } from './namespace.ts';
import { describePolicy } from './policy.ts';
import { describeRing } from './ring.ts';

/** Describes objects, in the order in which they were asked for; what is not there is left out. */
export function* describeObjects(
  host: Host,
  { repository, resolution }: ReadFleet,
  asked: readonly AskedObject[],
): IterableIterator<Description> {
  const describing = createDescribing(host, repository, resolution);
  for (const object of asked) {
    const description = describeOne(describing, object);
    if (description) yield description;
  }
}

function describeOne(describing: Describing, { words: { kind }, name }: AskedObject): Description | undefined {
  const { inventory, applications, namespaces } = describing.resolution;
  switch (kind) {
    case 'Cluster': {
      const index = indexOf(inventory.clusters, name);
      const cluster = inventory.clusters[index];
      return cluster && describeCluster(describing, index, cluster);
    }
    case 'Application': {
      const placement = applications.find(({ application }) => application.name === name);
      return placement && describeApplication(describing, placement, placement.application);
    }
    case 'Namespace': {
      const placement = namespaces.find(({ namespace }) => namespace.name === name);
      return placement && describeNamespace(describing, placement, placement.namespace);
    }
    case 'Group': {
      const group = find(inventory.groups, name);
      return group && describeGroup(describing, group);
    }
    case 'Ring': {
      const ring = find(inventory.rings, name);
      return ring && describeRing(describing, ring);
    }
    case 'Policy': {
      const policy = find(inventory.policies, name);
      return policy && describePolicy(describing, policy);
    }
    case 'Expectation': {
      const expectation = find(inventory.expectations, name);
      return expectation && describeExpectation(describing, expectation);
    }
    case 'Fleet':
      return name === inventory.fleet.name ? describeFleet(describing, inventory.fleet) : undefined;
  }
}

function find<T extends { readonly name: string }>(items: readonly T[], name: string): T | undefined {
  return items.find((item) => item.name === name);
}

function indexOf(items: readonly { readonly name: string }[], name: string): number {
  return items.findIndex((item) => item.name === name);
}
