import { moreLines } from '../../model/counts.ts';
import type { PlannedChange } from './change-fleet.ts';
import { leavingLines } from './effect-lines.ts';
import { placementEffects } from './placement-effects.ts';

/** At most this many namespaces and applications are told. */
const most = 20;

/** What leaves clusters by a change that may be about something else, a sentence for each namespace and application. */
export async function reviewLeaving(planned: PlannedChange): Promise<string[]> {
  const effects = await placementEffects(planned);
  if (!effects) return [];
  const lines = leavingLines(effects.changes, effects.clusters);
  return [...lines.slice(0, most), ...moreLines(lines.length - most)];
}
