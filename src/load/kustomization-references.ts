import type { Path } from '../model/place.ts';
import { isRecord, recordsIn } from '../model/record.ts';

/** Something that a kustomization file loads. */
export interface KustomizationReference {
  /** As it is written: a path that counts from the kustomization's folder, or a URL. */
  readonly text: string;
  readonly path: Path;
  /** What may be there. */
  readonly wants: 'file' | 'folder' | 'component' | 'any';
  /** Whether the objects in it become part of the result. */
  readonly brings: boolean;
}

interface ListField {
  readonly field: string;
  readonly wants: KustomizationReference['wants'];
  readonly brings?: true;
  /** The text may be YAML instead of a path. */
  readonly inline?: true;
}

const lists: readonly ListField[] = [
  { field: 'resources', wants: 'any', brings: true },
  { field: 'bases', wants: 'folder', brings: true },
  { field: 'components', wants: 'component', brings: true },
  { field: 'crds', wants: 'file' },
  { field: 'configurations', wants: 'file' },
  { field: 'generators', wants: 'any', inline: true },
  { field: 'transformers', wants: 'any', inline: true },
  { field: 'validators', wants: 'any', inline: true },
  { field: 'patchesStrategicMerge', wants: 'file', inline: true },
];

/** Lists of maps, with the fields in them that name one file, and those that list files. */
const files: readonly { field: string; one: readonly string[]; many: readonly string[] }[] = [
  { field: 'patches', one: ['path'], many: [] },
  { field: 'patchesJson6902', one: ['path'], many: [] },
  { field: 'replacements', one: ['path'], many: [] },
  { field: 'configMapGenerator', one: ['env'], many: ['files', 'envs'] },
  { field: 'secretGenerator', one: ['env'], many: ['files', 'envs'] },
];

/** All that a kustomization file loads, and the places that should hold a list of texts and do not. */
export function referencesOf(content: Readonly<Record<string, unknown>>): {
  references: KustomizationReference[];
  malformed: Path[];
} {
  const references: KustomizationReference[] = [];
  const malformed: Path[] = [];

  function addAll(value: unknown, path: Path, add: (text: string, path: Path) => void): void {
    if (value === undefined || value === null) return;
    if (!Array.isArray(value)) {
      malformed.push(path);
      return;
    }
    for (const [index, item] of value.entries()) {
      if (typeof item === 'string') add(item, [...path, index]);
      else malformed.push([...path, index]);
    }
  }
  const addFile = (text: string, path: Path) => references.push({ text, path, wants: 'file', brings: false });

  for (const { field, wants, brings = false, inline } of lists) {
    addAll(content[field], [field], (text, path) => {
      if (!inline || !isInlineYaml(text)) references.push({ text, path, wants, brings });
    });
  }
  for (const { field, one, many } of files) {
    for (const { index, item } of recordsIn(content[field])) {
      for (const name of one) {
        const value = item[name];
        if (typeof value === 'string' && value !== '') addFile(value, [field, index, name]);
      }
      for (const name of many)
        addAll(item[name], [field, index, name], (text, path) => addFile(withoutKey(text), path));
    }
  }
  const openapi = content['openapi'];
  if (isRecord(openapi) && typeof openapi['path'] === 'string') addFile(openapi['path'], ['openapi', 'path']);
  return { references, malformed };
}

/** Whether a text is YAML itself, and not a path to it. */
export function isInlineYaml(text: string): boolean {
  return /[\n\r\x85]|:\s|^\s*([!&]\S*\s+)*[{[]/.test(text);
}

/** Generators name a file as `path` or `key=path`. */
function withoutKey(text: string): string {
  return text.slice(text.indexOf('=') + 1);
}
