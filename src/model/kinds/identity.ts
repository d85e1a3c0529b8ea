import { isRecord } from '../record.ts';
import type { KindName } from './definition.ts';
import { kinds } from './index.ts';

/** What an object is called. */
export interface Identity {
  readonly kind: KindName;
  readonly name: string;
}

/** The kind and the name that plain data says of itself, valid or not; undefined: it is no object of the inventory. */
export function identityOf(value: unknown): Identity | undefined {
  if (!isRecord(value) || !isRecord(value['metadata'])) return undefined;
  const { kind } = value;
  const { name } = value['metadata'];
  return isKindName(kind) && typeof name === 'string' ? { kind, name } : undefined;
}

function isKindName(kind: unknown): kind is KindName {
  return typeof kind === 'string' && Object.hasOwn(kinds, kind);
}
