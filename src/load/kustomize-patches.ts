import type { Finding } from '../model/diagnostic.ts';
import type { ParsedFile } from '../model/documents.ts';
import type { KustomizePatch } from '../model/kustomize.ts';
import type { Path, Place } from '../model/place.ts';
import { isRecord } from '../model/record.ts';
import { kustomizationInvalid } from '../model/rules/re402-kustomization-invalid.ts';
import { entriesOf, isInlineYaml } from './kustomization-references.ts';
import { parseYaml } from './parse-yaml.ts';
import { syntaxFindings } from './syntax-findings.ts';

type Target = KustomizePatch['target'];

/** A patch as the kustomization names it: YAML in place, or the path of a file. */
interface WrittenPatch {
  readonly text: string;
  readonly inline: boolean;
  readonly target: Target | undefined;
  readonly path: Path;
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
    findings.push(...(file ? syntaxFindings(file.path, parsed) : inlineFindings(parsed, here)));
    for (const { index, value } of parsed.documents) {
      const read = toPatch(value, patch.target, file ? { file: file.path, document: index, path: [] } : here);
      if (read) patches.push(read);
    }
  }
  return { patches, findings };
}

function inlineFindings({ problems }: ParsedFile, place: Place): Finding[] {
  return problems.map(({ line, message }) => ({
    rule: kustomizationInvalid,
    message: `this patch is not YAML: line ${line}: ${message}`,
    place,
  }));
}

function writtenPatches(content: Readonly<Record<string, unknown>>): WrittenPatch[] {
  const written: WrittenPatch[] = [];
  for (const field of ['patches', 'patchesJson6902']) {
    for (const [index, item] of entriesOf(content[field])) {
      const target = isRecord(item['target']) ? textFields(item['target']) : undefined;
      const { patch, path } = item;
      const inline = typeof patch === 'string';
      const text = inline ? patch : path;
      if (typeof text === 'string')
        written.push({ text, inline, target, path: [field, index, inline ? 'patch' : 'path'] });
    }
  }
  const merges = content['patchesStrategicMerge'];
  for (const [index, text] of Array.isArray(merges) ? merges.entries() : []) {
    if (typeof text !== 'string') continue;
    written.push({ text, inline: isInlineYaml(text), target: undefined, path: ['patchesStrategicMerge', index] });
  }
  return written;
}

function toPatch(value: unknown, target: Target | undefined, place: Place): KustomizePatch | undefined {
  if (isRecord(value)) return { target: target ?? identityOf(value), operations: [], merge: value, place };
  if (!Array.isArray(value)) return undefined;
  return { target: target ?? {}, operations: value.filter(isRecord), merge: undefined, place };
}

function identityOf(value: Readonly<Record<string, unknown>>): Target {
  const metadata = isRecord(value['metadata']) ? value['metadata'] : {};
  return textFields({ kind: value['kind'], name: metadata['name'] });
}

function textFields(fields: Readonly<Record<string, unknown>>): Target {
  const text: Record<string, string> = {};
  for (const [key, value] of Object.entries(fields)) if (typeof value === 'string') text[key] = value;
  return text;
}
