import { UsageError } from '../../model/errors.ts';
import type { PlannedChange } from '../../operations/change/change-fleet.ts';
import type { OverlayDraft } from '../../operations/overlay/draft-overlay.ts';
import { reviewOverlay } from '../../operations/overlay/review-overlay.ts';
import type { RolloutQuestion } from '../../operations/rollout/draft-rollout.ts';
import { readReports } from '../../operations/rollout/read-reports.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { required } from '../frame/arguments.ts';
import type { Context } from '../frame/context.ts';
import { dryRun, text, yes } from '../frame/flags.ts';
import { makeChange } from '../frame/make-change.ts';
import type { Outcome } from '../frame/outcome.ts';

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
  allow: text('--allow <reason>', 'go on although something is to be waited for'),
};

interface StepInput {
  readonly application: string;
  readonly overlay: string;
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly reports?: string | undefined;
  readonly allow?: string | undefined;
}

/** Does a step of a rollout: `draft` works it out. One that does not wait says how it is deployed with the reason. */
export async function takeStep(
  context: Context,
  what: string,
  { application, overlay, reports: file, allow, ...how }: StepInput,
  draft: (state: FleetState, question: RolloutQuestion) => Promise<OverlayDraft>,
  review: (
    planned: PlannedChange,
    draft: OverlayDraft,
  ) => readonly string[] | Promise<readonly string[]> = reviewOverlay,
): Promise<Outcome> {
  if (allow?.trim() === '') throw new UsageError('the reason is empty', 'Say why: --allow "the registers are down"');
  const reports = file === undefined ? undefined : await readReports(context.host, file);
  const question = { application, overlay, reports, now: context.host.clock.now() };
  return makeChange(context, {
    what: `rollout ${what}`,
    ...how,
    draft: (state) => draft(state, question),
    review,
    ...(allow === undefined ? {} : { next: () => `resedge deploy -m "why" --allow ${JSON.stringify(allow)}` }),
  });
}
