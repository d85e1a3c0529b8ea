import fs from 'node:fs';
import { nodeFileSystem } from '../../src/adapters/node-fs.ts';
import type { Plan } from '../../src/model/plan.ts';
import { planBetween } from '../../src/operations/plan/plan-change.ts';
import type { Host } from '../../src/ports/host.ts';
import type { FleetState } from '../../src/state/fleet-state.ts';
import { openState } from '../../src/state/open-state.ts';
import type { Repository } from '../../src/state/repository.ts';
import type { Files } from '../support/fleet.ts';
import { fakeHost } from '../support/host.ts';
import { memoryKustomize } from '../support/memory-kustomize.ts';

const repository: Repository = { root: '/fleet', prefix: '', git: undefined };

/** A machine that builds in memory: a plan is of what is built, whoever builds it. */
export function buildingHost(): Host {
  return fakeHost({ fs: nodeFileSystem(fs), kustomize: memoryKustomize() });
}

const empty = new Map<Host, Promise<FleetState>>();

/** A state of a fleet, made from texts. What was read of one is known for the others. */
export async function stateOf(host: Host, files: Files): Promise<FleetState> {
  const nothing = empty.get(host) ?? openState(host, repository);
  empty.set(host, nothing);
  return (await nothing).with(new Map(Object.entries(files)));
}

export async function planOf(host: Host, before: Files, after: Files): Promise<Plan> {
  return planBetween(await stateOf(host, before), await stateOf(host, after));
}

/** Every single change: `cluster namespace/application change`, sorted. */
export function changesOf({ changes, names }: Plan): string[] {
  const lines = changes.flatMap(({ namespace, application, change, clusters }) => {
    const unit = application === undefined ? namespace : `${namespace}/${application}`;
    return Array.from(clusters, (at) => `${names[at]} ${unit} ${change}`);
  });
  return lines.sort();
}
