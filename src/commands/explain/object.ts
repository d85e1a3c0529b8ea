import { UsageError } from '../../model/errors.ts';
import { kubernetesKind } from '../../model/kubernetes-kinds.ts';
import { tellObject } from '../../operations/explain/explain.ts';
import { explanationViews } from '../../views/explanation.ts';
import { required } from '../frame/arguments.ts';
import { defineCommand } from '../frame/define.ts';
import { openFleet } from '../frame/fleet.ts';
import { clusterWord, namedCluster } from '../frame/named-cluster.ts';
import type { Outcome } from '../frame/outcome.ts';

export const command = defineCommand({
  description:
    'Says who brings an object to a cluster: which base holds it, which overlays change it, which policy it belongs to; all of them if there are several. Reads the manifests as they are written; Kustomize runs where they do not tell it.',
  examples: [
    { title: 'A Deployment', command: 'resedge explain object Deployment/catalog central-la-nola-2301' },
    {
      title: 'For a program',
      command: 'resedge explain object ConfigMap/catalog central-la-nola-2301 -o json',
    },
  ],
  formats: ['text', 'json', 'yaml'],
  arguments: {
    object: required('kind/name', 'an object of Kubernetes, such as Deployment/catalog or deploy/catalog'),
    cluster: clusterWord,
  },
  async run(context, { object, cluster }): Promise<Outcome> {
    const asked = readManifest(object);
    const state = await openFleet(context);
    const named = await namedCluster(context, state, cluster);
    const { built } = await state.owners();
    context.print(explanationViews, tellObject({ ...named, built }, asked));
    return 'done';
  },
});

function readManifest(typed: string) {
  const [kind = '', name = '', ...rest] = typed.split('/');
  if (kind !== '' && name !== '' && rest.length === 0) return { kind: kubernetesKind(kind), name };
  throw new UsageError(`"${typed}" is not an object of Kubernetes`, 'Write its kind and its name: Deployment/catalog');
}
