import { lastName } from '../model/paths.ts';
import { toRecords } from '../model/record.ts';
import { scalarText, textOf } from '../model/text-of.ts';
import type { FieldEdit } from './field-edit.ts';
import { overlayEdits } from './overlay-edits.ts';

type Content = Readonly<Record<string, unknown>>;

/** What makes an overlay part of a base. */
export interface Folding {
  /** Of the kustomization of the base. */
  readonly edits: readonly FieldEdit[];
  /** Files that go along: their paths in the folder of the overlay, and in that of the base. */
  readonly moves: ReadonlyMap<string, string>;
}

const foldable: readonly string[] = ['apiVersion', 'kind', 'metadata', 'images', 'replicas', 'patches'];

/** The fields of an overlay that cannot be made part of a base here, sorted as they are written. */
export function unfoldable(overlay: Content): string[] {
  return Object.keys(overlay).filter((field) => !foldable.includes(field));
}

/** Moves images, replicas and patches of an overlay into the kustomization of a base. `isTaken` knows its files. */
export function foldOverlay(
  base: Content,
  overlay: Content,
  name: string,
  isTaken: (path: string) => boolean,
): Folding {
  const images = toRecords(overlay['images']).map((image) => {
    const before = toRecords(base['images']).find((other) => other['name'] === image['name']);
    return {
      name: textOf(image['name']),
      newName: scalarText(image['newName'] ?? before?.['newName']),
      newTag: scalarText(image['newTag']),
      digest: scalarText(image['digest']),
    };
  });
  const replicas = toRecords(overlay['replicas']).map((item) => ({
    name: textOf(item['name']),
    count: Number(item['count']),
  }));
  const edits = [...overlayEdits(base, { annotations: {}, images, replicas, env: [], releases: [], patches: [] })];
  const moves = new Map<string, string>();
  for (const patch of toRecords(overlay['patches'])) {
    const { path } = patch;
    if (typeof path !== 'string') {
      edits.push({ op: 'add', path: ['patches'], value: patch });
      continue;
    }
    const file = lastName(path);
    const free = isTaken(file) || [...moves.values()].includes(file) ? `${name}-${file}` : file;
    moves.set(path, moves.get(path) ?? free);
    edits.push({ op: 'add', path: ['patches'], value: { ...patch, path: moves.get(path) } });
  }
  return { edits, moves };
}
