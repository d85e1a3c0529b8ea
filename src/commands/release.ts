import { releaseEdits } from '../edit/timing-edits.ts';
import { changeTiming, stateNote } from '../operations/change/change-timing.ts';
import { any } from './frame/arguments.ts';
import { clusterTargets } from './frame/cluster-targets.ts';
import { defineCommand } from './frame/define.ts';
import { dryRun, selector, yes } from './frame/flags.ts';
import { changeFormats, makeChange } from './frame/make-change.ts';
import type { Outcome } from './frame/outcome.ts';

export const command = defineCommand({
  description:
    'Takes the hold off clusters, so that changes reach them again. Freezes stay: see resedge freeze --remove.',
  examples: [
    { title: 'A store', command: 'resedge release central-la-nola-2301' },
    { title: 'All that are on hold in a group', command: 'resedge release -l /g/stores/west' },
  ],
  formats: changeFormats,
  arguments: { clusters: any('cluster', 'which clusters', 'cluster') },
  flags: { selector, dryRun, yes },
  async run(context, { clusters, selector, yes, dryRun }): Promise<Outcome> {
    const targets = clusterTargets(clusters, selector);
    return makeChange(context, {
      what: 'release',
      yes,
      dryRun,
      draft: (state) => changeTiming(state, targets, releaseEdits),
      review: (_, { warnings, untouched, objects }) => {
        const isNews = selector === undefined || objects.length === 0;
        return [...warnings, ...(isNews ? stateNote(untouched, 'cluster', 'not on hold') : [])];
      },
    });
  },
});
