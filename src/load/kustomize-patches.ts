import type { Finding } from '../model/diagnostic.ts';
import type { ParsedFile } from '../model/documents.ts';
import type { KustomizePatch } from '../model/kustomize.ts';
import type { Path, Place } from '../model/place.ts';
import { isRecord } from '../model/record.ts';
import { kustomizationInvalid } from '../model/rules/re402-kustomization-invalid.ts';
import { entriesOf, isInlineYaml } from './kustomization-references.ts';
import { parseYaml } from './parse-yaml.ts';

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
    const opened = patch.inline ? { parsed: parseYaml(new TextEncoder().encode(patch.text)) } : open(patch.text);
    const problem = patch.inline ? opened?.parsed.problems[0] : undefined;
    if (problem)
      findings.push({
        rule: kustomizationInvalid,
        message: `this patch is not YAML: line ${problem.line}: ${problem.message}`,
        place: here,
      });
    for (const { index, value } of opened?.parsed.documents ?? []) {
      const at = opened && 'path' in opened ? { file: opened.path, document: index, path: [] } : here;
      const read = toPatch(value, patch.target, at);
      if (read) patches.push(read);
    }
  }
  return { patches, findings };
}

function writtenPatches(content: Readonly<Record<string, unknown>>): WrittenPatch[] {
  const written: WrittenPatch[] = [];
  for (const field of ['patches', 'patchesJson6902']) {
    for (const [index, item] of entriesOf(content[field])) {
      const target = isRecord(item['target']) ? textFields(item['target']) : undefined;
      const { patch, path } = item;
      if (typeof patch === 'string') written.push({ text: patch, inline: true, target, path: [field, index, 'patch'] });
      else if (typeof path === 'string')
        written.push({ text: path, inline: false, target, path: [field, index, 'path'] });
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
  if (Array.isArray(value))
    return { target: target ?? {}, operations: value.filter(isRecord), merge: undefined, place };
  if (!isRecord(value)) return undefined;
  return { target: target ?? identityOf(value), operations: [], merge: value, place };
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
