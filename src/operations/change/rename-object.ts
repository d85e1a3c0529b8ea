import type { ReferenceSite } from '../../edit/references.ts';
import { type Renaming, renameEdits } from '../../edit/rename-edits.ts';
import { writtenObjects } from '../../edit/written-objects.ts';
import { isManifestFile, type LoadedFile } from '../../load/source-files.ts';
import type { ParsedDocument } from '../../model/documents.ts';
import type { LeftBehind } from '../../model/engine.ts';
import { UsageError, UserError } from '../../model/errors.ts';
import type { KindName } from '../../model/inventory.ts';
import { kindWordsOf } from '../../model/kind-names.ts';
import { valueAt } from '../../model/record.ts';
import type { Resolution } from '../../model/resolution.ts';
import { type ClusterPairs, pairClusters } from '../../plan/cluster-pairs.ts';
import { groupChanges, type MembershipChange, ringChanges } from '../../plan/membership-changes.ts';
import { type PlacementChange, placementChanges } from '../../plan/placement-changes.ts';
import { type ValueChange, valueChanges } from '../../plan/value-changes.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import type { DraftChange, PlannedChange } from './change-fleet.ts';
import { type ChangedVariable, changedVariable } from './changed-variable.ts';
import { editedObjects, editTexts } from './edit-texts.ts';
import { type SiteLine, siteLines } from './site-lines.ts';
import { findWritten, firstWritten } from './written-by-name.ts';

/** At most this many globs that match otherwise are shown. */
const mostGlobs = 5;

/** A renaming, worked out but not checked. */
export interface RenameDraft extends DraftChange {
  readonly renaming: Renaming;
  /** The fleet as it was before the renaming began. */
  readonly before: FleetState;
  /** Files of a renaming that was broken off, and is finished by this one. */
  readonly begun: number;
  /** New names by old ones: of the object, and of all groups below a group. */
  readonly names: ReadonlyMap<string, string>;
  readonly globs: readonly ReferenceSite[];
}

/** What a renaming does to clusters, beyond the name. */
export interface RenameEffects {
  readonly clusters: ClusterPairs;
  readonly placements: readonly PlacementChange[];
  readonly rings: readonly MembershipChange[];
  readonly groups: readonly MembershipChange[];
  readonly values: readonly ValueChange[];
  /** On how many clusters what is renamed is deleted and made anew. */
  readonly recreated: number;
  /** Who deletes and makes anew. */
  readonly deleter: string;
  /** What becomes of what is in a namespace under its old name. */
  readonly leftBehind: LeftBehind;
  readonly variable: ChangedVariable | undefined;
  /** Manifests that carry the name of a namespace themselves, sorted. They are not changed. */
  readonly manifests: readonly string[];
  /** Globs that match the old names and the new ones differently. */
  readonly globs: readonly SiteLine[];
}

/**
 * Renames an object and follows every reference. One that was broken off is finished. Throws if there is no such object,
 * or another one has the name.
 */
export async function draftRename(state: FleetState, renaming: Renaming): Promise<RenameDraft> {
  const { kind, from, to } = renaming;
  const words = kindWordsOf(kind);
  findWritten(state, [{ words, name: from }]);
  if (from === to) throw new UsageError(`${words.singular} ${from} has that name already`);
  if (kind === 'Group' && to.startsWith(`${from}/`)) throw new UsageError(`a group cannot lie below itself: ${to}`);
  const taken = firstWritten(state, kind, to);
  if (taken)
    throw new UserError(
      `there is a ${words.singular} named ${to} already, in ${taken.source.file}`,
      'Choose another name, or delete or rename that one first.',
    );
  const undone = await editTexts(state, renameEdits(state.files, { kind, from: to, to: from }).edits);
  const before = undone.size === 0 ? state : await state.with(undone);
  const { edits, names, globs } = renameEdits(before.files, renaming);
  const texts = await editTexts(before, edits);
  const renamed = Array.from(names, ([name, to]) => ({ kind, name, action: 'renamed', to }) as const);
  const others = editedObjects(before, edits).filter((changed) => changed.kind !== kind || !names.has(changed.name));
  const last = definitions(before, kind, names);
  return { renaming, before, begun: undone.size, names, globs, texts, objects: [...renamed, ...others], last };
}

/** The files of the objects that are renamed: what is named as before is still there until all others are written. */
function definitions({ intent }: FleetState, kind: KindName, names: ReadonlyMap<string, string>): string[] {
  const renamed = Array.from(writtenObjects(intent)).filter((object) => object.kind === kind && names.has(object.name));
  return renamed.sort((a, b) => b.name.length - a.name.length).map(({ source }) => source.file);
}

/** Compares what clusters get before and after. Throws InvalidInventory if the inventory has errors: they hide things. */
export async function renameEffects(planned: PlannedChange, draft: RenameDraft): Promise<RenameEffects> {
  const before = await draft.before.valid();
  const after = await planned.after.valid();
  const renames = { [draft.renaming.kind]: draft.names };
  const clusters = pairClusters(before.inventory, after.inventory, renames);
  return {
    clusters,
    placements: placementChanges(before, after, clusters, renames),
    rings: ringChanges(before, after, clusters, renames),
    groups: groupChanges(before, after, clusters, renames),
    values: valueChanges(before, after, clusters),
    recreated: recreatedOn(before, draft.renaming),
    deleter: before.engine.words.name,
    leftBehind: leftBehind(before, draft.renaming),
    variable: changedVariable(before, draft.before.files, draft.renaming.kind, draft.names),
    manifests: draft.renaming.kind === 'Namespace' ? manifestsIn(draft.before.files, draft.renaming.from) : [],
    globs: await siteLines(draft.before, draft.globs, mostGlobs),
  };
}

/** The engine's objects of applications and namespaces are named after them. */
function recreatedOn({ applications, namespaces }: Resolution, { kind, from }: Renaming): number {
  const placement =
    kind === 'Application'
      ? applications.find(({ application }) => application.name === from)
      : kind === 'Namespace'
        ? namespaces.find(({ namespace }) => namespace.name === from)
        : undefined;
  return placement?.clusters.count() ?? 0;
}

function leftBehind({ inventory, engine }: Resolution, { kind, from }: Renaming): LeftBehind {
  const spec = kind === 'Namespace' && inventory.namespaces.find(({ name }) => name === from)?.spec;
  return spec ? engine.removal.leftBehind(spec) : 'pruned';
}

/** Files of YAML with an object that says this namespace. */
function manifestsIn(files: readonly LoadedFile[], namespace: string): string[] {
  const isIn = ({ value }: ParsedDocument) => valueAt(value, ['metadata', 'namespace']) === namespace;
  return files
    .filter(({ path, parsed }) => isManifestFile(path) && parsed.documents.some(isIn))
    .map(({ path }) => path);
}
