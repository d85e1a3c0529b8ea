import { requireObject } from '../../operations/list/find-objects.ts';
import { listRollouts } from '../../operations/rollout/list-rollouts.ts';
import { readReports } from '../../operations/rollout/read-reports.ts';
import { rolloutViews } from '../../views/rollouts.ts';
import { optional } from '../frame/arguments.ts';
import { defineCommand } from '../frame/define.ts';
import { headers } from '../frame/flags.ts';
import { openFleet } from '../frame/fleet.ts';
import { gateFlags } from './step.ts';

export const command = defineCommand({
  description:
    'Shows the overlays that go from ring to ring: where each is, since when the clusters of its ring have it, how long it has soaked there, how many clusters of it still lack it, how many are to come, and what it waits for. What clusters have is told by the history of the branch that they read, as it was last fetched.',
  examples: [
    { title: 'All rollouts', command: 'resedge rollout status' },
    { title: 'Those of an application', command: 'resedge rollout status catalog --reports ready.jsonl' },
  ],
  formats: ['text', 'wide', 'json', 'jsonl', 'yaml', 'name'],
  arguments: { application: optional('application', 'only its rollouts', 'application') },
  flags: { reports: gateFlags.reports, headers },
  async run(context, { application, reports: file, headers }) {
    const reports = file === undefined ? undefined : await readReports(context.host, file);
    const state = await openFleet(context);
    if (application !== undefined) await requireObject(state, 'Application', application);
    const rows = await listRollouts(state, { application, reports, now: context.host.clock.now() });
    context.print(rolloutViews, { rows, headers });
    for (const note of new Set(rows.flatMap(({ notes }) => notes))) context.note(note);
    if (rows.length === 0) context.note('no rollouts');
    return 'done';
  },
});
