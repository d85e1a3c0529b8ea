import { deleteEdits } from '../../edit/delete-edits.ts';
import { removeDocuments } from '../../edit/edit-file.ts';
import { overlayFolder } from '../../edit/references.ts';
import type { WrittenObject } from '../../edit/written-objects.ts';
import { isIntentFile } from '../../load/source-files.ts';
import { mustGet } from '../../model/at.ts';
import { countOf, moreLines } from '../../model/counts.ts';
import { UsageError, UserError } from '../../model/errors.ts';
import { kindWordsOf } from '../../model/kind-names.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import type { ChangedObject, DraftChange } from './change-fleet.ts';
import { type EditTargets, findTargets } from './edit-fields.ts';
import { editedObjects, editTexts } from './edit-texts.ts';
import { type SiteLine, siteLines } from './site-lines.ts';
import { findWritten } from './written-by-name.ts';

/** At most this many places that are in the way are shown. */
const mostSites = 10;

/** A deletion, worked out but not checked. */
export interface DeleteDraft extends DraftChange {
  /** What goes: what was asked for, and what goes along. */
  readonly deleted: readonly WrittenObject[];
  /** Warnings about the expression that named the clusters. */
  readonly warnings: readonly string[];
}

/**
 * Takes objects away. What names them is in the way, or is changed with `cascade`; throws UserError if that cannot
 * be done. `expected`: how many objects should go; throws UsageError if it is another number.
 */
export async function draftDeletion(
  state: FleetState,
  targets: EditTargets,
  { cascade, expected }: { readonly cascade: boolean; readonly expected: number | undefined },
): Promise<DeleteDraft> {
  const { asked, warnings } = await findTargets(state, targets);
  const named = findWritten(state, asked);
  if (named.some(({ kind }) => kind === 'Fleet'))
    throw new UsageError('the fleet itself cannot be deleted', 'Delete the repository, if that is meant.');
  requireReadable(state);
  const { objects: deleted, edits, inTheWay } = deleteEdits(state.files, named, { cascade });
  if (inTheWay.length > 0) {
    const lines = await siteLines(state, inTheWay, mostSites);
    throw namedError(deleted, lines, inTheWay.length, cascade);
  }
  if (expected !== undefined && expected !== deleted.length)
    throw new UsageError(
      `--confirm says ${expected}, but ${countOf(deleted.length, 'object')} would be deleted`,
      'See which: --dry-run',
    );
  const texts = new Map<string, string | undefined>(await editTexts(state, edits));
  const documents = documentsByFile(deleted);
  for (const [path, text] of await state.texts(documents.keys()))
    texts.set(path, removeDocuments(texts.get(path) ?? text, mustGet(documents, path)));
  const others = editedObjects(state, edits);
  return { deleted, texts, objects: [...deleted.map(toDeleted), ...others], warnings };
}

/** A file that cannot be read may name what goes, so deleting waits until it can be. */
function requireReadable({ files }: FleetState): void {
  const broken = files.find(
    ({ path, parsed }) => parsed.problems.length > 0 && (isIntentFile(path) || overlayFolder(path) !== undefined),
  );
  if (broken)
    throw new UserError(
      `${broken.path} cannot be read, and what it names is not known`,
      'Mend it first. See: resedge validate',
    );
}

function documentsByFile(objects: readonly WrittenObject[]): Map<string, Set<number>> {
  const files = new Map<string, Set<number>>();
  for (const { source } of objects) {
    const documents = files.get(source.file) ?? new Set();
    documents.add(source.document);
    files.set(source.file, documents);
  }
  return files;
}

function toDeleted({ kind, name }: WrittenObject): ChangedObject {
  return { kind, name, action: 'deleted' };
}

function namedError(
  deleted: readonly WrittenObject[],
  lines: readonly SiteLine[],
  count: number,
  cascade: boolean,
): UserError {
  const [first] = deleted;
  const what =
    first && deleted.length === 1 ? `${kindWordsOf(first.kind).singular}/${first.name}` : 'what would be deleted';
  const places = lines.map(({ file, line, from, field, text }) => `${file}:${line} ${from} ${field}: ${text}`);
  const listed = [...places, ...moreLines(count - lines.length)].map((text) => `\n  ${text}`);
  return new UserError(
    `${count === 1 ? 'one place names' : `${count} places name`} ${what}${cascade ? ', and without it would mean something else' : ''}:${listed.join('')}`,
    cascade
      ? 'Change these by hand, then delete again.'
      : 'Change these first, or have them changed along with it: --cascade',
  );
}
