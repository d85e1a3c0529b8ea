import { DocumentEdits } from '../../edit/document-edits.ts';
import { newDocument, parsedDocument } from '../../edit/new-document.ts';
import { newFilePath } from '../../edit/new-file-path.ts';
import { type ClusterObject, newCluster } from '../../import/cluster-object.ts';
import type { Decision } from '../../import/compare-rows.ts';
import type { KnownFleet } from '../../import/known-fleet.ts';
import type { ParsedFile } from '../../model/documents.ts';
import { isRecord } from '../../model/record.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import type { ChangedObject, DraftChange } from '../change/change-fleet.ts';
import { editTexts } from '../change/edit-texts.ts';
import { missingGroups } from '../change/import-groups.ts';

const noDefaults = { groups: [], timeZone: undefined };

export interface ImportDraft extends DraftChange {
  /** The groups that are made, parents first. */
  readonly groups: readonly string[];
  /** The row that a file is written for; undefined if it is for several, or for none. */
  rowOf(file: string): number | undefined;
}

/** The texts of files that bring clusters and the groups that they name into the inventory. */
export async function draftImport(
  state: FleetState,
  fleet: KnownFleet,
  decisions: readonly Decision[],
): Promise<ImportDraft> {
  const texts = new Map<string, string>();
  const parsed = new Map<string, ParsedFile>();
  const rows = new Map<string, number | undefined>();
  const objects: ChangedObject[] = [];
  const edits = new DocumentEdits();
  const orderOf = state.schemas.shapes();
  const taken = new Set(state.entries.map(({ path }) => path));

  function write(kind: 'Cluster' | 'Group', name: string, object: ClusterObject, home?: string): string {
    const path = newFilePath(kind, name, { home, isTaken: (one) => taken.has(one) });
    taken.add(path);
    const text = newDocument({ ...object, kind }, orderOf(kind));
    texts.set(path, text);
    const document = parsedDocument({ ...object, kind }, orderOf(kind));
    if (document) parsed.set(path, document);
    objects.push({ kind, name, action: 'created' });
    return path;
  }

  const groups = missingGroups(decisions.flatMap(groupsOf), (path) => fleet.isGroup(path));
  for (const name of groups) write('Group', name, { apiVersion: 'resedge.dev/v1', kind: 'Group', metadata: { name } });
  for (const [done, decision] of decisions.entries()) {
    state.progress(done, decisions.length, 'files made');
    const { action, name, row } = decision;
    if (action === 'create') rows.set(write('Cluster', name, decision.object, groupsOf(decision)[0]), row);
    if (action !== 'change') continue;
    const { source } = decision.known;
    for (const { path, value } of decision.cells) edits.add(source, { op: 'set', path, value });
    objects.push({ kind: 'Cluster', name, action: 'changed' });
    rows.set(source.file, rows.has(source.file) ? undefined : row);
  }
  for (const [path, text] of await editTexts(state, edits)) texts.set(path, text);
  return { texts, parsed, objects, groups, rowOf: (file) => rows.get(file) };
}

function groupsOf(decision: Decision): readonly string[] {
  if (decision.action === 'keep') return [];
  const { spec } = decision.action === 'create' ? decision.object : newCluster(decision.cells, noDefaults);
  const groups = isRecord(spec) ? spec['groups'] : undefined;
  return Array.isArray(groups) ? groups.map(String) : [];
}
