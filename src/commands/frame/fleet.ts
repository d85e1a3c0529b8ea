import type { ClusterSet } from '../../model/cluster-set.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { openState } from '../../state/open-state.ts';
import { openRepository } from '../../state/repository.ts';
import { selectClusters } from '../../state/select-clusters.ts';
import type { WorkingCopy } from '../../state/working-copy.ts';
import type { Context } from './context.ts';

/** The fleet that a command works on. What it opens shows its progress, and is closed when the command ends. */
export async function workingCopy(context: Context): Promise<WorkingCopy> {
  const { host, repo, progress } = context;
  const repository = await openRepository(host, repo);
  return {
    host,
    repository,
    progress,
    async open(options) {
      const state = await openState(host, repository, { ...options, progress });
      context.closeAtEnd(state);
      return state;
    },
  };
}

/** Opens the work tree for a command that looks at it, and says so if a part of it cannot be read. */
export async function openFleet(context: Context): Promise<FleetState> {
  const state = await (await workingCopy(context)).open();
  await state.resolution();
  const { leftOut } = await state.evaluated();
  if (leftOut > 0) {
    context.note(
      leftOut === 1
        ? 'The inventory has an error; what it stands in is missing here. See: resedge validate'
        : `The inventory has ${leftOut} errors; what they stand in is missing here. See: resedge validate`,
    );
  }
  return state;
}

/** The clusters of an expression that was typed; warnings go to standard error. */
export async function selected({ note }: Context, state: FleetState, expression: string): Promise<ClusterSet> {
  const { clusters, warnings } = selectClusters(await state.resolution(), expression);
  for (const warning of warnings) note(warning);
  return clusters;
}
