import { UsageError } from '../model/errors.ts';
import { deploy } from '../operations/deliver/deploy.ts';
import type { DeployPlan } from '../operations/deliver/deployment.ts';
import { deployPlanText, deployViews } from '../views/deploy.ts';
import { confirm } from './frame/confirm.ts';
import { defineCommand } from './frame/define.ts';
import { dryRun, mandatory, text, toggle, yes } from './frame/flags.ts';
import { workingCopy } from './frame/fleet.ts';
import type { Outcome } from './frame/outcome.ts';

export const command = defineCommand({
  description:
    'Validates, tests, generates, commits and pushes, on the branch that clusters read. The commit holds what you changed in the inventory, apps and policies, and what was generated; nothing else. All is read as Git would commit it, and the commit is proven before it is pushed. When others pushed in between, your change is put on top of theirs and generated again. A merge, revert, cherry-pick or rebase that met conflicts in generated files alone is finished. Never forces a push.',
  examples: [
    { title: 'See what would happen, then say yes or no', command: 'resedge deploy -m "Open store 3901"' },
    { title: 'In a pipeline', command: 'resedge deploy -m "$CI_COMMIT_MESSAGE" --yes' },
    {
      title: 'Many clusters lose something, and that is meant',
      command: 'resedge deploy -m "End of signage" --allow "contract ended"',
    },
  ],
  formats: ['text', 'json', 'yaml'],
  flags: {
    message: mandatory('-m, --message <text>', 'why, for the commit'),
    yes,
    dryRun,
    allow: text(
      '--allow <reason>',
      'let more clusters change or lose something than spec.guards does; the reason goes into the commit message',
    ),
    push: toggle('--no-push', 'commit, but do not push'),
    createBranch: toggle(
      '--create-branch',
      'make the branch on the remote if it was deleted or never there, while others are',
    ),
  },
  async run(context, { message, yes: agreed, dryRun: dry, allow, push, createBranch }): Promise<Outcome> {
    if (message.trim() === '') throw new UsageError('the message is empty', 'Say why: -m "Open store 3901"');
    if (allow?.trim() === '') throw new UsageError('the reason is empty', 'Say why: --allow "contract ended"');
    const result = await deploy(await workingCopy(context), {
      message,
      allow,
      push,
      createBranch,
      dryRun: dry,
      asks: !dry && !agreed,
      async confirm(plan) {
        for (const note of plan.notes) context.note(note);
        if (dry || !agreed || context.verbose) context.note(deployPlanText(plan, context.noteStyle).trimEnd());
        return dry ? false : confirm(context, questionOf(plan, push), agreed);
      },
    });
    if (result) context.print(deployViews, result);
    else context.note(dry ? 'Nothing was changed.' : 'Nothing was done.');
    return 'done';
  },
});

function questionOf({ branch, missing }: DeployPlan, push: boolean): string {
  if (missing !== undefined) return `${missing}. Make ${branch} there, commit and push?`;
  return push ? 'Commit and push?' : 'Commit?';
}
