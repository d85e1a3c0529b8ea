import { isRecord, toRecord } from '../model/record.ts';
import type { BuiltObject } from '../render/built-object.ts';
import { printManifest } from '../render/fill-object.ts';

/** Stands for a value that is the same, or is there on one side alone. */
const mask = '***';

/** The fields of a Secret that hold what nobody is to see. */
const fields = ['data', 'stringData'] as const;

/** A Secret before and after, as texts in which values are masked, and those that differ marked as `kubectl diff` does. */
export function maskedTexts(before: BuiltObject, after: BuiltObject): [before: string, after: string] {
  return [masked(before, after, `${mask} (before)`), masked(after, before, `${mask} (after)`)];
}

function masked({ value }: BuiltObject, { value: other }: BuiltObject, differing: string): string {
  const { sops: _, ...shown } = value;
  const hidden = fields.flatMap((field) => {
    const there = shown[field];
    const beside = toRecord(other[field]);
    if (!isRecord(there)) return [];
    const texts = Object.entries(there).map(([key, text]) => {
      const isSame = !Object.hasOwn(beside, key) || beside[key] === text;
      return [key, isSame ? mask : differing] as const;
    });
    return [[field, Object.fromEntries(texts)] as const];
  });
  return printManifest({ ...shown, ...Object.fromEntries(hidden) });
}
