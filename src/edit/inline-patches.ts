import { parseYaml } from '../load/parse-yaml.ts';
import { isRecord } from '../model/record.ts';
import type { FieldEdit } from './field-edit.ts';
import { blockLines } from './written.ts';

/** A strategic merge patch that a kustomization is to have in its own text. */
export interface InlinePatch {
  /** Whether a document that is there is this patch, so that it is written in its place. */
  isOwn(document: unknown): boolean;
  /** The patch, made of the one that is there. */
  make(document: unknown): unknown;
}

/** The edits that write patches into `patches`: each in the place of the one that is there, or behind all others. */
export function inlinePatchEdits(patches: readonly unknown[], wanted: readonly InlinePatch[]): FieldEdit[] {
  let end = patches.length;
  return wanted.map(({ isOwn, make }): FieldEdit => {
    const index = patches.findIndex((patch) => isOwn(documentOf(patch)));
    const document = make(index < 0 ? undefined : documentOf(patches[index]));
    const text = `${blockLines(document, { indent: 2, indentSeq: true }).join('\n')}\n`;
    if (index >= 0) return { op: 'set', path: ['patches', index, 'patch'], value: text };
    end += 1;
    return { op: 'set', path: ['patches', end - 1], value: { patch: text } };
  });
}

/** The document of a patch that stands in the kustomization itself, and names its object itself. */
function documentOf(patch: unknown): unknown {
  const text = isRecord(patch) && Object.keys(patch).length === 1 ? patch['patch'] : undefined;
  return typeof text === 'string' ? parseYaml(new TextEncoder().encode(text)).documents[0]?.value : undefined;
}
