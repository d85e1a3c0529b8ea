import { firstOf, moreLines } from '../../model/counts.ts';
import { InvalidInventory, UserError } from '../../model/errors.ts';
import type { PlannedChange } from '../../operations/change/change-fleet.ts';
import { maskedChanges } from '../../operations/change/masked-changes.ts';
import { type ImportPlan, type ImportRequest, planImport } from '../../operations/import/import-clusters.ts';
import { importHere } from '../../operations/import/import-here.ts';
import { importCounts, importViews, newGroupsText, problemsText, problemTitle, withCell } from '../../views/import.ts';
import { usualNext } from '../frame/change-notes.ts';
import { confirm } from '../frame/confirm.ts';
import type { Context } from '../frame/context.ts';
import { workingCopy } from '../frame/fleet.ts';
import type { Outcome } from '../frame/outcome.ts';

/** At most this many files are shown before somebody is asked, all of them with --verbose. */
const mostFiles = 3;

/** At most this many labels are named. */
const mostLabels = 10;

/** Warnings that the clusters bring: so many are shown. */
const mostWarnings = 10;

/** An import that can be written. */
interface Ready extends ImportPlan {
  readonly planned: PlannedChange;
}

/** Works out an import, shows what it does, asks, and writes all of it or nothing. */
export async function runImport(
  context: Context,
  request: ImportRequest,
  { yes, dryRun }: { readonly yes: boolean; readonly dryRun: boolean },
): Promise<Outcome> {
  const copy = await workingCopy(context);
  if (dryRun) {
    const ready = requireReady(context, await planImport(copy.host, await copy.open(), request));
    if (ready.planned.files.length > 0) await showFiles(context, ready, 'out');
    context.print(importViews, { result: ready.result, dryRun });
    context.note('Nothing was changed.');
    return ready.result.problems.length > 0 ? 'findings' : 'done';
  }
  const { planned, result, isWritten } = await importHere(copy, request, {
    asks: !yes,
    async agree(plan) {
      const ready = requireReady(context, plan);
      if (yes || ready.planned.files.length === 0) return yes;
      await showFiles(context, ready, 'err');
      return confirm(context, `${importCounts(ready.result, true)}. Go on?`, false);
    },
  });
  if (!planned || (!isWritten && planned.files.length > 0)) {
    context.note('Nothing was changed.');
    return 'done';
  }
  context.print(importViews, { result, dryRun });
  if (planned.files.length > 0) await sayWhatNext(context, planned);
  return result.problems.length > 0 ? 'findings' : 'done';
}

async function sayWhatNext({ note }: Context, planned: PlannedChange): Promise<void> {
  const { warnings } = planned;
  for (const { message, file, line, rule } of warnings.slice(0, mostWarnings))
    note(`warning: ${message} (${file}:${line}, ${rule.id})`);
  for (const line of moreLines(warnings.length - mostWarnings, 'warning')) note(`${line}: resedge validate`);
  note(`Next: ${await usualNext(planned)}`);
}

/** Tells what is odd about the file; throws if it may not be imported. */
function requireReady(context: Context, plan: ImportPlan): Ready {
  for (const note of notesOn(plan)) context.note(note);
  const { planned, result } = plan;
  if (!planned) throw refusal(context, plan);
  if (context.format === 'text') context.host.terminal.err(problemsText(result.problems, context.noteStyle));
  for (const line of plan.leaving) context.note(line);
  return { ...plan, planned };
}

async function showFiles(context: Context, { planned, result }: Ready, stream: 'out' | 'err'): Promise<void> {
  if (context.format !== 'text') return;
  const { diffText } = await import('../../views/diff.ts');
  const style = stream === 'out' ? context.style : context.noteStyle;
  const { verbose } = context;
  const isCluster = ({ path }: { path: string }) => !path.startsWith('inventory/groups/');
  const files = verbose ? planned.files : planned.files.filter(isCluster);
  context.host.terminal[stream](newGroupsText(result, style));
  const shown = maskedChanges(verbose ? files : files.slice(0, mostFiles));
  context.host.terminal[stream](diffText(shown, style, files.length - shown.length));
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
  context.report(importViews, { result, dryRun: false });
  return new UserError(message, hint);
}
