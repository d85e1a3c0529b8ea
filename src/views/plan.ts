import { countOf, firstOf, moreLines } from '../model/counts.ts';
import type { Plan } from '../model/plan.ts';
import { printable, printableLine, printableLines } from './legible.ts';
import { documentViews } from './machine.ts';
import { planLines, planObject } from './plan-machine.ts';
import { planMarkdown } from './plan-markdown.ts';
import { changeSections, colored, planned, section, whereSections } from './plan-sections.ts';
import { faultLines, faultTitle, type PlanReport, stopTitle } from './plan-words.ts';
import { plain, type Style } from './style.ts';
import type { Views } from './view.ts';
import { workflowCommand } from './workflow-command.ts';

/** So much is shown unless all is asked for. */
const most = { differences: 15, lines: 30 } as const;

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
  const text = printableLines(planText(report, style), style !== plain);
  return `${annotations('error', faultTitle, faultLines(report))}${stops}${text}`;
}

function annotations(command: 'error' | 'notice', title: string, texts: readonly string[]): string {
  return texts.map((text) => `${workflowCommand(command, { title }, text)}\n`).join('');
}

function planText(report: ShownPlan, style: Style): string {
  const { plan, ref, all } = report;
  const base =
    plan.base === undefined ? 'nothing: nothing was delivered yet' : `${printable(ref)} (${plan.base.slice(0, 10)})`;
  const isCut = !all;
  const sections = [
    `Compared with ${base}:\n`,
    ...changeSections(plan, style, isCut),
    section('What differs', differenceLines(plan, style, isCut), style.bold),
    ...whereSections(plan, report.waiting, style, isCut),
    section(faultTitle, faultLines(report).map(printable), style.red),
    section(
      printable(stopTitle(report)),
      plan.stops.map(printable),
      report.allow === undefined ? style.red : style.bold,
    ),
  ];
  return planned(sections, plan, style);
}

function differenceLines(plan: Plan, style: Style, isCut: boolean): string[] {
  const shown = isCut ? plan.differences.slice(0, most.differences) : plan.differences;
  const lines = shown.flatMap((difference) => {
    const part = isCut ? difference.lines.slice(0, most.lines) : difference.lines;
    return [
      `${style.bold(printable(difference.what))} in ${printable(firstOf(difference.units))} on ${countOf(difference.clusters.count(), 'cluster')}`,
      ...part.map((line) => `  ${colored(printableLine(line), style)}`),
      ...moreLines(difference.lines.length - part.length, 'line').map((line) => `  ${line}`),
    ];
  });
  return [...lines, ...moreLines(plan.differences.length - shown.length)];
}
