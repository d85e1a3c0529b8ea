import { countOf, firstOf, grouped, moreLines, someOf } from '../model/counts.ts';
import type { Undo } from '../model/deploy-record.ts';
import type { DeployEffects, DeployPlan, DeployResult } from '../operations/deliver/deployment.ts';
import { counts } from './generate.ts';
import { printable } from './legible.ts';
import { documentViews } from './machine.ts';
import { changeSections, planned, section, waitingLines, whereSections } from './plan-sections.ts';
import type { Style } from './style.ts';
import type { Views } from './view.ts';

export const deployViews = {
  text: deployText,
  ...documentViews((result: DeployResult) => ({ kind: 'DeployResult', ...result })),
} satisfies Views<DeployResult>;

function deployText({ commit, branch, pushed, attempts, generate, waiting }: DeployResult): string {
  const short = commit.slice(0, 10);
  const still = waiting === 0 ? '' : `, ${countOf(waiting, 'cluster')} ${waiting === 1 ? 'waits' : 'wait'}`;
  if (!pushed) return `nothing was pushed; ${printable(branch)} is at ${short}: ${counts(generate)}${still}\n`;
  const again = attempts > 1 ? `, after others pushed: attempt ${attempts}` : '';
  return `pushed ${short} to ${printable(branch)}: ${counts(generate)}${still}${again}\n`;
}

/** That an undo keeps everything where it is, and how it ends. */
export function undoText({ commit, reason }: Undo): string {
  return `Nothing moves: an undo to ${commit.slice(0, 10)} is in force (${printable(reason)}). To end it: resedge deploy --resume`;
}

/** What a deployment is about to do, for somebody who is asked to agree. */
export function deployPlanText(plan: DeployPlan, style: Style): string {
  const { branch, intent, generate } = plan;
  const { leaving, moves, waits } = plan.effects;
  const head = [
    `To ${style.bold(printable(branch))}:\n`,
    intent.length === 0 ? '  nothing changed in the inventory\n' : `  changed: ${printable(firstOf(intent, 5))}\n`,
    `  generated: ${counts(generate, true)}\n`,
  ];
  const later = leaving.filter((one) => one.waiting > 0);
  const sections = [
    head.join(''),
    ...changeSections(moves, style, true),
    section('Leaves later', leavingLines(later), style.red),
    ...whereSections(moves, waits, style, true),
  ];
  return planned(sections, moves, style);
}

/** What should be known of a deployment that was agreed to beforehand: what leaves clusters, and what waits. */
export function deployNotes({ effects: { leaving, waits } }: DeployPlan): string[] {
  const lines = waitingLines(waits, true).map((line) => `  ${line}`);
  return [...leavingLines(leaving), ...(lines.length === 0 ? [] : ['What waits:', ...lines])];
}

/** At most this many namespaces and applications are told. */
const most = 20;

/** `application/till leaves 12 clusters: e1, e2, w1, … in stores/east (8), stores/west (4)`: a line each. */
function leavingLines(leaving: DeployEffects['leaving']): string[] {
  const lines = leaving.slice(0, most).map(({ what, clusters, groups, waiting }) => {
    const count = countOf(clusters.length, 'cluster');
    const homes = groups.map(({ group, clusters: some }) => `${group} (${grouped(some)})`);
    const where = homes.length === 0 ? '' : ` in ${firstOf(homes)}`;
    return printable(`${what} leaves ${count}: ${someOf(clusters)}${where}${laterText(waiting, clusters.length)}`);
  });
  return [...lines, ...moreLines(leaving.length - most)];
}

function laterText(waiting: number, all: number): string {
  if (waiting === 0) return '';
  return waiting === all ? ', when it may' : `, ${grouped(waiting)} of them when it may`;
}
