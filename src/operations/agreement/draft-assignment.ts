import { clustersOf, isProposed } from '../../edit/agreement.ts';
import { assignEdits } from '../../edit/agreement-edits.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import type { DraftChange, PlannedChange } from '../change/change-fleet.ts';
import { editObjects } from '../change/edit-texts.ts';
import { placementLines } from '../change/effect-lines.ts';
import { placementEffects } from '../change/placement-effects.ts';
import { findOne } from '../change/written-by-name.ts';

/** Puts a namespace on the clusters of an expression. One that was only proposed is decided on by that. */
export async function draftAssignment(
  state: FleetState,
  { namespace: name, clusters }: { readonly namespace: string; readonly clusters: string },
): Promise<DraftChange> {
  const namespace = findOne(state, 'Namespace', name);
  const isSame = clustersOf(namespace) === clusters && !isProposed(namespace);
  return editObjects(state, [{ object: namespace, edits: isSame ? [] : assignEdits(namespace, clusters) }]);
}

/** Which clusters get the namespace and lose it, and with it which applications, in sentences. */
export async function reviewAssignment(planned: PlannedChange, namespace: string): Promise<string[]> {
  if (planned.files.length === 0) return [`namespace/${namespace} has these clusters already`];
  const effects = await placementEffects(planned);
  if (!effects) return [];
  const lines = placementLines(effects.changes, effects.clusters);
  return lines.length > 0 ? lines : ['no cluster gets or loses anything by it'];
}
