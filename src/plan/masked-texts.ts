import { isRecord } from '../model/record.ts';
import { maskBoth, replaceInObject } from '../model/secrets.ts';
import type { BuiltObject } from '../render/built-object.ts';
import { printManifest } from '../render/fill-object.ts';

/** An object before and after, as texts in which all is masked that nobody is to see. */
export function maskedTexts(before: BuiltObject, after: BuiltObject): [before: string, after: string] {
  const [was, is] = maskBoth(before.value, after.value, replaceInObject);
  if (was === before.value && is === after.value) return [before.text, after.text];
  return [printManifest(withoutDigest(was)), printManifest(withoutDigest(is))];
}

/** What SOPS says of a Secret is another at each encryption. */
function withoutDigest(value: unknown): unknown {
  if (!isRecord(value) || value['kind'] !== 'Secret') return value;
  const { sops: _, ...rest } = value;
  return rest;
}
