import { groupOf, isNamespace } from '../model/cluster-scoped.ts';
import { compareText } from '../model/compare.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { ParsedFile, SourceEntry } from '../model/documents.ts';
import type { KustomizeFolder, ManifestObject, Opaque } from '../model/kustomize.ts';
import type { Place } from '../model/place.ts';
import { isRecord, toRecord } from '../model/record.ts';
import { kustomizationInvalid } from '../model/rules/re402-kustomization-invalid.ts';
import { textOf } from '../model/text-of.ts';
import type { FolderIndex } from './folder-index.ts';
import { readHead } from './kustomization-head.ts';
import { type KustomizationReference, referencesOf } from './kustomization-references.ts';
import { readPatches } from './kustomize-patches.ts';
import { readManifests } from './manifest-objects.ts';
import { whyOpaque } from './opaque.ts';
import { pluginReferences } from './plugin-references.ts';
import { findReferenceProblem } from './reference-problem.ts';
import { followReference } from './reference-target.ts';
import { fetchedPath } from './remote-bases.ts';
import { manifestSyntaxFindings } from './syntax-findings.ts';

/** What a kustomization loads: collected while its references are followed. */
interface Loads {
  readonly objects: ManifestObject[];
  /** Those of files that it names itself. */
  readonly written: ManifestObject[];
  readonly files: Set<string>;
  readonly findings: Finding[];
  readonly opaque: Opaque[];
}

/** Reads the kustomization file of a folder, and follows what it loads. */
export function readFolder(folder: string, file: string, index: FolderIndex): KustomizeFolder {
  const parsed = index.parsed(file) ?? { documents: [], problems: [] };
  const document = parsed.documents[0];
  const content = toRecord(document?.value);
  const place = { file, document: document?.index ?? 0 };
  const findings = manifestSyntaxFindings(file, parsed);
  const loads: Loads = { objects: [], written: [], files: new Set([file]), findings, opaque: [] };
  if (!document || !isRecord(document.value)) {
    if (loads.findings.length === 0) loads.findings.push(notAKustomization(index.file(file), place));
    const nothing = { annotations: {}, content, objects: [], opaque: undefined, patches: [], files: [file] };
    return { folder, file, kind: 'Kustomization', ...nothing, findings: loads.findings };
  }
  const { kind, annotations, findings: ofHead } = readHead(content, document, place);
  loads.findings.push(...ofHead);
  const { references, malformed } = referencesOf(content);
  for (const path of malformed) {
    const isItem = typeof path.at(-1) === 'number';
    const message = isItem ? 'this is not a path: text is wanted' : `${path.join('.')} must be a list of paths`;
    loads.findings.push({ rule: kustomizationInvalid, message, place: { ...place, path } });
  }
  const plugins = pluginReferences(content, folder, index);
  for (const { path, ...problem } of plugins.problems)
    loads.findings.push({ rule: kustomizationInvalid, ...problem, place: { ...place, path } });
  const ofPlugins = plugins.files.map((file) => ({ ...file, wants: 'file', brings: false }) as const);
  for (const reference of [...references, ...ofPlugins])
    follow(reference, folder, { ...place, path: reference.path }, index, loads);
  const patches = readPatches(content, place, (text) => openReference(text, folder, index));
  loads.findings.push(...patches.findings);
  const files = [...loads.files].sort(compareText);
  const own = whyOpaque({ file, kind, content, patches: patches.patches }, loads.written);
  const opaque = own ? [own, ...loads.opaque] : loads.opaque;
  return {
    folder,
    file,
    kind,
    annotations,
    content,
    objects: loads.objects.map((object) => transformed(object, content)),
    opaque: opaque.find(({ adds }) => adds) ?? opaque[0],
    patches: patches.patches,
    files,
    findings: loads.findings,
  };
}

/** An object as `namespace`, `namePrefix` and `nameSuffix` of a kustomization leave it. */
function transformed(object: ManifestObject, content: Readonly<Record<string, unknown>>): ManifestObject {
  const [namespace, prefix, suffix] = ['namespace', 'namePrefix', 'nameSuffix'].map((field) =>
    textOf(content[field] ?? ''),
  );
  if (!namespace && !prefix && !suffix) return object;
  if (isNamespace(object)) return namespace ? { ...object, name: namespace } : object;
  const name = keepsName(object) ? object.name : `${prefix}${object.name}${suffix}`;
  return { ...object, name, namespace: namespace || object.namespace };
}

/** Whether an object keeps its name under namePrefix and nameSuffix. Kustomize asks one of these kinds for its group. */
function keepsName({ apiVersion, kind }: ManifestObject): boolean {
  if (kind === 'APIService') return groupOf(apiVersion) === 'apiregistration.k8s.io';
  return kind === 'CustomResourceDefinition' || kind === 'Namespace';
}

function notAKustomization(entry: SourceEntry | undefined, place: Place): Finding {
  const empty = 'this kustomization is empty, which Kustomize refuses';
  return { rule: kustomizationInvalid, message: entry?.problem ? `${entry.path} ${entry.problem}` : empty, place };
}

function openReference(
  text: string,
  folder: string,
  index: FolderIndex,
): { path: string; parsed: ParsedFile } | undefined {
  const target = followReference(folder, text);
  const parsed = target.type === 'path' ? index.parsed(target.path) : undefined;
  return target.type === 'path' && parsed ? { path: target.path, parsed } : undefined;
}

function follow(
  reference: KustomizationReference,
  folder: string,
  place: Place,
  index: FolderIndex,
  loads: Loads,
): void {
  const target = followReference(folder, reference.text);
  const problem = findReferenceProblem(reference, folder, target, index);
  if (problem) loads.findings.push({ ...problem, place });
  if (target.type === 'remote' && !problem) {
    loads.opaque.push({ what: reference.text, adds: true });
    loads.files.add(fetchedPath(folder, reference.text));
  }
  if (problem || target.type !== 'path') return;
  if (index.file(target.path)) loads.files.add(target.path);
  const loaded = loadTarget(reference, target.path, index);
  if (!loaded) return;
  addOnce(loads.findings, loaded.findings);
  for (const file of loaded.files) loads.files.add(file);
  if (!reference.brings) return;
  if (loads.objects.length + loaded.objects.length > mostObjects) {
    const message = `this brings more than ${mostObjects} objects, with all that is loaded before it`;
    addOnce(loads.findings, [{ rule: kustomizationInvalid, message, place }]);
    return;
  }
  loads.objects.push(...loaded.objects);
  if (loaded.opaque) loads.opaque.push(loaded.opaque);
  if (index.file(target.path)) loads.written.push(...loaded.objects);
}

/** Folders that load each other's bases twice bring twice as much on each level. No cluster keeps so many. */
const mostObjects = 10_000;

/** What is wrong with a folder is wrong once, by however many ways it is loaded. */
function addOnce(findings: Finding[], more: readonly Finding[]): void {
  const known = new Set(findings);
  for (const finding of more) if (!known.has(finding)) findings.push(finding);
}

function loadTarget(
  { brings }: KustomizationReference,
  path: string,
  index: FolderIndex,
): Pick<KustomizeFolder, 'objects' | 'files' | 'findings' | 'opaque'> | undefined {
  if (!index.file(path)) return index.load(path);
  const parsed = brings ? index.parsed(path) : undefined;
  return parsed && { ...readManifests(path, parsed), files: [], opaque: undefined };
}
