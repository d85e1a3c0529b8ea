import { parseYaml } from '../load/parse-yaml.ts';
import { parseDocuments } from '../load/yaml-documents.ts';
import { at } from '../model/at.ts';
import type { ParsedDocument } from '../model/documents.ts';
import { isRecord } from '../model/record.ts';

/** An object of a file, with its text. */
export interface ObjectText {
  /** The same in another version of the file. */
  readonly id: string;
  /** As in `kind:`, and in `metadata.name`; undefined if the document is no object with a name. */
  readonly object: { readonly kind: string; readonly name: string } | undefined;
  readonly document: ParsedDocument;
  /** From its `---` up to the next one. */
  readonly text: string;
}

/** A file of YAML in pieces. */
export interface ObjectFile {
  readonly text: string;
  /** The texts of all documents, empty ones included: together they are the file. */
  readonly pieces: readonly string[];
  /** By id, in the order of the file. */
  readonly objects: ReadonlyMap<string, ObjectText>;
}

/**
 * Takes a file apart; undefined if that cannot be done for certain: it cannot be read, or the same object is in it
 * twice, or it has several documents and not all of them have a kind and a name.
 */
export function takeObjects(text: string): ObjectFile | undefined {
  const pieces = takeApart(text);
  const { documents, problems } = parseYaml(new TextEncoder().encode(text));
  if (problems.length > 0 || pieces.length !== parseDocuments(text).length) return undefined;
  const objects = new Map<string, ObjectText>();
  for (const document of documents) {
    const object = nameOfObject(document.value);
    if (!object && documents.length > 1) return undefined;
    const id = object ? `${object.kind}/${object.name}` : '';
    if (objects.has(id)) return undefined;
    objects.set(id, { id, object, document, text: at(pieces, document.index) });
  }
  return { text, pieces, objects };
}

/** Whether two texts say the same in the same words, wherever they stand in their files. */
export function isSameText(a: string, b: string): boolean {
  return withoutMarker(a).trimEnd() === withoutMarker(b).trimEnd();
}

/** The text of a document, as it may stand at the top of a file. */
export function withoutMarker(text: string): string {
  return text.replace(/^---[ \t]*\r?\n/, '');
}

/** Divides at each `---`. What stands before the first one belongs to the first document if it is no document itself. */
function takeApart(text: string): string[] {
  if (text.trim() === '' || /^\.\.\.(?=\s|$)/m.test(text)) return [];
  const starts = Array.from(text.matchAll(/^---(?=\s|$)/gm), ({ index }) => index);
  const lines = text.slice(0, starts[0]).split('\n');
  if (starts.length > 0 && lines.every((line) => /^\s*([#%]|$)/.test(line))) starts.shift();
  const ends = [...starts, text.length];
  return [0, ...starts].map((start, index) => text.slice(start, ends[index]));
}

function nameOfObject(value: unknown): ObjectText['object'] {
  if (!isRecord(value) || !isRecord(value['metadata'])) return undefined;
  const { kind } = value;
  const { name } = value['metadata'];
  return typeof kind === 'string' && typeof name === 'string' ? { kind, name } : undefined;
}
