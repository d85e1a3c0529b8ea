import type { ParsedFile } from '../model/documents.ts';
import { isRecord } from '../model/record.ts';
import { inKeyOrder, type KeyOrder } from './key-order.ts';
import { blockLines } from './written.ts';

/** An object of the inventory that is to be written. */
export interface NewObject {
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** The text of a file with one new object: the modeline for editors, then its fields in order. */
export function newDocument(object: NewObject, order: KeyOrder | undefined): string {
  const lines = blockLines(inKeyOrder(object, order), { indent: 2, indentSeq: true });
  return `${[modeline(object.kind), ...lines].join('\n')}\n`;
}

/** The first line of a file, by which editors find the schema of its kind. */
export function modeline(kind: string): string {
  return `# yaml-language-server: $schema=https://resedge.dev/schemas/v1/${kind.toLowerCase()}.json`;
}

const plainText = /^[ -~]*$/;

/**
 * What a file holds that newDocument made, without parsing it: that takes its time if there are thousands. Undefined
 * if the object has more in it than texts in printable ASCII and booleans.
 */
export function parsedDocument(object: NewObject, order: KeyOrder | undefined): ParsedFile | undefined {
  return isPlain(object) ? { documents: [{ index: 0, value: inKeyOrder(object, order) }], problems: [] } : undefined;
}

function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return plainText.test(value);
  if (Array.isArray(value)) return value.every(isPlain);
  if (!isRecord(value)) return typeof value === 'boolean';
  return Object.entries(value).every(([key, inner]) => plainText.test(key) && isPlain(inner));
}
