import { countOf } from '../../model/counts.ts';
import type { FileChange, PlannedChange } from '../../operations/change/change-fleet.ts';
import { maskedChanges } from '../../operations/change/masked-changes.ts';
import type { Context } from './context.ts';

/** At most this many files are shown as differences, all of them with --verbose. */
const mostFiles = 10;

/** Shows what files become. */
export async function showDifference(
  { host, style, noteStyle, verbose }: Context,
  files: readonly FileChange[],
  stream: 'out' | 'err',
): Promise<void> {
  const { diffText } = await import('../../views/diff.ts');
  const shown = maskedChanges(verbose ? files : files.slice(0, mostFiles));
  host.terminal[stream](diffText(shown, stream === 'out' ? style : noteStyle, files.length - shown.length));
}

/** Tells the warnings that a change brings. */
export function noteWarnings({ note }: Context, { warnings }: PlannedChange): void {
  for (const { message, file, line, rule } of warnings) note(`warning: ${message} (${file}:${line}, ${rule.id})`);
}

/** Errors that were there before are no obstacle, but they hide things: what cannot be read is not checked against. */
export async function noteOldErrors({ note }: Context, { after }: PlannedChange): Promise<void> {
  const errors = (await after.evaluated()).errors.length;
  if (errors === 0) return;
  const old = `${countOf(errors, 'error')} that the inventory has already`;
  note(`warning: not all could be checked, because of ${old}. See: resedge validate`);
}

/** If clusters read from this branch it is deployed from here; else it goes through a pull request. */
export async function usualNext({ after }: PlannedChange): Promise<string> {
  const { git } = after.repository;
  if (!git) return 'resedge validate';
  const wanted = (await after.evaluated()).resolution?.inventory.fleet.spec.git.branch ?? 'main';
  const { branch } = await git.head();
  return branch === wanted ? 'resedge deploy -m "why"' : `git commit, and a pull request to ${wanted}`;
}

/** Who asks does not decide: that goes through a pull request, wherever one is. */
export function nextOfRequest({ after }: PlannedChange): string {
  return after.repository.git ? 'resedge propose -m "why"' : 'resedge validate';
}
