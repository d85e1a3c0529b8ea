import { UsageError } from '../model/errors.ts';
import type { Plan } from '../model/plan.ts';
import { planHere } from '../operations/deliver/plan-here.ts';
import { planViews } from '../views/plan.ts';
import type { Context } from './frame/context.ts';
import { defineCommand } from './frame/define.ts';
import { text, toggle } from './frame/flags.ts';
import { workingCopy } from './frame/fleet.ts';
import type { Outcome } from './frame/outcome.ts';

export const command = defineCommand({
  description:
    'Shows what a change does to clusters before it is merged: from the commit where your branch left the branch that clusters read, to the files as they are. What counts is what clusters would run: manifests are built before and after, and what comes out the same is no change. It lists what would wait if it were deployed now, and until when, and the changes that clusters would refuse: the template of a Job, the selector of a Deployment (RE412). Without Kustomize on the PATH, files are compared instead, and such changes are not found. In GitHub Actions what deploy would stop at is an annotation, unless -o says otherwise.',
  examples: [
    { title: 'What your change does', command: 'resedge plan' },
    { title: 'For a comment on a pull request', command: 'resedge plan -o markdown' },
    { title: 'Prove that a clean-up changes nothing', command: 'resedge plan --base main --expect-no-change' },
    { title: 'Every single change with its cluster', command: 'resedge plan -o jsonl' },
  ],
  findings:
    'spec.guards, or a change that clusters would refuse (RE412), would stop deploy and no --allow says why; there are foreign files in the folder of a cluster, or generated files were changed on a branch (RE805, RE803); with --exit-code or --expect-no-change, something changes and no --allow says why',
  formats: ['text', 'json', 'jsonl', 'yaml', 'markdown', 'github'],
  flags: {
    base: text('--base <ref>', 'the branch, tag or commit to compare with; the branch that clusters read unless given'),
    exitCode: toggle('--exit-code', 'end with 1 where something changes'),
    expectNoChange: toggle('--expect-no-change', 'end with 1, and show what changes, where anything does'),
    allow: text('--allow <reason>', 'accept what changes, and what deploy would stop at'),
  },
  async run(context, { base, exitCode, expectNoChange, allow }): Promise<Outcome> {
    if (allow?.trim() === '') throw new UsageError('the reason is empty', 'Say why: --allow "contract ended"');
    if (allow !== undefined && expectNoChange) throw new UsageError('give either --allow or --expect-no-change');
    const copy = await workingCopy(context);
    const { plan, ...compared } = await planHere(copy, base);
    const annotate = context.format === 'text' && copy.host.env['GITHUB_ACTIONS'] === 'true';
    context.print(planViews, { plan, ...compared, allow, all: context.verbose }, annotate ? 'github' : context.format);
    noteLimits(context, plan);
    for (const fault of compared.faults) context.note(`this stops the change: ${fault}`);
    for (const stop of plan.stops)
      context.note(allow === undefined ? `deploy would stop: ${stop}` : `allowed (${allow}): ${stop}`);
    const changes = plan.changes.length > 0;
    if (changes && expectNoChange) {
      context.note('This was expected to change nothing.');
      return 'findings';
    }
    if (compared.faults.length > 0) return 'findings';
    const isFinding = plan.stops.length > 0 || (changes && exitCode);
    return isFinding && allow === undefined ? 'findings' : 'done';
  },
});

function noteLimits({ note }: Context, { errorsBefore, rendered, unseen }: Plan): void {
  for (const line of unseen) note(line);
  if (errorsBefore > 0)
    note(
      `The inventory that this is compared with has ${errorsBefore === 1 ? 'an error' : `${errorsBefore} errors`}: what is wrong there counts as new.`,
    );
  if (!rendered)
    note(
      'Not all manifests were built, so changed files count as a change of all that is built from them, and what clusters would refuse (RE412) is not found. For an exact plan, put kustomize or kubectl on the PATH.',
    );
}
