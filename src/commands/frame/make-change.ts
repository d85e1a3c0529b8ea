import type { DraftChange, PlannedChange } from '../../operations/change/change-fleet.ts';
import {
  type ChangeRequest,
  makeChange as change,
  type PreparedChange,
  prepareChange,
} from '../../operations/change/make-change.ts';
import { changeViews } from '../../views/change.ts';
import { noteOldErrors, noteWarnings, showDifference, usualNext } from './change-notes.ts';
import { confirm } from './confirm.ts';
import type { Context } from './context.ts';
import { workingCopy } from './fleet.ts';
import type { Outcome } from './outcome.ts';

/** The forms in which a command that changes the inventory prints its result. */
export const changeFormats = ['text', 'name', 'json', 'yaml'] as const;

/** How a command changes the inventory. */
interface ChangeCommand<D extends DraftChange> extends ChangeRequest<D> {
  readonly yes: boolean;
  readonly dryRun: boolean;
  /** Asks in a way of its own. Not called if there is nothing to do. */
  agree?(planned: PlannedChange, draft: D): Promise<boolean>;
  /** What to type next, if it is not the usual. */
  next?(planned: PlannedChange, draft: D): string | undefined;
}

/** Changes the inventory, and says what happened. With `--dry-run` it says what would. */
export async function makeChange<D extends DraftChange>(context: Context, command: ChangeCommand<D>): Promise<Outcome> {
  const copy = await workingCopy(context);
  if (command.dryRun) {
    const prepared = await prepareChange(await copy.open(), command);
    await noteReview(context, prepared);
    if (context.format === 'text') await showDifference(context, prepared.planned.files, 'out');
    report(context, prepared, true);
    noteWarnings(context, prepared.planned);
    context.note(prepared.planned.files.length === 0 ? 'Nothing to change.' : 'Nothing was changed.');
    return 'done';
  }
  const agree = (prepared: PreparedChange<D>) => showAndAsk(context, command, prepared);
  const done = await change(copy, command, { asks: !command.yes, agree });
  if (!done) return 'done';
  report(context, done, false);
  if (command.yes) noteWarnings(context, done.planned);
  const next = command.next ? command.next(done.planned, done.draft) : await usualNext(done.planned);
  if (next !== undefined) context.note(`Next: ${next}`);
  return 'done';
}

/** False if there is nothing to do, or the answer was no. */
async function showAndAsk<D extends DraftChange>(
  context: Context,
  { yes, agree }: ChangeCommand<D>,
  prepared: PreparedChange<D>,
): Promise<boolean> {
  const { planned, draft } = prepared;
  await noteReview(context, prepared);
  if (planned.files.length === 0) {
    report(context, prepared, false);
    context.note('Nothing to change.');
    return false;
  }
  if (!yes || context.verbose) await showDifference(context, planned.files, 'err');
  if (yes) return agree ? agree(planned, draft) : true;
  noteWarnings(context, planned);
  const agreed = agree ? await agree(planned, draft) : await confirm(context, questionFor(planned), false);
  if (!agreed) context.note('Nothing was changed.');
  return agreed;
}

async function noteReview(context: Context, { planned, notes }: PreparedChange<DraftChange>): Promise<void> {
  for (const note of notes) context.note(note);
  if (planned.files.length > 0) await noteOldErrors(context, planned);
}

function report(context: Context, { planned, draft }: PreparedChange<DraftChange>, dryRun: boolean): void {
  context.report(changeViews, { objects: draft.objects, files: planned.files, dryRun });
}

function questionFor({ files }: PlannedChange): string {
  return files.length === 1 ? 'Write this file?' : `Write these ${files.length} files?`;
}
