import { type PlannedChange, planChange } from '../../src/operations/change/change-fleet.ts';
import { deploy } from '../../src/operations/deliver/deploy.ts';
import type { DeployOptions, DeployPlan, DeployResult } from '../../src/operations/deliver/deployment.ts';
import type { Host } from '../../src/ports/host.ts';
import type { FleetState } from '../../src/state/fleet-state.ts';
import { smallFleet } from '../commands/support.ts';
import { type Files, readFleet } from '../support/fleet.ts';
import { type FakeMachine, fakeHost } from '../support/host.ts';
import { type FileChanges, type MemoryRepository, memoryRepository } from '../support/memory-repository.ts';
import { workingCopyOf } from '../support/working-copy.ts';

/** A fleet that was deployed: files and what is generated from them, in one commit that the remote has. */
export function deployedFleet(files: Files = smallFleet, url?: string): Promise<MemoryRepository> {
  const generated = Object.fromEntries(readFleet(files).generated);
  const attributes =
    '/clusters/** linguist-generated -text -filter -ident\n/fleet/** linguist-generated -text -filter -ident\n';
  return memoryRepository({ ...files, ...generated, '.gitattributes': attributes }, url);
}

export function hostOf({ machine }: MemoryRepository, more: FakeMachine = {}): Host {
  return fakeHost({ ...machine, ...more });
}

/** Deploys what is in the work tree; undefined if it was refused by `confirm`. */
export async function deployIn(
  repository: MemoryRepository,
  options: Partial<DeployOptions> = {},
): Promise<DeployResult | undefined> {
  return deploy(await workingCopyOf(hostOf(repository)), {
    message: 'A change',
    allow: undefined,
    push: true,
    createBranch: false,
    dryRun: false,
    asks: false,
    confirm: async () => true,
    ...options,
  });
}

/** What a deployment would do; nothing is written. */
export async function planDeployIn(
  repository: MemoryRepository,
  options: Partial<DeployOptions> = {},
): Promise<DeployPlan> {
  const plans: DeployPlan[] = [];
  await deployIn(repository, {
    ...options,
    confirm: async (plan) => {
      plans.push(plan);
      return false;
    },
  });
  const [plan] = plans;
  if (!plan) throw new Error('there is no plan');
  return plan;
}

/** Works out a change of files, which is checked and not written. */
export async function planChangeIn(repository: MemoryRepository, texts: FileChanges): Promise<PlannedChange> {
  return planChange(await stateOf(repository), { texts: new Map(Object.entries(texts)) });
}

/** What the work tree holds. */
export async function stateOf(repository: MemoryRepository): Promise<FleetState> {
  return (await workingCopyOf(hostOf(repository))).open();
}
