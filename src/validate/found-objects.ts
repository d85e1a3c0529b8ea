import type { LoadedFile } from '../load/source-files.ts';
import { by } from '../model/compare.ts';
import type { ParsedDocument } from '../model/documents.ts';
import type { KindName } from '../model/inventory.ts';
import { identityOf } from '../model/kinds/identity.ts';

/** An object of the inventory that meets its schema. */
export interface FoundObject {
  readonly kind: KindName;
  readonly name: string;
  readonly file: string;
  readonly document: ParsedDocument;
}

/** The objects of all files, in the order of files and documents, and what else is known of them. */
export interface FoundObjects {
  readonly valid: readonly FoundObject[];
  /** Whether something of this kind and name was written, valid or not. */
  isWritten(kind: KindName, name: string): boolean;
  /** The names of a kind that were written, valid or not. */
  namesOf(kind: KindName): Iterable<string>;
  /** False if a file, a kind or a name could not be read: anything may have been written there. */
  readonly isComplete: boolean;
}

/** Whether an error stands in a document. */
export type Refused = (file: string, document: number) => boolean;

/** Sorts out the documents of the inventory. */
export function findObjects(files: readonly LoadedFile[], refused: Refused): FoundObjects {
  const names = new Map<string, Set<string>>();
  const valid: FoundObject[] = [];
  let isComplete = true;
  for (const { path, parsed } of [...files].sort(by((file) => file.path))) {
    if (parsed.problems.length > 0) isComplete = false;
    for (const document of parsed.documents) {
      const identity = identityOf(document.value);
      if (!identity) {
        isComplete = false;
        continue;
      }
      const { kind, name } = identity;
      const ofKind = names.get(kind);
      if (ofKind) ofKind.add(name);
      else names.set(kind, new Set([name]));
      if (!refused(path, document.index)) valid.push({ kind, name, file: path, document });
    }
  }
  return {
    valid,
    isComplete,
    isWritten: (kind, name) => names.get(kind)?.has(name) ?? false,
    namesOf: (kind) => names.get(kind) ?? [],
  };
}
