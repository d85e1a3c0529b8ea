import { countOf, firstOf } from '../model/counts.ts';
import type { Undo } from '../model/deploy-record.ts';
import type { DeployPlan, DeployResult } from '../operations/deliver/deployment.ts';
import { counts } from './generate.ts';
import { documentViews } from './machine.ts';
import type { Style } from './style.ts';
import type { Views } from './view.ts';

export const deployViews = {
  text: deployText,
  ...documentViews((result: DeployResult) => ({ kind: 'DeployResult', ...result })),
} satisfies Views<DeployResult>;

function deployText({ commit, branch, pushed, attempts, generate, waiting }: DeployResult): string {
  const short = commit.slice(0, 10);
  const still = waiting === 0 ? '' : `, ${countOf(waiting, 'cluster')} ${waiting === 1 ? 'waits' : 'wait'}`;
  if (!pushed) return `nothing was pushed; ${branch} is at ${short}: ${counts(generate)}${still}\n`;
  const again = attempts > 1 ? `, after others pushed: attempt ${attempts}` : '';
  return `pushed ${short} to ${branch}: ${counts(generate)}${still}${again}\n`;
}

/** That an undo keeps everything where it is, and how it ends. */
export function undoText({ commit, reason }: Undo): string {
  return `Nothing moves: an undo to ${commit.slice(0, 10)} is in force (${reason}). To end it: resedge deploy --resume`;
}

/** What a deployment is about to do, for somebody who is asked to agree. */
export function deployPlanText({ branch, intent, generate, losses }: DeployPlan, style: Style): string {
  const lines = [`To ${style.bold(branch)}:`];
  lines.push(intent.length === 0 ? '  nothing changed in the inventory' : `  changed: ${firstOf(intent, 5)}`);
  lines.push(`  generated: ${counts(generate, true)}`);
  for (const { what, clusters } of losses.losses.slice(0, 10))
    lines.push(
      style.red(
        `  ${what} leaves ${clusters.length === 1 ? 'cluster' : `${clusters.length} clusters:`} ${firstOf(clusters)}`,
      ),
    );
  return `${lines.join('\n')}\n`;
}
