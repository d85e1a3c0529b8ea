import { isDeepStrictEqual } from 'node:util';
import { compareText } from '../../model/compare.ts';
import { maskBoth, replaceInObject } from '../../model/secrets.ts';
import { printManifest } from '../../render/fill-object.ts';
import type { FileChange } from '../change/change-fleet.ts';
import type { RenderedObject } from './render-cluster.ts';

/** What becomes of objects, by their identity, with secrets masked: those that say the same in another form are left out. */
export function compareRendered(before: readonly RenderedObject[], after: readonly RenderedObject[]): FileChange[] {
  const was = new Map(before.map((object) => [object.identity, object]));
  const is = new Map(after.map((object) => [object.identity, object]));
  const changes: FileChange[] = [];
  for (const identity of [...new Set([...was.keys(), ...is.keys()])].sort(compareText)) {
    const [from, to] = [was.get(identity), is.get(identity)];
    if (from?.text === to?.text) continue;
    const [fromValue, toValue] = [from?.value(), to?.value()];
    if (isDeepStrictEqual(fromValue, toValue)) continue;
    const [before, after] = maskBoth(fromValue, toValue, replaceInObject);
    changes.push({ path: identity, before: printed(before), after: printed(after) });
  }
  return changes;
}

function printed(value: unknown): string | undefined {
  return value === undefined ? undefined : printManifest(value);
}
