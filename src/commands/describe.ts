import { at } from '../model/at.ts';
import { findKind } from '../model/kind-names.ts';
import { clusterDeliveries } from '../operations/deliver/cluster-deliveries.ts';
import { describeObjects } from '../operations/describe/describe-objects.ts';
import { createDescribing } from '../operations/kinds/facts/description.ts';
import { findObjects } from '../operations/list/find-objects.ts';
import { descriptionListViews, descriptionViews } from '../views/description.ts';
import { some } from './frame/arguments.ts';
import { defineCommand } from './frame/define.ts';
import { openFleet } from './frame/fleet.ts';
import { readObjects } from './frame/object-words.ts';
import type { Outcome } from './frame/outcome.ts';

export const command = defineCommand({
  description:
    'Shows everything that concerns an object. Of a cluster: its groups, its ring, its values and where they come from, what runs there and what waits. Of a group: what is below it and who is in it. Of an application: where it runs, in which variants. Of a namespace: who asked and who got in.',
  examples: [
    { title: 'A cluster', command: 'resedge describe cluster/central-la-nola-2301' },
    { title: 'A group, the kind in front', command: 'resedge describe group stores/central' },
    { title: 'Several, for a program', command: 'resedge describe app/catalog ns/catalog -o json' },
    { title: 'The fleet as a whole', command: 'resedge describe fleet' },
  ],
  formats: ['text', 'json', 'jsonl', 'yaml'],
  arguments: { objects: some('kind/name', 'what to describe; or a kind, and names behind it', 'object') },
  async run(context, { objects }): Promise<Outcome> {
    const isFleet = objects.length === 1 && findKind(at(objects, 0))?.kind === 'Fleet';
    const asked = isFleet ? undefined : readObjects(objects);
    const state = await openFleet(context);
    const resolution = await state.resolution();
    const { found, missing } = await findObjects(
      state,
      asked ?? readObjects(['fleet', resolution.inventory.fleet.name]),
    );
    const clusters = found.filter(({ words }) => words.kind === 'Cluster').map(({ name }) => name);
    const deliveryTo = clusters.length > 0 ? await clusterDeliveries(context.host, state, clusters) : undefined;
    const describing = createDescribing(context.host, state.repository, resolution, deliveryTo);
    const descriptions = describeObjects(describing, found);
    const [first] = asked === undefined || asked.length === 1 ? descriptions : [];
    if (first) context.print(descriptionViews, first);
    else if (found.length > 0) context.print(descriptionListViews, descriptions);
    if (missing) throw missing;
    return 'done';
  },
});
