import type { FieldEdit } from '../../edit/edit-file.ts';
import type { WrittenObject } from '../../edit/written-objects.ts';
import { clusterNames } from '../../model/inventory.ts';
import { kindWordsOf } from '../../model/kind-names.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { selectClusters } from '../../state/select-clusters.ts';
import type { AskedObject } from '../list/find-objects.ts';
import type { DraftChange } from './change-fleet.ts';
import { editObjects } from './edit-texts.ts';
import { findWritten } from './written-by-name.ts';

/** What is edited: objects by name, or the clusters of an expression. */
export interface EditTargets {
  readonly objects: readonly AskedObject[];
  readonly selector: string | undefined;
}

/** A change of fields in some objects. */
export interface FieldChange extends DraftChange {
  /** Warnings about the expression that named the clusters. */
  readonly warnings: readonly string[];
}

/** Works out the texts of files after edits of some objects. Throws UserError if one is not there, or is there twice. */
export async function editFields(
  state: FleetState,
  targets: EditTargets,
  editsOf: (object: WrittenObject) => readonly FieldEdit[],
): Promise<FieldChange> {
  const { asked, warnings } = await findTargets(state, targets);
  const changes = findWritten(state, asked).map((object) => ({ object, edits: editsOf(object) }));
  return { ...(await editObjects(state, changes)), warnings };
}

/** The objects that were named, or the clusters that an expression selects. */
export async function findTargets(
  state: FleetState,
  { objects, selector }: EditTargets,
): Promise<{ asked: readonly AskedObject[]; warnings: readonly string[] }> {
  if (selector === undefined) return { asked: objects, warnings: [] };
  const resolution = await state.resolution();
  const { clusters, warnings } = selectClusters(resolution, selector);
  const isNews = clusters.isEmpty() && warnings.length === 0;
  const words = kindWordsOf('Cluster');
  const names = clusterNames(resolution.inventory, clusters);
  return {
    asked: names.map((name) => ({ words, name })),
    warnings: isNews ? [`no cluster is selected by ${selector}`] : warnings,
  };
}
