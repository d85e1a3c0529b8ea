import type { LoadedFile } from '../load/source-files.ts';
import type { Identity } from '../model/kinds/identity.ts';
import { pathsAbove } from '../model/paths.ts';
import type { Path } from '../model/place.ts';
import { valueAt } from '../model/record.ts';
import { textOf } from '../model/text-of.ts';
import { DocumentEdits } from './document-edits.ts';
import type { FieldEdit } from './field-edit.ts';
import { byField, kindOfTerm, overlayFolder, type ReferenceSite, referenceSites } from './references.ts';
import { removeTerms } from './remove-terms.ts';
import { type WrittenObject, writtenObjects } from './written-objects.ts';

/** What a deletion takes with it. */
export interface DeleteEdits {
  /** The objects that go, those that go along included, in the order of files. */
  readonly objects: readonly WrittenObject[];
  /** Changes of what stays; empty if something is in the way. */
  readonly edits: DocumentEdits;
  /** Places that name what goes, and that nothing can be done about without a person. */
  readonly inTheWay: readonly ReferenceSite[];
}

/**
 * Takes objects away. What names them is in the way, unless they go together. With `cascade` it is changed: names are
 * taken out of lists and expressions, groups below a group and expectations about an application go too. Then only
 * that is in the way which would mean something else without the name.
 */
export function deleteEdits(
  files: readonly LoadedFile[],
  targets: readonly Identity[],
  { cascade }: { readonly cascade: boolean },
): DeleteEdits {
  const gone = new Set(targets.map(objectKey));
  const sites = [...referenceSites(files)];
  if (cascade) for (const site of sites) if (takesAlong(site) && isBelow(site, gone)) gone.add(objectKey(site.from));
  const objects: WrittenObject[] = [];
  const paths = new Set<unknown>();
  for (const object of writtenObjects(files)) {
    if (gone.has(objectKey(object))) objects.push(object);
    else if (object.kind === 'Application') paths.add(valueAt(object.value, ['spec', 'path']));
  }
  const naming = sites.filter(
    ({ to, from, place, role }) =>
      gone.has(objectKey(to)) &&
      !gone.has(objectKey(from)) &&
      role !== 'loose' &&
      (from.kind !== 'Overlay' || paths.has(overlayFolder(place.file)?.application)),
  );
  if (!cascade) return { objects, edits: new DocumentEdits(), inTheWay: naming };
  const edits = new DocumentEdits();
  const inTheWay: ReferenceSite[] = [];
  const values = new Map(
    files.flatMap(({ path, parsed }) => parsed.documents.map(({ index, value }) => [`${path}\n${index}`, value])),
  );
  for (const field of byField(naming)) {
    const [first] = field;
    if (!first) continue;
    const { file, document } = first.place;
    const edit = release(first, values.get(`${file}\n${document}`), gone);
    if (edit) edits.add(first.place, edit);
    else inTheWay.push(...field);
  }
  return { objects, edits, inTheWay };
}

function objectKey({ kind, name }: { readonly kind: string; readonly name: string }): string {
  return `${kind}/${name}`;
}

/** Whether what names an object makes no sense without it. */
function takesAlong({ role }: ReferenceSite): boolean {
  return role === 'object';
}

/** Whether what a place names is gone, or is a group below one that is. */
function isBelow({ to }: ReferenceSite, gone: ReadonlySet<string>): boolean {
  if (gone.has(objectKey(to))) return true;
  if (to.kind !== 'Group') return false;
  return [...pathsAbove(to.name)].some((name) => gone.has(objectKey({ kind: 'Group', name })));
}

/** The edit after which a field names nothing that is gone; undefined if that would change what it means. */
function release(
  { role, place, text }: ReferenceSite,
  document: unknown,
  gone: ReadonlySet<string>,
): FieldEdit | undefined {
  const { path } = place;
  switch (role) {
    case 'field':
      return { op: 'unset', path };
    case 'item':
      return withoutItem(path.slice(0, -1), text, document, gone);
    case 'entry':
      return { op: 'remove', path: path.slice(0, -2), value: valueAt(document, path.slice(0, -1)) };
    case 'term':
      return setText(
        path,
        removeTerms(text, (term) => gone.has(objectKey({ kind: kindOfTerm(term), name: term.name.text }))),
      );
    case 'word':
      return setText(path, withoutWords(text, gone));
    default:
      return undefined;
  }
}

function withoutItem(path: Path, name: string, document: unknown, gone: ReadonlySet<string>): FieldEdit {
  const list = valueAt(document, path);
  const isOverride = path.includes('overrides');
  // An override without a list takes that of the namespace; with an empty one it takes none.
  const isLast = isOverride && Array.isArray(list) && list.every((item) => gone.has(`Policy/${textOf(item)}`));
  return isLast ? { op: 'set', path, value: [] } : { op: 'remove', path, value: name };
}

function setText(path: Path, value: string | undefined): FieldEdit | undefined {
  return value === undefined ? undefined : { op: 'set', path, value };
}

/** A list of applications without those that are gone; undefined if none is left, since no list stands for all. */
function withoutWords(text: string, gone: ReadonlySet<string>): string | undefined {
  const left = text.split(',').filter((word) => !gone.has(`Application/${word.trim()}`));
  return left.length === 0 ? undefined : left.join(',').trim();
}
