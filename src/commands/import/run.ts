import { firstOf, moreLines } from '../../model/counts.ts';
import { InvalidInventory, UserError } from '../../model/errors.ts';
import { applyChange, checkUnchanged, type PlannedChange } from '../../operations/change/change-fleet.ts';
import { type ImportPlan, type ImportRequest, planImport } from '../../operations/import/import-clusters.ts';
import { withLock } from '../../state/lock.ts';
import { openRepository, type Repository } from '../../state/repository.ts';
import { importCounts, importViews, newGroupsText, problemsText, problemTitle, withCell } from '../../views/import.ts';
import { usualNext } from '../frame/change-notes.ts';
import { confirm } from '../frame/confirm.ts';
import type { Context } from '../frame/context.ts';
import type { Outcome } from '../frame/outcome.ts';
import { withProgress } from '../frame/progress.ts';

/** So many files are shown before somebody is asked, all of them with --verbose. */
const mostFiles = 3;

/** So many labels are named. */
const mostLabels = 10;

/** Warnings that the clusters bring: so many are shown. */
const mostWarnings = 10;

type Asked = Omit<ImportRequest, 'progress'>;

/** An import that can be written. */
interface Ready extends ImportPlan {
  readonly planned: PlannedChange;
}

/** Works out an import, shows what it does, asks, and writes all of it or nothing. */
export async function runImport(
  context: Context,
  asked: Asked,
  { yes, dryRun }: { readonly yes: boolean; readonly dryRun: boolean },
): Promise<Outcome> {
  const repository = await openRepository(context.host, context.repo);
  const done = await (yes && !dryRun
    ? writeAtOnce(context, repository, asked)
    : show(context, repository, asked, dryRun));
  if (done) context.print(importViews, { result: done.result, dryRun });
  if (!done || dryRun) context.note('Nothing was changed.');
  if (!done) return 'done';
  if (!dryRun && done.planned.files.length > 0) await sayWhatNext(context, done.planned);
  return done.result.problems.length > 0 ? 'findings' : 'done';
}

async function sayWhatNext({ note }: Context, planned: PlannedChange): Promise<void> {
  const { warnings } = planned;
  for (const { message, file, line, rule } of warnings.slice(0, mostWarnings))
    note(`warning: ${message} (${file}:${line}, ${rule.id})`);
  for (const line of moreLines(warnings.length - mostWarnings, 'warning')) note(`${line}: resedge validate`);
  note(`Next: ${await usualNext(planned)}`);
}

function writeAtOnce(context: Context, repository: Repository, asked: Asked): Promise<Ready> {
  return withLock(context.host, repository, 'import clusters', async () => {
    const ready = await prepare(context, repository, asked);
    await withProgress(context, async (progress) => applyChange(context.host, ready.planned, progress));
    return ready;
  });
}

/** Undefined where the answer was no. */
async function show(
  context: Context,
  repository: Repository,
  asked: Asked,
  dryRun: boolean,
): Promise<Ready | undefined> {
  const { host } = context;
  const ready = await prepare(context, repository, asked);
  const { planned, result } = ready;
  if (planned.files.length === 0) return ready;
  if (context.format === 'text') await showFiles(context, ready, dryRun ? 'out' : 'err');
  if (dryRun) return ready;
  if (!(await confirm(context, `${importCounts(result, true)}. Go on?`, false))) return undefined;
  await withLock(host, repository, 'import clusters', async () => {
    await checkUnchanged(host, planned);
    await withProgress(context, async (progress) => applyChange(host, planned, progress));
  });
  return ready;
}

async function prepare(context: Context, repository: Repository, asked: Asked): Promise<Ready> {
  const plan = await withProgress(context, (progress) => planImport(context.host, repository, { ...asked, progress }));
  for (const note of notesOn(plan)) context.note(note);
  const { planned, result } = plan;
  if (!planned) throw refusal(context, plan);
  if (context.format === 'text') context.host.terminal.err(problemsText(result.problems, context.noteStyle));
  return { ...plan, planned };
}

async function showFiles(context: Context, { planned, result }: Ready, stream: 'out' | 'err'): Promise<void> {
  const { diffText } = await import('../../views/diff.ts');
  const style = stream === 'out' ? context.style : context.noteStyle;
  const { verbose } = context;
  const isCluster = ({ path }: { path: string }) => !path.startsWith('inventory/groups/');
  const files = verbose ? planned.files : planned.files.filter(isCluster);
  context.host.terminal[stream](newGroupsText(result, style));
  context.host.terminal[stream](diffText(files, style, verbose ? files.length : mostFiles));
}

function notesOn({ leftOut, passedOver }: ImportPlan): string[] {
  const notes = Array.from(passedOver, ([kind, count]) =>
    count === 1 ? `Passed over a ${kind} that is no cluster.` : `Passed over ${count} ${kind}s that are no clusters.`,
  );
  if (leftOut.length === 0) return notes;
  return [
    ...notes,
    `Left out labels of other systems: ${firstOf(leftOut, mostLabels)}. Take one with --map "label:KEY=labels.KEY".`,
  ];
}

/** Says what is wrong, and that nothing was written. A program gets it as its result. */
function refusal(context: Context, { file, result, badRows }: ImportPlan): UserError {
  const message = `${problemTitle(file, badRows)}, so nothing was written`;
  const hint = badRows === 0 ? undefined : 'Correct the file, or leave bad rows out with --skip-bad.';
  if (context.format === 'text') return new InvalidInventory(result.problems.map(withCell), message, hint);
  context.print(importViews, { result, dryRun: false });
  return new UserError(message, hint);
}
