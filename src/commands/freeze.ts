import { freezeEdits, thawEdits } from '../edit/timing-edits.ts';
import { UsageError } from '../model/errors.ts';
import { kindWordsOf } from '../model/kind-names.ts';
import { changeTiming, fleetObject, stateNote } from '../operations/change/change-timing.ts';
import type { EditTargets } from '../operations/change/edit-fields.ts';
import type { FleetState } from '../state/fleet-state.ts';
import { requireReason } from './frame/cluster-targets.ts';
import type { Context } from './frame/context.ts';
import { readDay, today } from './frame/days.ts';
import { defineCommand } from './frame/define.ts';
import { dryRun, mandatory, selector, text, toggle, yes } from './frame/flags.ts';
import { changeFormats, makeChange } from './frame/make-change.ts';
import type { Outcome } from './frame/outcome.ts';

export const command = defineCommand({
  description:
    'Freezes clusters for some days: nothing changes on them from the first to the last day, in the time of each cluster. Freezes add up: those of the fleet, of all groups and of the cluster. With -l the freeze is written on each cluster that the expression selects now; with --group and --all it also holds for those that come later.',
  examples: [
    {
      title: 'The whole fleet',
      command: 'resedge freeze --all --from 2026-11-26 --to 2026-11-30 --reason "Thanksgiving week"',
    },
    {
      title: 'A group, from today',
      command: 'resedge freeze --group stores/central --from today --to +2d --reason "stocktaking"',
    },
    {
      title: 'Take it back',
      command: 'resedge freeze --all --from 2026-11-26 --to 2026-11-30 --remove',
    },
  ],
  formats: changeFormats,
  flags: {
    selector,
    group: text('--group <path>', 'the clusters of a group', 'group'),
    all: toggle('--all', 'the whole fleet'),
    from: mandatory('--from <day>', 'the first day: 2026-11-26, today, tomorrow or +3d'),
    to: mandatory('--to <day>', 'the last day'),
    reason: text('--reason <text>', 'why; needed unless the freeze is removed'),
    remove: toggle('--remove', 'take the freeze of these days out'),
    dryRun,
    yes,
  },
  async run(context, { selector, group, all, from, to, reason: why, remove, yes, dryRun }): Promise<Outcome> {
    const targets = readTargets(selector, group, all);
    const days = readDays(context, from, to);
    const reason = remove ? '' : requireReason(why, 'Thanksgiving week');
    const isOver = !remove && days.to < today(context);
    return makeChange(context, {
      what: 'freeze',
      yes,
      dryRun,
      draft: (state) =>
        changeTiming(state, targets(state), (object) =>
          remove ? thawEdits(object, days) : freezeEdits(object, days, reason),
        ),
      review: (_, { warnings, untouched, objects }) => {
        const isNews = selector === undefined || objects.length === 0;
        const noun = selector !== undefined ? 'cluster' : all ? 'fleet' : 'group';
        const state = `not frozen from ${days.from} to ${days.to}`;
        return [
          ...warnings,
          ...(isOver ? [`warning: ${days.to} is over, so this freezes nothing`] : []),
          ...(isNews ? stateNote(untouched, noun, state) : []),
        ];
      },
    });
  },
});

function readTargets(
  selector: string | undefined,
  group: string | undefined,
  all: boolean,
): (state: FleetState) => EditTargets {
  const given = [selector !== undefined, group !== undefined, all].filter(Boolean).length;
  if (given === 0)
    throw new UsageError('it does not say what to freeze', 'Give one of -l EXPRESSION, --group PATH and --all.');
  if (given > 1) throw new UsageError('give only one of -l, --group and --all');
  if (all) return (state) => ({ objects: fleetObject(state), selector: undefined });
  const objects = group === undefined ? [] : [{ words: kindWordsOf('Group'), name: group }];
  return () => ({ objects, selector });
}

function readDays(context: Context, typedFrom: string, typedTo: string): { from: string; to: string } {
  const from = readDay(context, '--from', typedFrom);
  const to = readDay(context, '--to', typedTo);
  if (from > to) throw new UsageError(`the freeze ends on ${to}, before it begins on ${from}`);
  return { from, to };
}
