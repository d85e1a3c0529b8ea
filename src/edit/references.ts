import type { LoadedFile } from '../load/source-files.ts';
import type { KindName } from '../model/inventory.ts';
import { annotation, noRing } from '../model/overlay-annotations.ts';
import type { DocumentRef, Path, Span } from '../model/place.ts';
import { isRecord } from '../model/record.ts';
import { type Reference, references } from '../select/expression.ts';
import { memoise } from '../select/memoise.ts';
import { parseExpression } from '../select/parse-expression.ts';
import { referenceFields, type WhenGone } from './reference-fields.ts';
import { type WrittenObject, writtenObjects } from './written-objects.ts';

/** A place where an object is named. */
export interface ReferenceSite {
  readonly to: { readonly kind: KindName; readonly name: string };
  /** What names it; an overlay is called by its folder. */
  readonly from: { readonly kind: KindName | 'Overlay'; readonly name: string };
  readonly place: DocumentRef & { readonly path: Path; readonly span?: Span };
  /** The whole text of the field; the name is a part of it where the place has a span. */
  readonly text: string;
  /**
   * `parent`: the path of a group that lies below it. `term`: in an expression, where the name may be a glob.
   * `word`: in a text that lists names.
   */
  readonly role: WhenGone | 'parent' | 'term' | 'word';
}

const termKinds = { cluster: 'Cluster', group: 'Group', namespace: 'Namespace', ring: 'Ring' } as const;

type Owner = Pick<ReferenceSite, 'from'> & { readonly source: DocumentRef };

/**
 * All places in which objects are named: fields, terms of expressions, paths of groups, annotations of overlays. Made
 * from plain data in one pass, valid or not; expressions that cannot be read name nothing.
 */
export function* referenceSites(files: readonly LoadedFile[]): IterableIterator<ReferenceSite> {
  const termsOf = memoise(readTerms);
  for (const object of writtenObjects(files)) yield* sitesOfObject(object, termsOf);
  for (const file of files) yield* sitesOfOverlay(file, termsOf);
}

/** Puts the places that are in one field together; they follow each other. */
export function* byField(sites: Iterable<ReferenceSite>): IterableIterator<readonly ReferenceSite[]> {
  let field: ReferenceSite[] = [];
  for (const site of sites) {
    const [first] = field;
    if (first && !isSameField(first.place, site.place)) {
      yield field;
      field = [];
    }
    field.push(site);
  }
  if (field.length > 0) yield field;
}

/** The kind that a term of an expression names. */
export function kindOfTerm({ kind }: Pick<Reference, 'kind'>): KindName {
  return termKinds[kind];
}

/** The folder of the application that an overlay belongs to, and the overlay's own; undefined for any other file. */
export function overlayFolder(path: string): { readonly application: string; readonly overlay: string } | undefined {
  const found = /^((apps\/.+)\/overlays\/[^/]+)\/(?:kustomization\.ya?ml|Kustomization)$/.exec(path);
  const [, overlay, application] = found ?? [];
  return overlay === undefined || application === undefined ? undefined : { application, overlay };
}

function* sitesOfObject(object: WrittenObject, termsOf: (text: string) => Reference[]): Iterable<ReferenceSite> {
  const { kind, name, source, value } = object;
  const owner = { from: { kind, name }, source };
  const parent = kind === 'Group' ? name.lastIndexOf('/') : -1;
  if (parent > 0) {
    const to = { kind, name: name.slice(0, parent) };
    const place = { ...source, path: ['metadata', 'name'], span: { start: 0, end: parent } };
    yield { ...owner, to, place, text: name, role: 'parent' };
  }
  const fields = referenceFields[kind];
  for (const { path, kind: named, whenGone } of fields.names) {
    for (const { path: at, text } of textsAt(value, path)) {
      if (text !== '*')
        yield { ...owner, to: { kind: named, name: text }, place: { ...source, path: at }, text, role: whenGone };
    }
  }
  for (const path of fields.expressions) {
    for (const found of textsAt(value, path)) yield* sitesOfExpression(owner, found, termsOf);
  }
}

function* sitesOfOverlay(
  { path, parsed }: LoadedFile,
  termsOf: (text: string) => Reference[],
): Iterable<ReferenceSite> {
  const folder = overlayFolder(path);
  const document = parsed.documents[0];
  if (!folder || !document) return;
  const source = { file: path, document: document.index };
  const owner: Owner = { from: { kind: 'Overlay', name: folder.overlay }, source };
  const found = (name: string) => textsAt(document.value, ['metadata', 'annotations', name]);
  for (const field of found(annotation.clusters)) yield* sitesOfExpression(owner, field, termsOf);
  for (const { path: at, text } of found(annotation.ring).filter(({ text }) => text !== noRing))
    yield { ...owner, to: { kind: 'Ring', name: text }, place: { ...source, path: at }, text, role: 'stuck' };
  for (const { path: at, text } of found(annotation.applications)) {
    for (const { 0: word, index } of text.matchAll(/[^\s,]+/g)) {
      const place = { ...source, path: at, span: { start: index, end: index + word.length } };
      yield { ...owner, to: { kind: 'Application', name: word }, place, text, role: 'word' };
    }
  }
}

function* sitesOfExpression(
  { from, source }: Owner,
  { path, text }: FoundText,
  termsOf: (text: string) => Reference[],
): Iterable<ReferenceSite> {
  for (const { kind, name, span } of termsOf(text))
    yield { from, to: { kind: termKinds[kind], name }, place: { ...source, path, span }, text, role: 'term' };
}

function readTerms(text: string): Reference[] {
  const parsed = parseExpression(text);
  return 'problem' in parsed ? [] : references(parsed.expression);
}

function isSameField(a: ReferenceSite['place'], b: ReferenceSite['place']): boolean {
  return a.file === b.file && a.document === b.document && a.path.join('\n') === b.path.join('\n');
}

interface FoundText {
  readonly path: Path;
  readonly text: string;
}

/** The texts that steps lead to; `*` stands for each item of a list. */
function textsAt(value: unknown, steps: readonly string[], path: Path = []): FoundText[] {
  const step = steps[path.length];
  if (step === undefined) return typeof value === 'string' ? [{ path, text: value }] : [];
  if (step === '*') {
    return Array.isArray(value) ? value.flatMap((item, index) => textsAt(item, steps, [...path, index])) : [];
  }
  return isRecord(value) && Object.hasOwn(value, step) ? textsAt(value[step], steps, [...path, step]) : [];
}
