import type { ClusterSet } from '../model/cluster-set.ts';
import { grouped, moreLines } from '../model/counts.ts';
import { depthOf } from '../model/paths.ts';
import type { PlanChange, PlanOutline, PlanShare } from '../model/plan.ts';
import type { Waiting } from '../model/waiting.ts';
import { printable } from './legible.ts';
import { changeWords, clusterList, summary, unitOf, waitingLine } from './plan-words.ts';
import type { Style } from './style.ts';
import { padTo, textWidth } from './text-width.ts';

/** So much is shown unless all is asked for. */
const most = { changes: 30, groups: 12, waiting: 12 } as const;

/** What is shown of a plan, each in a section of its own. */
interface Outlined extends PlanOutline {
  /** The clusters whose own variables change, where that is known. */
  readonly variables?: ClusterSet;
}

/** A title with lines below it; nothing if there are none. */
export function section(title: string, lines: readonly string[], mark: (text: string) => string): string {
  return lines.length === 0 ? '' : `${mark(title)}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

/** Sections with an empty line between them, and the summary at the end. */
export function planned(sections: readonly string[], plan: PlanOutline, style: Style): string {
  return `${sections.filter((one) => one !== '').join('\n')}\n${style.bold(summary(plan))}\n`;
}

/** What leaves, changes and comes. */
export function changeSections(plan: PlanOutline, style: Style, isCut: boolean): string[] {
  const destructive = plan.changes.filter((change) => change.destructive);
  const others = plan.changes.filter((change) => !change.destructive);
  return [
    section('Destructive', changeLines(destructive, plan, style, isCut), style.red),
    section('Changes', changeLines(others, plan, style, isCut), style.bold),
  ];
}

/** Which parts of the fleet are affected, and what waits. */
export function whereSections(plan: Outlined, waiting: readonly Waiting[], style: Style, isCut: boolean): string[] {
  return [
    section('By group', shareLines(isCut ? plan.groups.filter(isHigh) : plan.groups, isCut), style.bold),
    section('By ring', shareLines(plan.rings, isCut), style.bold),
    section('By time zone', shareLines(plan.timeZones, isCut), style.bold),
    section('Clusters', clusterLines(plan), style.bold),
    section('What waits', waitingLines(waiting, isCut), style.bold),
  ];
}

function changeLines(changes: readonly PlanChange[], plan: PlanOutline, style: Style, isCut: boolean): string[] {
  const shown = isCut ? changes.slice(0, most.changes) : changes;
  const lines = shown.flatMap((change) => {
    const { mark, words } = changeWords(change);
    const line = `${mark} ${unitOf(change)} ${words} ${clusterList(plan, change.clusters, 3)}`;
    return [colored(printable(line), style), ...change.details.map((detail) => `    ${printable(detail)}`)];
  });
  return [...lines, ...moreLines(changes.length - shown.length)];
}

function shareLines(shares: readonly PlanShare[], isCut: boolean): string[] {
  const shown = isCut ? shares.slice(0, most.groups) : shares;
  const named = shown.map((share) => ({ ...share, name: printable(share.name) }));
  const width = Math.max(0, ...named.map(({ name }) => textWidth(name)));
  const lines = named.map(({ name, affected, total }) => {
    return `${padTo(name, width)}  ${grouped(affected)} of ${grouped(total)}`;
  });
  return [...lines, ...moreLines(shares.length - shown.length)];
}

function clusterLines(plan: Outlined): string[] {
  const line = (words: string, set: ClusterSet) =>
    set.isEmpty() ? [] : [`${words} ${printable(clusterList(plan, set, 3))}`];
  return [
    ...line('+ new:', plan.added),
    ...line('- no longer delivered to, what runs there stays:', plan.removed),
    ...(plan.variables ? line('~ with other values of their own:', plan.variables) : []),
    ...line('~ brought there in another way (paths, order, intervals), but the same runs:', plan.delivery),
  ];
}

/** What clusters wait for, a line each; with `isCut`, the first of them. */
export function waitingLines(waiting: readonly Waiting[], isCut: boolean): string[] {
  const shown = isCut ? waiting.slice(0, most.waiting) : waiting;
  return [...shown.map((one) => printable(waitingLine(one, 3))), ...moreLines(waiting.length - shown.length)];
}

function isHigh({ name }: PlanShare): boolean {
  return depthOf(name) <= 2;
}

/** A line in the colour of the sign that it begins with. */
export function colored(line: string, style: Style): string {
  if (line.startsWith('+')) return style.green(line);
  if (line.startsWith('-')) return style.red(line);
  if (line.startsWith('~')) return style.yellow(line);
  return line.startsWith('@@') ? style.cyan(line) : line;
}
