import type { LoadedFile } from '../load/source-files.ts';
import type { KindName } from '../model/inventory.ts';
import { kinds } from '../model/kinds/index.ts';
import { type Reference, referencesIn, type WhenGone } from '../model/kinds/references.ts';
import { overlayReferences } from '../model/overlay-annotations.ts';
import type { DocumentRef, Path, Span } from '../model/place.ts';
import { references, type Reference as Term } from '../select/expression.ts';
import { memoise } from '../select/memoise.ts';
import { parseExpression } from '../select/parse-expression.ts';
import { type WrittenObject, writtenObjects } from './written-objects.ts';

/** A place where an object is named. */
export interface ReferenceSite {
  readonly to: { readonly kind: KindName; readonly name: string };
  /** What names it; an overlay is called by its folder. */
  readonly from: { readonly kind: KindName | 'Overlay'; readonly name: string };
  readonly place: DocumentRef & { readonly path: Path; readonly span?: Span };
  /** The whole text of the field; the name is a part of it if the place has a span. */
  readonly text: string;
  /** `term`: in an expression; the name may then be a glob. */
  readonly role: WhenGone | 'term';
}

const termKinds = { cluster: 'Cluster', group: 'Group', namespace: 'Namespace', ring: 'Ring' } as const;

type TermsOf = (text: string) => readonly Term[];

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
export function kindOfTerm({ kind }: Pick<Term, 'kind'>): KindName {
  return termKinds[kind];
}

/** The folder of the application that an overlay belongs to, and the overlay's own; undefined for any other file. */
export function overlayFolder(path: string): { readonly application: string; readonly overlay: string } | undefined {
  const found = /^((apps\/.+)\/overlays\/[^/]+)\/(?:kustomization\.ya?ml|Kustomization)$/.exec(path);
  const [, overlay, application] = found ?? [];
  return overlay === undefined || application === undefined ? undefined : { application, overlay };
}

function* sitesOfObject({ kind, name, source, value }: WrittenObject, termsOf: TermsOf): Iterable<ReferenceSite> {
  yield* sitesIn(value, kinds[kind].references, { from: { kind, name }, source }, termsOf);
}

function* sitesOfOverlay({ path, parsed }: LoadedFile, termsOf: TermsOf): Iterable<ReferenceSite> {
  const folder = overlayFolder(path);
  const document = parsed.documents[0];
  if (!folder || !document) return;
  const owner: Owner = {
    from: { kind: 'Overlay', name: folder.overlay },
    source: { file: path, document: document.index },
  };
  yield* sitesIn(document.value, overlayReferences, owner, termsOf);
}

function* sitesIn(
  value: unknown,
  references: readonly Reference[],
  { from, source }: Owner,
  termsOf: TermsOf,
): Iterable<ReferenceSite> {
  for (const found of referencesIn(value, references)) {
    const { path, text } = found;
    if ('name' in found) {
      const { kind, whenGone } = found.reference;
      const place = { ...source, path, ...(found.span ? { span: found.span } : {}) };
      yield { from, to: { kind, name: found.name }, place, text, role: whenGone };
      continue;
    }
    for (const { kind, name, span } of termsOf(text))
      yield { from, to: { kind: termKinds[kind], name }, place: { ...source, path, span }, text, role: 'term' };
  }
}

function readTerms(text: string): Term[] {
  const parsed = parseExpression(text);
  return 'problem' in parsed ? [] : references(parsed.expression);
}

function isSameField(a: ReferenceSite['place'], b: ReferenceSite['place']): boolean {
  return a.file === b.file && a.document === b.document && a.path.join('\n') === b.path.join('\n');
}
