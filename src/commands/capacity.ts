import { resources } from '../model/amounts.ts';
import { ClusterSet } from '../model/cluster-set.ts';
import { countOf, grouped } from '../model/counts.ts';
import { UsageError } from '../model/errors.ts';
import type { Resolution } from '../model/resolution.ts';
import { findObjects, requireObject } from '../operations/list/find-objects.ts';
import { listCapacity } from '../operations/list/list-capacity.ts';
import { type ClusterFit, listFits } from '../operations/list/list-fits.ts';
import { listGroupCapacity } from '../operations/list/list-group-capacity.ts';
import type { FleetState } from '../state/fleet-state.ts';
import { capacityViews, fitViews, groupCapacityViews } from '../views/capacity.ts';
import { any } from './frame/arguments.ts';
import { clusterTargets } from './frame/cluster-targets.ts';
import type { Context } from './frame/context.ts';
import { countRows } from './frame/count-rows.ts';
import { defineCommand } from './frame/define.ts';
import { choice, headers, selector, text } from './frame/flags.ts';
import { openFleet, selected } from './frame/fleet.ts';
import type { Outcome } from './frame/outcome.ts';

export const command = defineCommand({
  description:
    'Shows what clusters have and what the quotas of their namespaces promise of it, the tightest first. What may be promised is capacity less reserved, times spec.capacity.overcommit of resedge.yaml. With --fits, on which clusters a namespace would still have room.',
  examples: [
    { title: 'The tightest clusters', command: 'resedge capacity | head' },
    { title: 'One cluster', command: 'resedge capacity central-la-nola-2301' },
    {
      title: 'The memory of a region, by group',
      command: 'resedge capacity -l /g/stores/west --by group --resource memory',
    },
    { title: 'Where a namespace would still fit', command: 'resedge capacity --fits catalog -l /g/stores' },
  ],
  formats: ['text', 'wide', 'json', 'jsonl', 'yaml', 'name'],
  arguments: { clusters: any('cluster', 'only these', 'cluster') },
  flags: {
    selector,
    by: choice('--by <what>', 'a row for each cluster, or for each group', ['cluster', 'group']),
    resource: choice('--resource <name>', 'only this resource', ['all', ...resources]),
    fits: text('--fits <namespace>', 'where this namespace would have room', 'namespace'),
    headers,
  },
  async run(context, { clusters: names, selector, by, resource: named, fits, headers }): Promise<Outcome> {
    if (fits !== undefined && (by === 'group' || named !== 'all'))
      throw new UsageError('--fits shows clusters, with all that they lack: leave out --by and --resource');
    const state = await openFleet(context);
    const resolution = await state.resolution();
    const clusters = await clustersOf(context, state, { names, selector });
    if (fits !== undefined) {
      await requireObject(state, 'Namespace', fits);
      return showFits(context, resolution, { namespace: fits, clusters, headers });
    }
    const filter = { clusters, resource: named === 'all' ? undefined : named };
    const counted = countRows();
    if (by === 'group')
      context.print(groupCapacityViews, { rows: counted.rows(listGroupCapacity(resolution, filter)), headers });
    else context.print(capacityViews, { rows: counted.rows(listCapacity(resolution, filter)), headers });
    if (clusters.isEmpty()) context.note('no clusters');
    else if (counted.count === 0)
      context.note('nothing is known: no cluster there has spec.capacity, and no namespace a quota');
    return 'done';
  },
});

/** The clusters that were named or selected; all if neither was. Retired ones have no promises to keep. */
async function clustersOf(
  context: Context,
  state: FleetState,
  { names, selector }: { readonly names: readonly string[]; readonly selector: string | undefined },
): Promise<ClusterSet> {
  const { active, inventory } = await state.resolution();
  if (names.length === 0)
    return selector === undefined ? active : (await selected(context, state, selector)).and(active);
  const { objects } = clusterTargets(names, selector);
  const { missing } = await findObjects(state, objects);
  if (missing) throw missing;
  const wanted = new Set(objects.map(({ name }) => name));
  const indices = inventory.clusters.flatMap(({ name }, index) => (wanted.has(name) ? [index] : []));
  const named = ClusterSet.of(active.size, indices);
  const retired = named.minus(active).count();
  if (retired > 0) context.note(`${countOf(retired, 'cluster')} retired, and left out`);
  return named.and(active);
}

interface Fits {
  readonly namespace: string;
  readonly clusters: ClusterSet;
  readonly headers: boolean;
}

function showFits(context: Context, resolution: Resolution, { namespace, clusters, headers }: Fits): Outcome {
  const counts = { yes: 0, no: 0, unknown: 0 };
  function* counting(): Iterable<ClusterFit> {
    for (const fit of listFits(resolution, namespace, clusters)) {
      counts[fit.fits] += 1;
      yield fit;
    }
  }
  context.print(fitViews, { rows: counting(), headers });
  const there = resolution.namespaces.find((placement) => placement.namespace.name === namespace)?.clusters;
  const has = there ? there.and(clusters).count() : 0;
  const total = counts.yes + counts.no + counts.unknown;
  context.note(
    `${namespace} would fit on ${grouped(counts.yes)} of ${countOf(total, 'cluster')}${counts.unknown > 0 ? `, of ${grouped(counts.unknown)} too little is known` : ''}${has > 0 ? `; ${grouped(has)} ${has === 1 ? 'has' : 'have'} it already` : ''}`,
  );
  return 'done';
}
