import type { Finding } from '../model/diagnostic.ts';
import type { ParsedFile } from '../model/documents.ts';
import type { KustomizePatch } from '../model/kustomize.ts';
import type { Path, Place } from '../model/place.ts';
import { isRecord, recordsIn, toList, toRecord } from '../model/record.ts';
import { kustomizationInvalid } from '../model/rules/re402-kustomization-invalid.ts';
import { isInlineYaml } from './kustomization-references.ts';
import { parseYaml } from './parse-yaml.ts';
import { manifestSyntaxFindings } from './syntax-findings.ts';

type Target = KustomizePatch['target'];

/** A patch as the kustomization names it: YAML in place, or the path of a file. */
interface WrittenPatch {
  readonly text: string;
  readonly inline: boolean;
  readonly target: Target | undefined;
  readonly path: Path;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** `open` gives the file that a path of this kustomization leads to. */
export function readPatches(
  content: Readonly<Record<string, unknown>>,
  place: Place,
  open: (text: string) => { path: string; parsed: ParsedFile } | undefined,
): { patches: KustomizePatch[]; findings: Finding[] } {
  const patches: KustomizePatch[] = [];
  const findings: Finding[] = [];
  for (const patch of writtenPatches(content)) {
    const here = { ...place, path: patch.path };
    const file = patch.inline ? undefined : open(patch.text);
    const parsed = patch.inline ? parseYaml(new TextEncoder().encode(patch.text)) : file?.parsed;
    if (!parsed) continue;
    findings.push(...(file ? manifestSyntaxFindings(file.path, parsed) : inlineFindings(parsed, here)));
    findings.push(...checkPatch(patch, parsed, here));
    for (const { index, value } of parsed.documents) {
      const read = toPatch(value, patch.target, file ? { file: file.path, document: index, path: [] } : here);
      if (read) patches.push(patch.options ? { ...read, options: patch.options } : read);
    }
  }
  return { patches, findings };
}

function inlineFindings({ problems, otherBreak }: ParsedFile, place: Place): Finding[] {
  return [...problems, ...(otherBreak ? [otherBreak] : [])].map(({ line, message }) => ({
    rule: kustomizationInvalid,
    message: `this patch is not YAML: line ${line}: ${message}`,
    place,
  }));
}

/** What Kustomize refuses in a patch that is YAML. */
function checkPatch({ text, inline, target, path }: WrittenPatch, { documents, problems }: ParsedFile, place: Place) {
  const values = documents.map(({ value }) => value).filter((value) => value !== null);
  const refused = (message: string, hint: string): Finding[] => [{ rule: kustomizationInvalid, message, hint, place }];
  if (problems.length > 0) return [];
  if (inline && /^\s*\[/.test(text) && !isJson(text))
    return refused(
      'Kustomize reads a patch that begins with [ as JSON, and this is none',
      'Write the operations as a list of YAML: - op: replace',
    );
  if (target) return [];
  if (values.some(Array.isArray))
    return refused(
      'these operations have no target, and Kustomize does not know what they are for',
      `Write it beside them, such as target: {kind: Deployment}, in ${path.slice(0, -1).join('.')}.`,
    );
  const nameless = values.some((value) => isRecord(value) && !(identityOf(value).kind && identityOf(value).name));
  return nameless ? refused('this patch names no object', 'Write its kind and metadata.name into it.') : [];
}

function isJson(text: string): boolean {
  if (text.trimStart() !== text) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function writtenPatches(content: Readonly<Record<string, unknown>>): WrittenPatch[] {
  const written: WrittenPatch[] = [];
  for (const field of ['patches', 'patchesJson6902']) {
    for (const { index, item } of recordsIn(content[field])) {
      const target = isRecord(item['target']) ? textFields(item['target']) : undefined;
      const { patch, path, options } = item;
      const inline = typeof patch === 'string';
      const text = inline ? patch : path;
      if (typeof text !== 'string') continue;
      const from = { text, inline, target, path: [field, index, inline ? 'patch' : 'path'] };
      written.push(isRecord(options) ? { ...from, options } : from);
    }
  }
  const merges = content['patchesStrategicMerge'];
  for (const [index, text] of toList(merges).entries()) {
    if (typeof text !== 'string') continue;
    written.push({ text, inline: isInlineYaml(text), target: undefined, path: ['patchesStrategicMerge', index] });
  }
  return written;
}

function toPatch(value: unknown, target: Target | undefined, place: Place): KustomizePatch | undefined {
  const namesItself = target === undefined;
  if (isRecord(value)) return { target: target ?? identityOf(value), namesItself, operations: [], merge: value, place };
  if (!Array.isArray(value)) return undefined;
  return { target: target ?? {}, namesItself, operations: value.filter(isRecord), merge: undefined, place };
}

function identityOf(value: Readonly<Record<string, unknown>>): Target {
  const metadata = toRecord(value['metadata']);
  return textFields({ kind: value['kind'], name: metadata['name'] });
}

function textFields(fields: Readonly<Record<string, unknown>>): Target {
  const text: Record<string, string> = {};
  for (const [key, value] of Object.entries(fields)) if (typeof value === 'string') text[key] = value;
  return text;
}
