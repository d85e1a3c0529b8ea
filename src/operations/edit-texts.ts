import { editFile } from '../edit/edit-file.ts';
import type { DocumentEdits } from '../edit/field-edits.ts';
import { writtenObjects } from '../edit/written-objects.ts';
import type { ChangedObject } from './change-fleet.ts';
import type { FleetSources } from './fleet-sources.ts';
import { readShapes } from './schemas.ts';

/** The texts of some files as they are. */
export async function readTexts(
  { tree, entries }: FleetSources,
  files: Iterable<string>,
): Promise<Map<string, string>> {
  const wanted = new Set(files);
  const contents = await tree.read(entries.filter(({ path }) => wanted.has(path)));
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return new Map(Array.from(contents, ([path, content]) => [path, decoder.decode(content)]));
}

/** The texts of files after edits of the documents in them. */
export async function editTexts(sources: FleetSources, edits: DocumentEdits): Promise<Map<string, string>> {
  const texts = await readTexts(sources, edits.files());
  const orderOf = readShapes(sources.schemas);
  return new Map(Array.from(texts, ([path, text]) => [path, editFile(text, edits.of(path), orderOf)]));
}

/** The objects in which something is edited, in the order of files. */
export function editedObjects({ intent }: FleetSources, edits: DocumentEdits): ChangedObject[] {
  const changed: ChangedObject[] = [];
  for (const { kind, name, source } of writtenObjects(intent)) {
    if (edits.of(source.file).has(source.document)) changed.push({ kind, name, action: 'changed' });
  }
  return changed;
}
