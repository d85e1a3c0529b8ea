import type { FieldEdit } from '../../edit/edit-file.ts';
import type { WrittenObject } from '../../edit/written-objects.ts';
import { at } from '../../model/at.ts';
import { InvalidInventory } from '../../model/errors.ts';
import { kindWordsOf } from '../../model/kind-names.ts';
import type { FleetSources } from '../../state/fleet-sources.ts';
import { evaluate } from '../../state/load-fleet.ts';
import { selectClusters } from '../../state/read-fleet.ts';
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
  /** What is odd about the expression that named the clusters. */
  readonly warnings: readonly string[];
}

/** Works out the texts of files after edits of some objects. Throws UserError where one is not there, or is there twice. */
export async function editFields(
  sources: FleetSources,
  targets: EditTargets,
  editsOf: (object: WrittenObject) => readonly FieldEdit[],
): Promise<FieldChange> {
  const { asked, warnings } = await findTargets(sources, targets);
  const changes = findWritten(sources, asked).map((object) => ({ object, edits: editsOf(object) }));
  return { ...(await editObjects(sources, changes)), warnings };
}

/** The objects that were named, or the clusters that an expression selects. */
export async function findTargets(
  sources: FleetSources,
  { objects, selector }: EditTargets,
): Promise<{ asked: readonly AskedObject[]; warnings: readonly string[] }> {
  if (selector === undefined) return { asked: objects, warnings: [] };
  const { resolution, diagnostics } = await evaluate(sources);
  if (!resolution) throw new InvalidInventory(diagnostics, 'resedge.yaml cannot be used');
  const { clusters, warnings } = selectClusters(resolution, selector);
  const isNews = clusters.isEmpty() && warnings.length === 0;
  const words = kindWordsOf('Cluster');
  const names = Array.from(clusters, (index) => at(resolution.inventory.clusters, index).name);
  return {
    asked: names.map((name) => ({ words, name })),
    warnings: isNews ? [`no cluster is selected by ${selector}`] : warnings,
  };
}
