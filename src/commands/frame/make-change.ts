import {
  applyChange,
  checkUnchanged,
  type DraftChange,
  type PlannedChange,
  planChange,
} from '../../operations/change/change-fleet.ts';
import { type FleetSources, readSources } from '../../state/fleet-sources.ts';
import { withLock } from '../../state/lock.ts';
import { openRepository, type Repository } from '../../state/repository.ts';
import { workTree } from '../../state/source-tree.ts';
import { changeViews } from '../../views/change.ts';
import { noteOldErrors, noteWarnings, showDifference, usualNext } from './change-notes.ts';
import { confirm } from './confirm.ts';
import type { Context } from './context.ts';
import type { Outcome } from './outcome.ts';
import { withProgress } from './progress.ts';

/** The forms in which a command that changes the inventory prints its result. */
export const changeFormats = ['text', 'name', 'json', 'yaml'] as const;

/** How a command changes the inventory. */
export interface ChangeRequest<D extends DraftChange> {
  /** The command, for whoever waits until it is done. */
  readonly what: string;
  readonly yes: boolean;
  readonly dryRun: boolean;
  /** Works out new texts of files. */
  draft(sources: FleetSources): D | Promise<D>;
  /** Looks at what would come of it, before anybody is asked: throws where that may not be; returns notes. */
  review?(planned: PlannedChange, draft: D): readonly string[] | Promise<readonly string[]>;
  /** What is asked; unless given, whether to write so many files. */
  question?(planned: PlannedChange, draft: D): string;
  /** Asks in a way of its own. Not called where there is nothing to do. */
  agree?(planned: PlannedChange, draft: D): Promise<boolean>;
  /** What to type next, where it is not the usual. */
  next?(planned: PlannedChange, draft: D): string | undefined;
}

/**
 * Changes the inventory: works out the new texts, checks what the fleet would be, shows the difference, asks, writes
 * all of it or nothing, and says what happened. Nobody else writes in between.
 */
export async function makeChange<D extends DraftChange>(context: Context, request: ChangeRequest<D>): Promise<Outcome> {
  const repository = await openRepository(context.host, context.repo);
  if (request.dryRun) {
    const { planned, draft } = await plan(context, repository, request);
    if (context.format === 'text') await showDifference(context, planned.files, 'out');
    report(context, planned, draft, true);
    noteWarnings(context, planned);
    context.note(planned.files.length === 0 ? 'Nothing to change.' : 'Nothing was changed.');
    return 'done';
  }
  const done = request.yes
    ? await withLock(context.host, repository, request.what, () => planAndWrite(context, repository, request))
    : await planAndWrite(context, repository, request);
  if (!done) return 'done';
  report(context, done.planned, done.draft, false);
  if (request.yes) noteWarnings(context, done.planned);
  const next = request.next ? request.next(done.planned, done.draft) : await usualNext(done.planned);
  if (next !== undefined) context.note(`Next: ${next}`);
  return 'done';
}

interface Prepared<D> {
  readonly planned: PlannedChange;
  readonly draft: D;
}

async function plan<D extends DraftChange>(
  context: Context,
  repository: Repository,
  request: ChangeRequest<D>,
): Promise<Prepared<D>> {
  const { host } = context;
  const { planned, draft } = await withProgress(context, async (progress) => {
    const sources = await readSources(host, repository, workTree(host.fs, repository), progress);
    const draft = await request.draft(sources);
    return { draft, planned: await planChange(sources, draft.texts, progress) };
  });
  for (const note of (await request.review?.(planned, draft)) ?? []) context.note(note);
  if (planned.files.length > 0) noteOldErrors(context, planned);
  return { planned, draft };
}

/** Undefined where there is nothing to do, or the answer was no. */
async function planAndWrite<D extends DraftChange>(
  context: Context,
  repository: Repository,
  request: ChangeRequest<D>,
): Promise<Prepared<D> | undefined> {
  const { host } = context;
  const prepared = await plan(context, repository, request);
  const { planned, draft } = prepared;
  if (planned.files.length === 0) {
    report(context, planned, draft, false);
    context.note('Nothing to change.');
    return undefined;
  }
  if (request.yes) {
    if (context.verbose) await showDifference(context, planned.files, 'err');
    if (request.agree && !(await request.agree(planned, draft))) return undefined;
    await write(context, planned);
    return prepared;
  }
  await showDifference(context, planned.files, 'err');
  noteWarnings(context, planned);
  const agreed = request.agree
    ? await request.agree(planned, draft)
    : await confirm(context, request.question?.(planned, draft) ?? questionFor(planned), false);
  if (!agreed) {
    context.note('Nothing was changed.');
    return undefined;
  }
  await withLock(host, repository, request.what, async () => {
    await checkUnchanged(host, planned);
    await write(context, planned);
  });
  return prepared;
}

function write(context: Context, planned: PlannedChange): Promise<void> {
  return withProgress(context, (progress) => applyChange(context.host, planned, progress));
}

function report(context: Context, { files }: PlannedChange, { objects }: DraftChange, dryRun: boolean): void {
  context.print(changeViews, { objects, files, dryRun });
}

function questionFor({ files }: PlannedChange): string {
  return files.length === 1 ? 'Write this file?' : `Write these ${files.length} files?`;
}
