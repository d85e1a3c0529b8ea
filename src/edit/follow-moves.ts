import { removeDocuments } from './edit-file.ts';
import { joinDocuments } from './join-documents.ts';
import { isSameText, type ObjectFile, type ObjectText, takeObjects, withoutMarker } from './object-texts.ts';

/** Three versions of a file of objects; undefined: there is no such file. */
export interface FileVersions {
  readonly before: string | undefined;
  readonly here: string | undefined;
  readonly there: string | undefined;
}

/** What was changed here in objects that stand in another file there. */
export interface MovedChange {
  readonly before: string;
  /** Undefined: they are gone. */
  readonly here: string | undefined;
}

/** The same changes, each in the file in which its object stands in the end. */
export interface Aligned {
  readonly files: ReadonlyMap<string, FileVersions>;
  /** By the file there, which has no other versions. */
  readonly moved: ReadonlyMap<string, MovedChange>;
}

/**
 * Brings changes to objects together that one side moved to another file. What others moved is changed where it stands
 * now; what was moved here takes their change along. `placeThere` says in which file an object stands there that is not
 * in its old one any more. Files that cannot be taken apart stay as they are.
 */
export function followMoves(
  files: ReadonlyMap<string, FileVersions>,
  placeThere: (id: string) => string | undefined,
): Aligned {
  const taken = new Map(Array.from(files, ([path, versions]) => [path, takeApart(versions)]));
  const here = new Map<string, { path: string; text: string }>();
  for (const [path, versions] of taken)
    for (const [id, { text }] of versions?.here.objects ?? []) if (id !== '') here.set(id, { path, text });
  const moved = new Map<string, { before: string[]; here: string[] }>();
  for (const [path, versions] of taken) {
    if (!versions) continue;
    for (const [id, before] of versions.before.objects) {
      const after = here.get(id);
      const isHome = after?.path === path;
      if (isHome && isSameText(before.text, after.text)) continue;
      const there = versions.there.objects.get(id);
      const place = there ? undefined : placeThere(id);
      if (place !== undefined && place !== path) {
        const change = moved.get(place) ?? { before: [], here: [] };
        moved.set(place, change);
        change.before.push(withoutMarker(before.text));
        if (after) change.here.push(withoutMarker(after.text));
        versions.drop(['before'], id);
        if (after) taken.get(after.path)?.drop(['here'], id);
      } else if (there && after && !isHome) {
        versions.drop(['before', 'there'], id);
        taken.get(after.path)?.add(before, there);
      }
    }
  }
  return {
    files: new Map(Array.from(files, ([path, versions]) => [path, taken.get(path)?.whole() ?? versions])),
    moved: new Map(
      Array.from(moved, ([path, change]) => [
        path,
        { before: joinDocuments(change.before), here: change.here.length > 0 ? joinDocuments(change.here) : undefined },
      ]),
    ),
  };
}

type Side = keyof FileVersions;

/** Versions of a file in pieces, from which objects go and to which others come. */
interface TakenApart extends Readonly<Record<Side, ObjectFile>> {
  drop(sides: readonly Side[], id: string): void;
  add(before: ObjectText, there: ObjectText): void;
  whole(): FileVersions;
}

function takeApart(versions: FileVersions): TakenApart | undefined {
  const [before, here, there] = [versions.before, versions.here, versions.there].map((text) => takeObjects(text ?? ''));
  if (!before || !here || !there) return undefined;
  const dropped: Record<Side, Set<number>> = { before: new Set(), here: new Set(), there: new Set() };
  const added: { before: string[]; there: string[]; here: string[] } = { before: [], there: [], here: [] };
  const sides = { before, here, there };
  const whole = (side: Side) => {
    const text = versions[side];
    const rest = text === undefined || dropped[side].size === 0 ? text : removeDocuments(text, dropped[side]);
    return added[side].length === 0 ? rest : joinDocuments([rest ?? '', ...added[side]]);
  };
  return {
    ...sides,
    drop(from, id) {
      for (const side of from) {
        const index = sides[side].objects.get(id)?.document.index;
        if (index !== undefined) dropped[side].add(index);
      }
    },
    add(was, is) {
      added.before.push(withoutMarker(was.text));
      added.there.push(withoutMarker(is.text));
    },
    whole: () => ({ before: whole('before'), here: whole('here'), there: whole('there') }),
  };
}
