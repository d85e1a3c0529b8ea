import type { FileChange } from '../operations/change/change-fleet.ts';
import type { RenderedObject } from '../operations/render/render-cluster.ts';
import { diffText } from './diff.ts';
import { printable } from './legible.ts';
import { documentViews, toJson } from './machine.ts';
import type { Views } from './view.ts';
import { printableManifest } from './yaml.ts';

/** Manifests: a stream of YAML for people, a list as `kubectl get -o json` prints one for programs. */
export const manifestViews = {
  text: yamlStream,
  yaml: yamlStream,
  json: (objects) =>
    `${toJson({ apiVersion: 'v1', kind: 'List', items: objects.map((object) => object.value()) }, 2)}\n`,
  name: (objects) => objects.map((object) => `${printable(object.identity)}\n`).join(''),
} satisfies Views<readonly RenderedObject[]>;

/** The objects that differ, each as `git diff` shows a file. */
export const objectDiffViews = {
  text: (changes, style) => diffText(changes, style),
  name: (changes) => changes.map(({ path }) => `${printable(path)}\n`).join(''),
  ...documentViews((changes: readonly FileChange[]) => ({
    kind: 'ObjectDiffList',
    items: changes.map(({ path, before, after }) => ({ object: path, change: changeOf(before, after), before, after })),
  })),
} satisfies Views<readonly FileChange[]>;

function* yamlStream(objects: readonly RenderedObject[]): Iterable<string> {
  for (const [index, { text }] of objects.entries()) yield `${index === 0 ? '' : '---\n'}${printableManifest(text)}`;
}

function changeOf(before: string | undefined, after: string | undefined) {
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : 'changed';
}
