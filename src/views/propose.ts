import { countOf, firstOf } from '../model/counts.ts';
import type { Proposal } from '../operations/propose/plan-proposal.ts';
import type { ProposedRequest, ProposeResult } from '../operations/propose/propose.ts';
import { printable } from './legible.ts';
import { documentViews } from './machine.ts';
import { summary } from './plan-words.ts';
import type { Style } from './style.ts';
import type { Views } from './view.ts';

export const proposeViews = {
  text: proposeText,
  ...documentViews((result: ProposeResult) => ({ kind: 'ProposeResult', ...result })),
} satisfies Views<ProposeResult>;

function proposeText({ branch, base, commit, pushed, pullRequest: { state, url } }: ProposeResult): string {
  const first = pushed
    ? `pushed ${commit.slice(0, 10)} to ${branch}`
    : `${branch} is on the remote as it is here, at ${commit.slice(0, 10)}`;
  return `${printable(first)}\n${printable(nextText({ branch, base, state, url }))}\n`;
}

function nextText({ branch, base, state, url }: Pick<ProposeResult, 'branch' | 'base'> & ProposedRequest): string {
  if (state !== 'to-open') return `pull request into ${base} ${state}: ${url}`;
  return url === null ? `open a pull request from ${branch} into ${base}` : `open a pull request into ${base}: ${url}`;
}

/** What is about to be proposed, for somebody who is asked to agree. */
export function proposalText({ branch, isNewHere, base, intent, plan }: Proposal, style: Style): string {
  const changed = intent.length === 0 ? 'nothing; what was committed here is pushed' : firstOf(intent, 5);
  return [
    `From ${style.bold(printable(branch))}${isNewHere ? ' (new)' : ''} into ${style.bold(printable(base))}:`,
    `  committed: ${printable(changed)}`,
    `  ${summary(plan.plan)}`,
    '',
  ].join('\n');
}

/** What stays behind where it is; undefined if nothing does. */
export function leftOutText({ generated, read }: Proposal): string | undefined {
  if (generated.length === 0) return undefined;
  return `${countOf(generated.length, 'changed generated file')} left out: deploy writes them, on ${read}.`;
}
