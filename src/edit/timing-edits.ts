import { isRecord, toList, valueAt } from '../model/record.ts';
import type { FieldEdit } from './field-edit.ts';
import type { WrittenObject } from './written-objects.ts';

/** Days, each as `2026-11-26`. */
interface Days {
  readonly from: string;
  readonly to: string;
}

const hold = ['spec', 'hold'] as const;
const freezes = ['spec', 'freezes'] as const;

/** Puts a cluster on hold; one that is on hold already gets the new reason and day. */
export function holdEdits(object: WrittenObject, reason: string, until: string | undefined): FieldEdit[] {
  if (!isOnHold(object))
    return [{ op: 'set', path: hold, value: until === undefined ? { reason } : { reason, until } }];
  const last = [...hold, 'until'];
  return [
    { op: 'set', path: [...hold, 'reason'], value: reason },
    until === undefined ? { op: 'unset', path: last } : { op: 'set', path: last, value: until },
  ];
}

/** Takes the hold off a cluster; nothing if there is none. */
export function releaseEdits(object: WrittenObject): FieldEdit[] {
  return valueAt(object.value, hold) === undefined ? [] : [{ op: 'unset', path: hold }];
}

/** Adds a freeze; one of the same days that is there gets the new reason. */
export function freezeEdits(object: WrittenObject, days: Days, reason: string): FieldEdit[] {
  const there = freezesOf(object).findIndex((freeze) => isOn(freeze, days));
  if (there >= 0) return [{ op: 'set', path: [...freezes, there, 'reason'], value: reason }];
  return [{ op: 'add', path: freezes, value: { ...days, reason } }];
}

/** Takes out the freezes of just these days; nothing if there is none. */
export function thawEdits(object: WrittenObject, days: Days): FieldEdit[] {
  const found = freezesOf(object).filter((freeze) => isOn(freeze, days));
  return found.map((value) => ({ op: 'remove', path: freezes, value }));
}

function isOnHold(object: WrittenObject): boolean {
  return isRecord(valueAt(object.value, hold));
}

function freezesOf(object: WrittenObject): readonly unknown[] {
  return toList(valueAt(object.value, freezes));
}

function isOn(freeze: unknown, { from, to }: Days): boolean {
  return isRecord(freeze) && freeze['from'] === from && freeze['to'] === to;
}
