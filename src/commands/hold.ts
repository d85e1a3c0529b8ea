import { holdEdits } from '../edit/timing-edits.ts';
import { changeTiming } from '../operations/change/change-timing.ts';
import { any } from './frame/arguments.ts';
import { clusterTargets, requireReason } from './frame/cluster-targets.ts';
import { readDay, today } from './frame/days.ts';
import { defineCommand } from './frame/define.ts';
import { dryRun, selector, text, yes } from './frame/flags.ts';
import { changeFormats, makeChange } from './frame/make-change.ts';
import type { Outcome } from './frame/outcome.ts';

export const command = defineCommand({
  description:
    'Puts clusters on hold: each keeps what it has until it is released, or until the day that --until names is over. A cluster that is on hold already gets the new reason and day.',
  examples: [
    { title: 'A store', command: 'resedge hold central-la-nola-2301 --reason "flood in the basement"' },
    { title: 'A region, for three days', command: 'resedge hold -l /g/stores/west --until +3d --reason "power cuts"' },
  ],
  formats: changeFormats,
  arguments: { clusters: any('cluster', 'which clusters', 'cluster') },
  flags: {
    selector,
    reason: text('--reason <text>', 'why; always needed'),
    until: text('--until <day>', 'the last day of the hold: 2026-12-01, today, tomorrow or +3d'),
    dryRun,
    yes,
  },
  async run(context, { clusters, selector, reason: why, until: day, yes, dryRun }): Promise<Outcome> {
    const targets = clusterTargets(clusters, selector);
    const reason = requireReason(why, 'flood in the basement');
    const until = day === undefined ? undefined : readDay(context, '--until', day);
    const isOver = until !== undefined && until < today(context);
    return makeChange(context, {
      what: 'hold',
      yes,
      dryRun,
      draft: (state) => changeTiming(state, targets, (object) => holdEdits(object, reason, until)),
      review: (_, { warnings }) => [
        ...warnings,
        ...(isOver ? [`warning: ${until} is over, so this holds nothing`] : []),
      ],
    });
  },
});
