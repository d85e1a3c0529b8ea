import type { ParsedFile } from '../model/documents.ts';
import { isRecord } from '../model/record.ts';
import { inOrder, type KeyOrder } from './key-order.ts';
import type { NewObject } from './new-document.ts';

const plainText = /^[ -~]*$/;

/**
 * What a file holds that newDocument made, without parsing it: that takes its time where there are thousands. Undefined
 * where the object has more in it than texts in printable ASCII and booleans.
 */
export function parsedDocument(object: NewObject, order: KeyOrder | undefined): ParsedFile | undefined {
  return isPlain(object) ? { documents: [{ index: 0, value: inOrder(object, order) }], problems: [] } : undefined;
}

function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return plainText.test(value);
  if (Array.isArray(value)) return value.every(isPlain);
  if (!isRecord(value)) return typeof value === 'boolean';
  return Object.entries(value).every(([key, inner]) => plainText.test(key) && isPlain(inner));
}
