import type { ClusterSet } from '../model/cluster-set.ts';
import { countOf, firstOf, grouped, moreLines } from '../model/counts.ts';
import { depthOf } from '../model/paths.ts';
import type { Plan, PlanChange, PlanShare } from '../model/plan.ts';
import type { Waiting } from '../model/waiting.ts';
import { escapeData, escapeProperty } from './diagnostics/github.ts';
import { documentViews } from './machine.ts';
import { planLines, planObject } from './plan-machine.ts';
import { planMarkdown } from './plan-markdown.ts';
import {
  changeWords,
  clusterList,
  faultLines,
  faultTitle,
  type PlanReport,
  stopTitle,
  summary,
  unitOf,
  waitingLine,
} from './plan-words.ts';
import type { Style } from './style.ts';
import type { Views } from './view.ts';

/** So much is shown unless all is asked for. */
const most = { changes: 30, differences: 15, lines: 30, groups: 12, waiting: 12 } as const;

/** A plan, and how much of it to show. */
interface ShownPlan extends PlanReport {
  /** Show all of it. */
  readonly all: boolean;
}

export const planViews = {
  text: planText,
  ...documentViews((report: ShownPlan) => ({ kind: 'Plan', ...planObject(report) })),
  jsonl: ({ plan }) => planLines(plan),
  markdown: (report) => planMarkdown(report),
  github: planGithub,
} satisfies Views<ShownPlan>;

/** What stops the change as annotations in GitHub Actions, and the plan for the log. */
function planGithub(report: ShownPlan, style: Style): string {
  const command = report.allow === undefined ? 'error' : 'notice';
  const stops = annotations(command, stopTitle(report), report.plan.stops);
  return `${annotations('error', faultTitle, faultLines(report))}${stops}${planText(report, style)}`;
}

function annotations(command: string, title: string, texts: readonly string[]): string {
  return texts.map((text) => `::${command} title=${escapeProperty(title)}::${escapeData(text)}\n`).join('');
}

function planText(report: ShownPlan, style: Style): string {
  const { plan, ref, all } = report;
  const base = plan.base === undefined ? 'nothing: nothing was delivered yet' : `${ref} (${plan.base.slice(0, 10)})`;
  const isCut = !all;
  const destructive = plan.changes.filter((change) => change.destructive);
  const others = plan.changes.filter((change) => !change.destructive);
  const parts = [
    `Compared with ${base}:\n`,
    section('Destructive', changeLines(destructive, plan, style, isCut), style.red),
    section('Changes', changeLines(others, plan, style, isCut), style.bold),
    section('What differs', differenceLines(plan, style, isCut), style.bold),
    section('By group', shareLines(isCut ? plan.groups.filter(isHigh) : plan.groups, isCut), style.bold),
    section('By ring', shareLines(plan.rings, isCut), style.bold),
    section('By time zone', shareLines(plan.timeZones, isCut), style.bold),
    section('Clusters', clusterLines(plan), style.bold),
    section('What waits', waitingLines(report.waiting, isCut), style.bold),
    section(faultTitle, faultLines(report), style.red),
    section(stopTitle(report), [...plan.stops], report.allow === undefined ? style.red : style.bold),
  ];
  return `${parts.filter((part) => part !== '').join('\n')}\n${style.bold(summary(plan))}\n`;
}

function section(title: string, lines: readonly string[], mark: (text: string) => string): string {
  return lines.length === 0 ? '' : `${mark(title)}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function changeLines(changes: readonly PlanChange[], plan: Plan, style: Style, isCut: boolean): string[] {
  const shown = isCut ? changes.slice(0, most.changes) : changes;
  const lines = shown.flatMap((change) => {
    const { mark, words } = changeWords(change);
    const line = `${mark} ${unitOf(change)} ${words} ${clusterList(plan, change.clusters, 3)}`;
    return [colored(line, style), ...change.details.map((detail) => `    ${detail}`)];
  });
  return [...lines, ...moreLines(changes.length - shown.length)];
}

function differenceLines(plan: Plan, style: Style, isCut: boolean): string[] {
  const shown = isCut ? plan.differences.slice(0, most.differences) : plan.differences;
  const lines = shown.flatMap((difference) => {
    const part = isCut ? difference.lines.slice(0, most.lines) : difference.lines;
    return [
      `${style.bold(difference.what)} in ${firstOf(difference.units)} on ${countOf(difference.clusters.count(), 'cluster')}`,
      ...part.map((line) => `  ${colored(line, style)}`),
      ...moreLines(difference.lines.length - part.length, 'line').map((line) => `  ${line}`),
    ];
  });
  return [...lines, ...moreLines(plan.differences.length - shown.length)];
}

function shareLines(shares: readonly PlanShare[], isCut: boolean): string[] {
  const shown = isCut ? shares.slice(0, most.groups) : shares;
  const width = Math.max(0, ...shown.map(({ name }) => name.length));
  const lines = shown.map(({ name, affected, total }) => {
    return `${name.padEnd(width)}  ${grouped(affected)} of ${grouped(total)}`;
  });
  return [...lines, ...moreLines(shares.length - shown.length)];
}

function clusterLines(plan: Plan): string[] {
  const line = (words: string, set: ClusterSet) => (set.isEmpty() ? [] : [`${words} ${clusterList(plan, set, 3)}`]);
  return [
    ...line('+ new:', plan.added),
    ...line('- no longer delivered to, what runs there stays:', plan.removed),
    ...line('~ brought there in another way (paths, order, intervals), but the same runs:', plan.delivery),
  ];
}

function waitingLines(waiting: readonly Waiting[], isCut: boolean): string[] {
  const shown = isCut ? waiting.slice(0, most.waiting) : waiting;
  return [...shown.map((one) => waitingLine(one, 3)), ...moreLines(waiting.length - shown.length)];
}

function isHigh({ name }: PlanShare): boolean {
  return depthOf(name) <= 2;
}

function colored(line: string, style: Style): string {
  if (line.startsWith('+')) return style.green(line);
  if (line.startsWith('-')) return style.red(line);
  if (line.startsWith('~')) return style.yellow(line);
  return line.startsWith('@@') ? style.cyan(line) : line;
}
