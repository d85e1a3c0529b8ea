import { annotation, formerAnnotation } from '../model/overlay-annotations.ts';
import type { Path } from '../model/place.ts';
import { isRecord, toList, valueAt } from '../model/record.ts';
import { editData } from './edit-data.ts';
import { type EnvChange, envEdits } from './env-edits.ts';
import type { FieldEdit } from './field-edit.ts';
import { type ReleaseChange, releaseEdits } from './release-edits.ts';
import { blockLines } from './written.ts';

/** What `images` of a kustomization does to one image. */
export interface ImageChange {
  /** As the manifests name it, without tag. */
  readonly name: string;
  readonly newName: string | undefined;
  readonly newTag: string | undefined;
  readonly digest: string | undefined;
}

/** What an overlay is to say, besides what it says already. */
export interface OverlayChange {
  /** By their short names; undefined takes one away. */
  readonly annotations: Readonly<{ [K in keyof typeof annotation]?: string | undefined }>;
  readonly images: readonly ImageChange[];
  readonly replicas: readonly { readonly name: string; readonly count: number }[];
  readonly env: readonly EnvChange[];
  readonly releases: readonly ReleaseChange[];
  /** Files in its folder; with a target if they hold operations. */
  readonly patches: readonly {
    readonly path: string;
    readonly target?: Readonly<Record<string, string>> | undefined;
  }[];
}

/** The edits that make a kustomization say so; what it says already is not touched. */
export function overlayEdits(content: Readonly<Record<string, unknown>>, change: OverlayChange): FieldEdit[] {
  const edits: FieldEdit[] = [];
  let now: unknown = content;
  const add = (edit: FieldEdit) => {
    edits.push(edit);
    now = editData(now, edit);
  };
  const listAt = (field: string) => toList(valueAt(now, [field]));
  const place = (field: string, key: string, value: string) => {
    const found = listAt(field).findIndex((item) => isRecord(item) && item[key] === value);
    return found < 0 ? { index: listAt(field).length, isNew: true } : { index: found, isNew: false };
  };

  for (const edit of annotationEdits(content, change.annotations)) add(edit);
  for (const { name, ...values } of change.images) {
    const { index, isNew } = place('images', 'name', name);
    const entries = Object.entries(values);
    const written = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
    if (isNew) add({ op: 'set', path: ['images', index], value: { name, ...written } });
    else
      for (const [field, value] of entries)
        add({ path: ['images', index, field], ...(value === undefined ? { op: 'unset' } : { op: 'set', value }) });
  }
  for (const { name, count } of change.replicas) {
    const { index, isNew } = place('replicas', 'name', name);
    if (isNew) add({ op: 'set', path: ['replicas', index], value: { name, count } });
    else add({ op: 'set', path: ['replicas', index, 'count'], value: count });
  }
  for (const { path, target } of change.patches) {
    const { index } = place('patches', 'path', path);
    add({ op: 'set', path: ['patches', index], value: target ? { target, path } : { path } });
  }
  for (const edit of envEdits(listAt('patches'), change.env)) add(edit);
  for (const edit of releaseEdits(listAt('patches'), change.releases)) add(edit);
  return edits;
}

/** The text of a new component. */
export function newOverlay(name: string, change: OverlayChange): string {
  const head = { apiVersion: 'kustomize.config.k8s.io/v1alpha1', kind: 'Component', metadata: { name } };
  const content = overlayEdits(head, change).reduce<unknown>(editData, head);
  return `${blockLines(content, { indent: 2, indentSeq: true }).join('\n')}\n`;
}

/** Edits of annotations that are not as they should be. */
export function annotationEdits(
  content: Readonly<Record<string, unknown>>,
  annotations: OverlayChange['annotations'],
): FieldEdit[] {
  const edits: FieldEdit[] = [];
  for (const [short, name] of Object.entries(annotation)) {
    const wanted = Object.entries(annotations).find(([key]) => key === short);
    if (!wanted) continue;
    const [, value] = wanted;
    const path: Path = ['metadata', 'annotations', name];
    if (valueAt(content, path) === value) continue;
    edits.push(value === undefined ? { op: 'unset', path } : { op: 'set', path, value });
  }
  const former: Path = ['metadata', 'annotations', formerAnnotation];
  // It tells of the ring before.
  if ('ring' in annotations && valueAt(content, former) !== undefined) edits.push({ op: 'unset', path: former });
  return edits;
}
