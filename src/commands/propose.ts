import { UsageError } from '../model/errors.ts';
import { propose } from '../operations/propose/propose.ts';
import { planMarkdown } from '../views/plan-markdown.ts';
import { leftOutText, proposalText, proposeViews } from '../views/propose.ts';
import { confirm } from './frame/confirm.ts';
import { defineCommand } from './frame/define.ts';
import { dryRun, mandatory, text, yes } from './frame/flags.ts';
import { workingCopy } from './frame/fleet.ts';
import type { Outcome } from './frame/outcome.ts';

export const command = defineCommand({
  description:
    'Puts what you changed in the inventory, apps, policies and expectations on a branch, commits, pushes, and opens a pull request whose text is the plan: with gh, glab or az if there is one, else it prints the address to open it at. Generated files are no part of it. Validates and tests first. On the branch that clusters read it begins a new branch and takes you there; your files stay as they are. Run it again after more changes: the same pull request is brought up to date.',
  examples: [
    { title: 'See what would happen, then say yes or no', command: 'resedge propose -m "Open store 3901"' },
    { title: 'On a branch of your choice', command: 'resedge propose -m "Open store 3901" --branch anna/3901' },
    {
      title: 'More changes to the same pull request',
      command: 'resedge propose -m "Store 3901 has two tills" --yes',
    },
  ],
  formats: ['text', 'json', 'yaml'],
  flags: {
    message: mandatory(
      '-m, --message <text>',
      'why, for the commit; its first line is the title of a new pull request',
    ),
    branch: text('--branch <name>', 'the branch (default: the one you are on, or a new one named after the message)'),
    title: text('--title <text>', 'the title of the pull request, where the message will not do'),
    yes,
    dryRun,
  },
  async run(context, { message, branch, title, yes: agreed, dryRun: dry }): Promise<Outcome> {
    if (message.trim() === '') throw new UsageError('the message is empty', 'Say why: -m "Open store 3901"');
    if (title?.trim() === '') throw new UsageError('the title is empty', 'Leave --title out to take the message.');
    const proposed = await propose(await workingCopy(context), {
      message,
      branch,
      title: title?.trim(),
      describe: (plan, most) => planMarkdown({ ...plan, faults: [], allow: undefined }, most),
      async confirm(proposal) {
        if (dry || !agreed || context.verbose) context.note(proposalText(proposal, context.noteStyle).trimEnd());
        for (const stop of proposal.plan.plan.stops) context.note(`deploy would stop: ${stop}`);
        return dry ? false : confirm(context, 'Commit, push and propose?', agreed);
      },
    });
    if (!proposed) {
      context.note(dry ? 'Nothing was changed.' : 'Nothing was done.');
      return 'done';
    }
    const { result, proposal, advice } = proposed;
    context.report(proposeViews, result);
    if (advice !== undefined) context.note(advice);
    if (result.pullRequest.state === 'to-open') context.note('Its text: resedge plan -o markdown');
    const leftOut = leftOutText(proposal);
    if (leftOut !== undefined) context.note(leftOut);
    if (proposal.isNewHere) context.note(`You are on ${result.branch} now. Back: git switch ${result.base}`);
    return 'done';
  },
});
