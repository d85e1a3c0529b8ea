import { moreLines } from '../model/counts.ts';
import { momentText } from '../model/time/moment-text.ts';
import type { Hours, SharedWindows } from '../operations/windows/list-windows.ts';
import type { GroupWindows } from '../operations/windows/roll-up-windows.ts';
import type { Column } from './lists.ts';
import { listViews } from './machine.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';
import { treeLabels } from './tree.ts';
import type { Views } from './view.ts';

/** When changes may come, summed up for people and in full. */
interface WindowList {
  readonly groups: readonly GroupWindows[];
  readonly items: readonly SharedWindows[];
  readonly headers: boolean;
}

export const windowViews = {
  text: ({ groups, headers }, style) => rows(groupColumns(groups), groups, { headers, style }),
  wide: ({ items, headers }, style) => rows(sharedColumns, items, { headers, style }),
  ...listViews(({ items }: WindowList) => ({ kind: 'WindowList', items: items.map(sharedObject) })),
} satisfies Views<WindowList>;

const sharedColumns: readonly Column<SharedWindows>[] = [
  { title: 'GROUP', value: ({ group }) => group },
  { title: 'NAMESPACE', value: ({ namespace }) => namespace ?? '' },
  { title: 'CLUSTERS', value: ({ clusters }) => String(clusters) },
  { title: 'NOW', value: ({ hours }) => hours.state },
  { title: 'OPENS', value: ({ hours }) => momentOf(hours, hours.opens) },
  { title: 'CLOSES', value: ({ hours }) => momentOf(hours, hours.closes) },
  { title: 'BECAUSE', value: ({ hours }) => hours.because ?? '' },
  { title: 'TIME-ZONE', value: ({ hours }) => hours.timeZone },
  {
    title: 'WINDOWS',
    value: ({ hours }) => hours.windows.map(({ schedule, duration }) => `${schedule} for ${duration}`).join('; '),
  },
];

function groupColumns(groups: readonly GroupWindows[]): readonly Column<GroupWindows>[] {
  const labels = treeLabels(groups.map(pathOf));
  return [
    { title: 'GROUP', value: (row) => labels.get(pathOf(row)) ?? '' },
    { title: 'CLUSTERS', value: ({ clusters }) => String(clusters) },
    { title: 'NOW', value: stateOf },
    { title: 'OPENS', value: ({ hours }) => firstMoment(hours, ({ opens }) => opens) },
    { title: 'CLOSES', value: ({ hours }) => firstMoment(hours, ({ closes }) => closes) },
    { title: 'BECAUSE', value: ({ hours }) => reasons(hours) },
  ];
}

/** A namespace stands below its group as if it were a group there. */
function pathOf({ group, namespace }: GroupWindows): string {
  const path = group === '' ? '(no group)' : group;
  return namespace === undefined ? path : `${path}/namespace ${namespace}`;
}

function stateOf({ hours, clusters, open }: GroupWindows): string {
  const states = new Set(hours.map(({ state }) => state));
  const [only] = states;
  return states.size === 1 && only ? only : `${open} of ${clusters} open`;
}

/** The first of several, and whether it is not the only one. */
function firstMoment(all: readonly Hours[], timeOf: (hours: Hours) => number | undefined): string {
  const moments = all
    .map((hours) => ({ away: (timeOf(hours) ?? Infinity) - hours.now, text: momentOf(hours, timeOf(hours)) }))
    .sort((a, b) => a.away - b.away);
  const [first] = moments;
  if (!first || first.text === '') return '';
  return moments.some(({ text }) => text !== first.text) ? `first ${first.text}` : first.text;
}

function momentOf(hours: Hours, time: number | undefined): string {
  return time === undefined ? '' : momentText(time, hours);
}

/** So many reasons are named, so that a line stays a line. */
const mostReasons = 2;

function reasons(hours: readonly Hours[]): string {
  const texts = [...new Set(hours.flatMap(({ because }) => because ?? []))];
  return [...texts.slice(0, mostReasons), ...moreLines(texts.length - mostReasons)].join('; ');
}

/** Times are in UTC, since programs compare them. */
function sharedObject({ group, namespace, hours, clusters, sample }: SharedWindows) {
  const { state, why, because, opens, closes, timeZone, windows } = hours;
  return {
    group: group === '' ? null : group,
    namespace: namespace ?? null,
    clusters,
    sample,
    state,
    opens: isoOf(opens),
    closes: isoOf(closes),
    why: why?.why ?? null,
    reason: because ?? null,
    timeZone,
    windows: windows.map(({ schedule, duration }) => ({ schedule, duration })),
  };
}

function isoOf(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString();
}

function rows<T>(
  columns: readonly Column<T>[],
  items: readonly T[],
  { headers, style }: { readonly headers: boolean; readonly style: Style },
): string {
  if (items.length === 0) return '';
  const cells = items.map((item) => columns.map(({ value }) => value(item)));
  return table(headers ? columns.map(({ title }) => title) : undefined, cells, style);
}
