import type { LoadedFile } from '../load/source-files.ts';
import { compareText } from '../model/compare.ts';
import type { KindName } from '../model/inventory.ts';
import { valueAt } from '../model/record.ts';
import { createDirectory } from '../select/directory.ts';
import { isGlob } from '../select/expression.ts';
import { DocumentEdits } from './document-edits.ts';
import { byField, type ReferenceSite, referenceSites } from './references.ts';
import { type WrittenObject, writtenObjects } from './written-objects.ts';

/** An object that gets another name. */
export interface Renaming {
  readonly kind: KindName;
  readonly from: string;
  readonly to: string;
}

/** What a renaming changes. */
export interface RenameEdits {
  readonly edits: DocumentEdits;
  /** New names by old ones: of the object, and of all groups below a group. */
  readonly names: ReadonlyMap<string, string>;
  /** Globs in expressions, which stay as they are, that match the old names and the new ones differently. */
  readonly globs: readonly ReferenceSite[];
}

/** Renames an object in all places that name it. A cluster keeps its old name among its former names. */
export function renameEdits(files: readonly LoadedFile[], renaming: Renaming): RenameEdits {
  const { kind, from } = renaming;
  const edits = new DocumentEdits();
  const names = new Map<string, string>();
  for (const object of writtenObjects(files)) {
    const to = object.kind === kind ? newName(renaming, object.name) : undefined;
    if (to === undefined) continue;
    names.set(object.name, to);
    if (object.name !== from) continue;
    edits.add(object.source, { op: 'set', path: ['metadata', 'name'], value: to });
    if (kind === 'Cluster') keepFormerName(edits, object, renaming);
  }
  const isMatchedOtherwise = globCheck(names);
  const globs: ReferenceSite[] = [];
  for (const field of byField(sitesOfKind(files, kind))) {
    const [first] = field;
    if (!first) continue;
    globs.push(...field.filter(({ role, to }) => role === 'term' && isMatchedOtherwise(to.name)));
    for (const value of withNewNames(first.text, field, renaming))
      edits.add(first.place, { op: 'set', path: first.place.path, value });
  }
  return { edits, names, globs };
}

/** The new name of an object or of a group below it; undefined if the name stays. */
function newName({ kind, from, to }: Renaming, name: string): string | undefined {
  if (name === from) return to;
  return kind === 'Group' && name.startsWith(`${from}/`) ? `${to}${name.slice(from.length)}` : undefined;
}

function keepFormerName(edits: DocumentEdits, { source, value }: WrittenObject, { from, to }: Renaming): void {
  const path = ['spec', 'formerNames'];
  const former = valueAt(value, path);
  if (Array.isArray(former) && former.includes(to)) edits.add(source, { op: 'remove', path, value: to });
  edits.add(source, { op: 'add', path, value: from });
}

function* sitesOfKind(files: readonly LoadedFile[], kind: KindName): Iterable<ReferenceSite> {
  for (const site of referenceSites(files)) if (site.to.kind === kind) yield site;
}

/** The text of a field with one new name after another: each a small edit, so that lines stay as they are broken. */
function* withNewNames(text: string, sites: readonly ReferenceSite[], renaming: Renaming): Iterable<string> {
  let renamed = text;
  for (const { to, place } of sites) {
    const name = newName(renaming, to.name);
    if (name === undefined) continue;
    const { start, end } = place.span ?? { start: 0, end: text.length };
    const shift = renamed.length - text.length;
    renamed = renamed.slice(0, start + shift) + name + renamed.slice(end + shift);
    yield renamed;
  }
}

/** Whether a text is a glob that matches other objects after a renaming than before. */
function globCheck(names: ReadonlyMap<string, string>): (text: string) => boolean {
  const before = createDirectory(() => [...names.keys()].sort(compareText));
  const after = createDirectory(() => [...names.values()].sort(compareText));
  return (text) => {
    if (!isGlob(text)) return false;
    const expected = before.find(text).map((name) => names.get(name));
    const found = new Set(after.find(text));
    return expected.length !== found.size || expected.some((name) => name === undefined || !found.has(name));
  };
}
