import { bootstrapCluster } from '../operations/setup/bootstrap-cluster.ts';
import { required } from './frame/arguments.ts';
import { defineCommand } from './frame/define.ts';
import { workingCopy } from './frame/fleet.ts';
import type { Outcome } from './frame/outcome.ts';

export const command = defineCommand({
  description:
    "Prints the two Flux objects that a cluster starts from: the source, and the Kustomization that applies the cluster's folder, or its artifact where spec.delivery.source is oci. Flux must be installed there, and the Secret that spec.git.secret or spec.delivery.secret names must exist. Applied once; after that the pair keeps itself up to date.",
  examples: [{ title: 'Start a cluster', command: 'resedge bootstrap central-la-nola-2301 | kubectl apply -f -' }],
  arguments: { cluster: required('cluster', 'the name of the cluster', 'cluster') },
  async run(context, { cluster }): Promise<Outcome> {
    const state = await (await workingCopy(context)).open();
    context.print({ text: (text: string) => text }, await bootstrapCluster(state, cluster));
    return 'done';
  },
});
