import type { DocumentRef } from '../model/place.ts';
import type { FieldEdit } from './field-edit.ts';

/** Edits by the file and the document that they are made in: what `editFile` takes for each file. */
export class DocumentEdits {
  readonly #files = new Map<string, Map<number, FieldEdit[]>>();

  add({ file, document }: DocumentRef, edit: FieldEdit): void {
    const inFile = this.#files.get(file) ?? new Map<number, FieldEdit[]>();
    this.#files.set(file, inFile);
    const edits = inFile.get(document);
    if (edits) edits.push(edit);
    else inFile.set(document, [edit]);
  }

  /** The edits of a file; none if nothing in it changes. */
  of(file: string): ReadonlyMap<number, readonly FieldEdit[]> {
    return this.#files.get(file) ?? new Map();
  }

  /** The files in which something changes. */
  files(): Iterable<string> {
    return this.#files.keys();
  }
}
