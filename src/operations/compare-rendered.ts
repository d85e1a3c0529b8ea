import { isDeepStrictEqual } from 'node:util';
import { compareText } from '../model/compare.ts';
import { printManifest } from '../render/fill-object.ts';
import { readManifest } from '../render/read-manifest.ts';
import type { FileChange } from './change-fleet.ts';
import type { RenderedObject } from './render-cluster.ts';

/** What becomes of objects, in their order: those that say the same in another form are left out. */
export function compareRendered(before: readonly RenderedObject[], after: readonly RenderedObject[]): FileChange[] {
  const was = byIdentity(before);
  const is = byIdentity(after);
  const changes: FileChange[] = [];
  for (const identity of [...new Set([...was.keys(), ...is.keys()])].sort(compareText)) {
    const [from, to] = [was.get(identity), is.get(identity)];
    if (from === to) continue;
    const [fromValue, toValue] = [valueIn(from), valueIn(to)];
    if (!isDeepStrictEqual(fromValue, toValue))
      changes.push({ path: identity, before: printed(fromValue), after: printed(toValue) });
  }
  return changes;
}

/** `shop/Deployment/till`; without a namespace `ClusterRole/till`. */
export function identityOf({ kind, namespace, name }: RenderedObject): string {
  return [namespace, kind, name].filter((part) => part !== '').join('/');
}

function byIdentity(objects: readonly RenderedObject[]): Map<string, string> {
  return new Map(objects.map((object) => [identityOf(object), object.text]));
}

function valueIn(text: string | undefined): unknown {
  const read = text === undefined ? undefined : readManifest(text);
  return read?.ok ? read.value : text;
}

function printed(value: unknown): string | undefined {
  return value === undefined ? undefined : printManifest(value);
}
