import { compareText } from '../model/compare.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { ParsedFile, SourceEntry } from '../model/documents.ts';
import type { KustomizeFolder, ManifestObject } from '../model/kustomize.ts';
import type { Place } from '../model/place.ts';
import { isRecord, toRecord } from '../model/record.ts';
import { kustomizationInvalid } from '../model/rules/re402-kustomization-invalid.ts';
import type { FolderIndex } from './folder-index.ts';
import { readHead } from './kustomization-head.ts';
import { type KustomizationReference, referencesOf } from './kustomization-references.ts';
import { readPatches } from './kustomize-patches.ts';
import { readManifests } from './manifest-objects.ts';
import { findReferenceProblem } from './reference-problem.ts';
import { followReference } from './reference-target.ts';
import { syntaxFindings } from './syntax-findings.ts';

/** What a kustomization loads: collected while its references are followed. */
interface Loads {
  readonly objects: ManifestObject[];
  readonly files: Set<string>;
  readonly findings: Finding[];
}

/** Reads the kustomization file of a folder, and follows what it loads. */
export function readFolder(folder: string, file: string, index: FolderIndex): KustomizeFolder {
  const parsed = index.parsed(file) ?? { documents: [], problems: [] };
  const document = parsed.documents[0];
  const content = toRecord(document?.value);
  const place = { file, document: document?.index ?? 0 };
  const loads: Loads = { objects: [], files: new Set([file]), findings: syntaxFindings(file, parsed) };
  if (!document || !isRecord(document.value)) {
    if (loads.findings.length === 0) loads.findings.push(notAKustomization(index.file(file), place));
    const nothing = { annotations: {}, content, objects: [], patches: [], files: [file] };
    return { folder, file, kind: 'Kustomization', ...nothing, findings: loads.findings };
  }
  const { kind, annotations, findings } = readHead(content, document, place);
  loads.findings.push(...findings);
  const { references, malformed } = referencesOf(content);
  for (const path of malformed) {
    const isItem = typeof path.at(-1) === 'number';
    const message = isItem ? 'this is not a path: text is wanted' : `${path.join('.')} must be a list of paths`;
    loads.findings.push({ rule: kustomizationInvalid, message, place: { ...place, path } });
  }
  for (const reference of references) follow(reference, folder, { ...place, path: reference.path }, index, loads);
  const patches = readPatches(content, place, (text) => openReference(text, folder, index));
  loads.findings.push(...patches.findings);
  const files = [...loads.files].sort(compareText);
  const objects = loads.objects.map((object) => transformed(object, content));
  return {
    folder,
    file,
    kind,
    annotations,
    content,
    objects,
    patches: patches.patches,
    files,
    findings: loads.findings,
  };
}

/** Kinds that keep their name under namePrefix and nameSuffix. */
const keepsName = new Set(['APIService', 'CustomResourceDefinition', 'Namespace']);

/** An object as `namespace`, `namePrefix` and `nameSuffix` of a kustomization leave it. */
function transformed(object: ManifestObject, content: Readonly<Record<string, unknown>>): ManifestObject {
  const [namespace, prefix, suffix] = ['namespace', 'namePrefix', 'nameSuffix'].map((field) => content[field] ?? '');
  if (!namespace && !prefix && !suffix) return object;
  const name = keepsName.has(object.kind) ? object.name : `${prefix}${object.name}${suffix}`;
  return { ...object, name, namespace: namespace ? String(namespace) : object.namespace };
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
  if (problem || target.type !== 'path') return;
  if (index.file(target.path)) loads.files.add(target.path);
  const loaded = loadTarget(reference, target.path, index);
  if (!loaded) return;
  loads.findings.push(...loaded.findings);
  for (const file of loaded.files) loads.files.add(file);
  if (reference.brings) loads.objects.push(...loaded.objects);
}

function loadTarget(
  { brings }: KustomizationReference,
  path: string,
  index: FolderIndex,
): Pick<KustomizeFolder, 'objects' | 'files' | 'findings'> | undefined {
  if (!index.file(path)) return index.load(path);
  const parsed = brings ? index.parsed(path) : undefined;
  return parsed && { ...readManifests(path, parsed), files: [] };
}
