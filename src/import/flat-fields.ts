import { jsonPointer } from '../model/json-pointer.ts';
import type { Path } from '../model/place.ts';
import { isRecord } from '../model/record.ts';
import type { ManifestObject } from './object-reader.ts';
import type { RawField } from './table.ts';

/**
 * The fields of a map, those of maps in it included: `spec.capacity.cpu`. Null and empty maps say nothing, nor
 * does an empty text, but in an object of resedge, of which the kind and the status are left out: nobody decides them.
 */
export function flatFields(
  object: ManifestObject,
  numbers: Readonly<Record<string, string>> = {},
  pointer = '',
): RawField[] {
  const fields: RawField[] = [];
  const isObject = object['kind'] !== undefined;

  function visit(map: ManifestObject, name: string, at: Path, from: string): void {
    for (const [key, value] of Object.entries(map)) {
      if (isObject && at.length === 0 && ['apiVersion', 'kind', 'status'].includes(key)) continue;
      const path = [...at, key];
      const inside = from + jsonPointer([key]);
      if (isRecord(value)) visit(value, `${name}${key}.`, path, inside);
      else if (value !== null && (value !== '' || isObject))
        fields.push({ name: name + key, value: numbers[inside] ?? value, at: path });
    }
  }

  visit(object, '', [], pointer);
  return fields;
}
