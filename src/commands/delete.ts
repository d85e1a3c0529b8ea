import { UsageError } from '../model/errors.ts';
import { type DeleteDraft, draftDeletion } from '../operations/change/delete-objects.ts';
import { reviewDeletion } from '../operations/change/review-deletion.ts';
import { any } from './frame/arguments.ts';
import { confirm } from './frame/confirm.ts';
import type { Context } from './frame/context.ts';
import { defineCommand } from './frame/define.ts';
import { count, dryRun, selector, toggle, yes } from './frame/flags.ts';
import { changeFormats, makeChange } from './frame/make-change.ts';
import { readObjects } from './frame/object-words.ts';
import type { Outcome } from './frame/outcome.ts';

export const command = defineCommand({
  description:
    'Deletes objects from the inventory. While something refers to one of them nothing is deleted, and you see what does; with --cascade that is changed too: names are taken out of lists and expressions, and groups below a group and expectations about an application go along. What runs on a deleted cluster stays there. To delete many, type their number, or say it with --confirm.',
  examples: [
    { title: 'A cluster', command: 'resedge delete cluster/central-la-nola-2301' },
    { title: 'An application, with all that names it', command: 'resedge delete app/catalog --cascade --dry-run' },
    { title: 'All clusters of a group', command: 'resedge delete -l /g/stores/west --confirm 12' },
  ],
  formats: changeFormats,
  arguments: { objects: any('kind/name', 'what to delete; or a kind, and names behind it', 'object') },
  flags: {
    selector,
    cascade: toggle('--cascade', 'change or delete what refers to them as well'),
    confirm: count('--confirm <number>', 'how many objects are to be deleted: does it without asking'),
    dryRun,
    yes,
  },
  async run(context, { objects, selector, cascade, confirm: expected, yes, dryRun }): Promise<Outcome> {
    if (objects.length === 0 && selector === undefined)
      throw new UsageError('there is nothing to delete', 'Name an object: cluster/NAME, or select clusters with -l.');
    if (objects.length > 0 && selector !== undefined) throw new UsageError('give either names or -l');
    const named = objects.length === 0 ? [] : readObjects(objects);
    return makeChange(context, {
      what: 'delete',
      yes: yes || expected !== undefined,
      dryRun,
      draft: (state) => draftDeletion(state, { objects: named, selector }, { cascade, expected }),
      review: reviewDeletion,
      agree: (_, draft) => (expected === undefined ? agree(context, draft, yes) : Promise.resolve(true)),
    });
  },
});

/** One object is deleted after a yes; for many the number has to be typed, so that nobody says yes out of habit. */
async function agree(context: Context, { deleted }: DeleteDraft, yes: boolean): Promise<boolean> {
  const number = deleted.length;
  if (number <= 1) return confirm(context, 'Delete it?', yes);
  if (yes || !context.canAsk)
    throw new UsageError(
      `this deletes ${number} objects${yes ? ', which --yes alone does not agree to' : ', and there is nobody to ask'}`,
      `Say the number: --confirm ${number}, or see them with --dry-run`,
    );
  const prompt = await context.host.prompt();
  const answer = await prompt.text({ message: `This deletes ${number} objects. Type the number to go on:` });
  return answer.trim() === String(number);
}
