import type { Path } from '../model/place.ts';
import { isRecord } from '../model/record.ts';

/** A key that Kustomize takes for another one. */
export interface MistakenKey {
  readonly key: string;
  /** The field that Kustomize takes it for. */
  readonly field: string;
  readonly path: Path;
}

/** Fields by which kustomizations and plugins load files, or choose and change objects. */
const fields = [
  'path paths patch target options jsonOp replacements source sourceValue targets select reject fieldPath fieldPaths',
  'group version kind name namespace annotationSelector labelSelector env envs files literals behavior type',
  'labels annotations disableNameSuffixHash immutable pairs includeSelectors includeTemplates fields create',
  'newName newTag digest tagSuffix count prefix suffix fieldSpecs delimiter index encoding',
].flatMap((line) => line.split(' '));

const byLetters = new Map(fields.map((field) => [letters(field), field]));

/** Maps whose keys are for people to choose. */
const chosen: readonly string[] = ['metadata', 'labels', 'annotations', 'pairs', 'commonLabels', 'commonAnnotations'];

/** Its own fields are spelled in another way than all others. It takes Kustomize to tell what becomes of it anyway. */
const unread = 'vars';

/**
 * The keys below the top level that Kustomize, which does not tell small letters from capitals there, takes for a field,
 * and nobody else does: `Patch` for `patch`.
 */
export function mistakenKeys(content: Readonly<Record<string, unknown>>): MistakenKey[] {
  const found: MistakenKey[] = [];
  visitMap(content, []);
  return found;

  function visit(value: unknown, path: Path): void {
    if (Array.isArray(value)) for (const [at, item] of value.entries()) visit(item, [...path, at]);
    else if (isRecord(value) && !chosen.includes(String(path.at(-1)))) visitMap(value, path);
  }

  function visitMap(map: Readonly<Record<string, unknown>>, path: Path): void {
    for (const [key, value] of Object.entries(map)) {
      const field = byLetters.get(letters(key));
      if (field !== undefined && field !== key) found.push({ key, field, path: [...path, key] });
      if (key !== unread) visit(value, [...path, key]);
    }
  }
}

/** Go also takes the long s and the sign for kelvin for the letters that they look like. */
function letters(key: string): string {
  return key.toUpperCase().toLowerCase();
}
