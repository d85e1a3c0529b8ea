import { kindWordsOf } from '../../model/kind-names.ts';
import { clusterDeliveries } from '../../operations/deliver/cluster-deliveries.ts';
import { tellFormerPlacement, tellPlacement } from '../../operations/explain/explain.ts';
import { requireObject } from '../../operations/list/find-objects.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { applicationExplanationViews } from '../../views/explanation.ts';
import { required } from '../frame/arguments.ts';
import type { Context } from '../frame/context.ts';
import { defineCommand } from '../frame/define.ts';
import { openFleet } from '../frame/fleet.ts';
import { clusterWord, namedCluster, nameWord } from '../frame/named-cluster.ts';
import type { Outcome } from '../frame/outcome.ts';

export const command = defineCommand({
  description:
    'Says why an application is on a cluster, or why not: each step from the inventory to the overlays, true or false, with the file and the line that say so, and the variables that its manifests read. The step that stops it has a > in front. Last, what the cluster has of it by now, what it waits for, and until when. Below it: where a value comes from (explain value), who brings an object (explain object).',
  examples: [
    { title: 'Why it is there, or why not', command: 'resedge explain catalog central-la-nola-2301' },
    { title: 'Where a value comes from', command: 'resedge explain value region central-la-nola-2301' },
    { title: 'Who brings an object', command: 'resedge explain object Deployment/catalog central-la-nola-2301' },
  ],
  formats: ['text', 'json', 'yaml'],
  arguments: {
    application: required('application', 'the application that is asked about', 'application'),
    cluster: clusterWord,
  },
  async run(context, { application, cluster }): Promise<Outcome> {
    const words = kindWordsOf('Application');
    const name = nameWord(application, words);
    const state = await openFleet(context);
    const { applications } = await state.resolution();
    const placement = applications.find((one) => one.application.name === name);
    if (!placement) return explainFormer(context, state, { application: name, cluster });
    const asked = await namedCluster(context, state, cluster);
    const delivery = (await clusterDeliveries(context.host, state, [asked.cluster.name]))(asked.cluster.name);
    context.print(applicationExplanationViews, tellPlacement(asked, placement, delivery));
    return 'done';
  },
});

/** Of an application that is not in the inventory, clusters may have something that waits to leave. */
async function explainFormer(
  context: Context,
  state: FleetState,
  { application, cluster }: { readonly application: string; readonly cluster: string },
): Promise<Outcome> {
  const { clusters } = (await state.resolution()).inventory;
  const isThere = clusters.some(({ name }) => name === nameWord(cluster, kindWordsOf('Cluster')));
  const asked = isThere ? await namedCluster(context, state, cluster) : undefined;
  const delivery = asked && (await clusterDeliveries(context.host, state, [asked.cluster.name]))(asked.cluster.name);
  const former = asked && tellFormerPlacement(asked, application, delivery);
  if (former) context.print(applicationExplanationViews, former);
  else await requireObject(state, 'Application', application);
  return 'done';
}
