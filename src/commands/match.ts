import { kindWordsOf } from '../model/kind-names.ts';
import { listObjects } from '../operations/describe/list-objects.ts';
import { objectViews } from '../views/objects.ts';
import { required } from './frame/arguments.ts';
import { defineCommand } from './frame/define.ts';
import { headers } from './frame/flags.ts';
import { openFleet, selected } from './frame/fleet.ts';
import type { Outcome } from './frame/outcome.ts';

export const command = defineCommand({
  description: 'Lists the clusters that an expression selects. Try an expression here before it is written down.',
  examples: [
    { title: 'In a group, but without a label', command: 'resedge match "/g/stores/central and not /m/tier/kiosk"' },
    { title: 'Names alone, for a script', command: 'resedge match "/n/pos" -o name' },
    { title: 'How many', command: 'resedge match all -o name | wc -l' },
  ],
  formats: ['text', 'wide', 'json', 'jsonl', 'yaml', 'name'],
  arguments: { expression: required('expression', 'which clusters; see: resedge help expressions', 'expression') },
  flags: { headers },
  async run(context, { expression, headers }): Promise<Outcome> {
    const state = await openFleet(context);
    const clusters = await selected(context, state, expression);
    context.print(objectViews(kindWordsOf('Cluster')), {
      rows: listObjects(await state.resolution(), 'Cluster', { clusters }),
      headers,
    });
    if (clusters.isEmpty()) context.note('no cluster');
    return 'done';
  },
});
