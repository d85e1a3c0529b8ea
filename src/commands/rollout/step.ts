import { UsageError } from '../../model/errors.ts';
import type { PlannedChange } from '../../operations/change-fleet.ts';
import type { OverlayDraft } from '../../operations/draft-overlay.ts';
import type { RolloutQuestion } from '../../operations/draft-rollout.ts';
import type { FleetSources } from '../../operations/fleet-sources.ts';
import { readReports } from '../../operations/read-reports.ts';
import { reviewOverlay } from '../../operations/review-overlay.ts';
import { required } from '../arguments.ts';
import { requireReason } from '../cluster-targets.ts';
import type { Context } from '../context.ts';
import { dryRun, text, toggle, yes } from '../flags.ts';
import { makeChange } from '../make-change.ts';
import type { Outcome } from '../outcome.ts';

/** What all steps of a rollout take. */
export const stepArguments = {
  application: required('application', 'whose overlay it is', 'application'),
  overlay: required('overlay', 'the change that goes from ring to ring', 'overlay'),
};

export const stepFlags = { dryRun, yes };

/** What steps take that may have to wait. */
export const gateFlags = {
  reports: text(
    '--reports <file>',
    'what clusters report, a JSON object a line: {"cluster", "application", "ready", "seenAt"}',
    'file',
  ),
  force: toggle('--force', 'go on although something is to be waited for'),
  reason: text('--reason <text>', 'why it is forced'),
};

interface StepInput {
  readonly application: string;
  readonly overlay: string;
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly reports?: string | undefined;
  readonly force?: boolean;
  readonly reason?: string | undefined;
}

/** Does a step of a rollout: `draft` works it out. One that is forced says how it is deployed with the reason. */
export async function takeStep(
  context: Context,
  what: string,
  { application, overlay, reports: file, force = false, reason, ...how }: StepInput,
  draft: (sources: FleetSources, question: RolloutQuestion) => Promise<OverlayDraft>,
  review: (
    planned: PlannedChange,
    draft: OverlayDraft,
  ) => readonly string[] | Promise<readonly string[]> = reviewOverlay,
): Promise<Outcome> {
  if (!force && reason !== undefined) throw new UsageError('--reason goes with --force');
  const why = force ? requireReason(reason, 'the registers are down') : undefined;
  const reports = file === undefined ? undefined : await readReports(context.host, file);
  const question = { application, overlay, reports, now: context.host.clock.now() };
  return makeChange(context, {
    what: `rollout ${what}`,
    ...how,
    draft: (sources) => draft(sources, question),
    review,
    ...(why === undefined ? {} : { next: () => `resedge deploy -m "why" --allow ${JSON.stringify(why)}` }),
  });
}
