import type { ObjectEdits } from '../../edit/agreement-edits.ts';
import { DocumentEdits } from '../../edit/document-edits.ts';
import { editData } from '../../edit/edit-data.ts';
import { editFile } from '../../edit/edit-file.ts';
import { EditProblem, type FieldEdit } from '../../edit/field-edit.ts';
import { type WrittenObject, writtenObjects } from '../../edit/written-objects.ts';
import { UserError } from '../../model/errors.ts';
import { sameData } from '../../model/same-data.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import type { ChangedObject, DraftChange } from './change-fleet.ts';

/** The texts of files after edits of the documents in them. What cannot be edited is a UserError that names the file. */
export async function editTexts(state: FleetState, edits: DocumentEdits): Promise<Map<string, string>> {
  const texts = await state.texts(edits.files());
  const orderOf = state.schemas.shapes();
  let done = 0;
  return new Map(
    Array.from(texts, ([path, text]) => {
      state.progress(done++, texts.size, 'files edited');
      return [path, inFile(path, () => editFile(text, edits.of(path), orderOf))];
    }),
  );
}

/** Works out the texts of files after edits of some objects. Those in which nothing would change are left alone. */
export async function editObjects(state: FleetState, changes: readonly ObjectEdits[]): Promise<DraftChange> {
  const edits = new DocumentEdits();
  for (const { object, edits: wanted } of changes)
    if (changesObject(object, wanted)) for (const edit of wanted) edits.add(object.source, edit);
  return { texts: await editTexts(state, edits), objects: editedObjects(state, edits) };
}

/** Whether edits of an object change anything in it. What cannot be edited is a UserError that names the file. */
function changesObject({ source, value }: WrittenObject, edits: readonly FieldEdit[]): boolean {
  return !sameData(
    inFile(source.file, () => edits.reduce<unknown>(editData, value)),
    value,
  );
}

function inFile<T>(path: string, edit: () => T): T {
  try {
    return edit();
  } catch (error) {
    if (error instanceof EditProblem) throw new UserError(`${path}: ${error.message}`, error.hint);
    throw error;
  }
}

/** The objects in which something is edited, in the order of files. */
export function editedObjects({ intent }: FleetState, edits: DocumentEdits): ChangedObject[] {
  const changed: ChangedObject[] = [];
  for (const { kind, name, source } of writtenObjects(intent)) {
    if (edits.of(source.file).has(source.document)) changed.push({ kind, name, action: 'changed' });
  }
  return changed;
}
