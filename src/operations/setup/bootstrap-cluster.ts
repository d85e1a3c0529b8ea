import { generateBootstrap } from '../../generate/generate.ts';
import { UserError } from '../../model/errors.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { requireObject } from '../list/find-objects.ts';

/** The objects that a cluster starts from, as YAML. Throws UserError if there is no such cluster, or it is retired. */
export async function bootstrapCluster(state: FleetState, name: string): Promise<string> {
  const resolution = await state.valid();
  await requireObject(state, 'Cluster', name);
  const cluster = resolution.inventory.clusters.find((one) => one.name === name);
  if (!cluster) throw new Error(`no cluster ${name}, and no error that says so`);
  if (cluster.spec.state === 'retired') throw new UserError(`${name} is retired: nothing is delivered to it`);
  return generateBootstrap(resolution, cluster, state.repository.prefix);
}
