import { UsageError } from '../../model/errors.ts';
import { deploy } from '../../operations/deliver/deploy.ts';
import type { DeployPlan } from '../../operations/deliver/deployment.ts';
import { placeNames } from '../../operations/deliver/moving.ts';
import { redeploy } from '../../operations/deliver/redeploy.ts';
import { deployNotes, deployPlanText, deployViews, undoText } from '../../views/deploy.ts';
import { confirm } from '../frame/confirm.ts';
import { defineCommand } from '../frame/define.ts';
import { dryRun, selector, text, toggle, yes } from '../frame/flags.ts';
import { workingCopy } from '../frame/fleet.ts';
import type { Outcome } from '../frame/outcome.ts';
import { forget } from './forget.ts';
import { publishAfter } from './publish-after.ts';
import { readRequest } from './request.ts';

export const command = defineCommand({
  description:
    'Validates, tests, generates, commits and pushes, on the branch that clusters read. The commit holds what you changed in the inventory, apps and policies, and what was generated; nothing else. All is read as Git would commit it, and the commit is proven before it is pushed. It shows what clusters get, lose and wait for, and asks if there is anything to do; with --yes it says what they lose and wait for. When others pushed in between, your change is put on top of theirs and generated again. Where spec.delivery.branch names a branch of its own for clusters, what is generated goes there alone, in a commit that names the one of the inventory. A merge, revert, cherry-pick or rebase that met conflicts in generated files alone is finished. Never forces a push. Where clusters read a registry, it publishes what it pushed.\n\nWhat holds, freezes and windows hold back waits: `--waiting` moves it once it may, without what was changed or merged since. `--now` passes by windows and freezes. `--to` gives clusters back what they had after an earlier deploy, until `--resume`.\n\nWhere resedge.yaml names another branch or repository than clusters read, it asks, or takes --allow with a reason: then the new place gets its output, and the old one a last output that leads clusters there. `--forget-branch` takes that off, once no cluster reads it any more.',
  examples: [
    { title: 'See what would happen, then say yes or no', command: 'resedge deploy -m "Open store 3901"' },
    { title: 'In a pipeline', command: 'resedge deploy -m "$CI_COMMIT_MESSAGE" --yes' },
    {
      title: 'Many clusters lose something, and that is meant',
      command: 'resedge deploy -m "End of signage" --allow "contract ended"',
    },
    { title: 'A window has opened: move what waits for it', command: 'resedge deploy --waiting --yes' },
    {
      title: 'Do not wait for the night',
      command: 'resedge deploy --now --reason "CVE-2026-1234" -l /g/stores/central',
    },
    {
      title: 'Give all clusters what they had, and look for the fault afterwards',
      command: 'resedge deploy --to HEAD~1 --reason "tills are slow"',
    },
    { title: 'The fault is mended', command: 'resedge deploy --resume' },
  ],
  formats: ['text', 'json', 'yaml'],
  flags: {
    message: text('-m, --message <text>', 'why, for the commit; needed unless something is said below'),
    yes,
    dryRun,
    allow: text(
      '--allow <reason>',
      'let more clusters change or lose something than spec.guards does; the reason goes into the commit message',
    ),
    waiting: toggle('--waiting', 'move what waits of the last deploy, and nothing else'),
    now: toggle('--now', 'windows and freezes do not hold anything back; holds do'),
    reason: text('--reason <text>', 'why, with --now and --to; goes into the commit message'),
    selector: { ...selector, summary: 'with --now: only on the clusters that the expression selects' },
    to: text('--to <commit>', 'give clusters back what they had after a deploy; nothing moves until --resume'),
    resume: toggle('--resume', 'end an undo'),
    push: toggle('--no-push', 'commit, but do not push'),
    publish: toggle('--no-publish', 'leave the registry that clusters read as it is; later: resedge publish'),
    createBranch: toggle(
      '--create-branch',
      'make the branch on the remote if it was deleted or never there, while others are',
    ),
    forgetBranch: text(
      '--forget-branch <branch>',
      'take generated files off a branch that clusters were led away from, and nothing else',
    ),
  },
  async run(context, { yes: agreed, dryRun: dry, allow, push, publish, ...typed }): Promise<Outcome> {
    if (allow?.trim() === '') throw new UsageError('the reason is empty', 'Say why: --allow "contract ended"');
    const { redeployment, ...request } = readRequest(typed);
    if (typed.forgetBranch !== undefined)
      return forget(context, { branch: typed.forgetBranch, message: request.message, agreed, dry, push });
    const copy = await workingCopy(context);
    const common = {
      ...request,
      allow,
      push,
      asks: !dry && !agreed,
      async confirm(plan: DeployPlan) {
        for (const note of plan.notes) context.note(note);
        if (dry || !agreed || context.verbose) context.note(deployPlanText(plan, context.noteStyle).trimEnd());
        else for (const line of deployNotes(plan)) context.note(line);
        return dry ? false : plan.isIdle || confirm(context, questionOf(plan, push), agreed);
      },
    };
    const result = redeployment
      ? await redeploy(copy, { ...common, redeployment })
      : await deploy(copy, { ...common, createBranch: typed.createBranch, dryRun: dry });
    if (result?.undo) context.note(undoText(result.undo));
    if (result) context.report(deployViews, result);
    else context.note(dry ? 'Nothing was changed.' : 'Nothing was done.');
    if (result && push && publish) await publishAfter(context, copy);
    return 'done';
  },
});

function questionOf({ branch, missing, moving }: DeployPlan, push: boolean): string {
  if (moving) return `Lead clusters from ${placeNames(moving).from} to ${placeNames(moving).to}, commit and push?`;
  if (missing !== undefined) return `${missing}. Make ${branch} there, commit and push?`;
  return push ? 'Commit and push?' : 'Commit?';
}
