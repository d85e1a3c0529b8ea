import type { LoadedFile } from '../load/source-files.ts';
import type { KindName } from '../model/inventory.ts';
import { identityOf } from '../model/kinds/identity.ts';
import type { DocumentRef } from '../model/place.ts';
import { isRecord } from '../model/record.ts';

/** An object as it was written, whether it is valid or not. */
export interface WrittenObject {
  readonly kind: KindName;
  readonly name: string;
  readonly source: DocumentRef;
  /** Plain data. */
  readonly value: Readonly<Record<string, unknown>>;
}

/** All objects of some files, in the order of files and documents. Documents without a known kind or a name are left out. */
export function* writtenObjects(files: Iterable<LoadedFile>): IterableIterator<WrittenObject> {
  for (const { path, parsed } of files) {
    for (const { index, value } of parsed.documents) {
      const identity = identityOf(value);
      if (identity && isRecord(value)) yield { ...identity, value, source: { file: path, document: index } };
    }
  }
}
