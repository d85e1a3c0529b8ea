import { containersOf, hasPlainTag, hasReplicas, imageName, isImageNamed } from '../model/containers.ts';
import { firstOf } from '../model/counts.ts';
import type { Finding, Severity } from '../model/diagnostic.ts';
import type { Manifests } from '../model/inventory.ts';
import type { KustomizeFolder, KustomizePatch, ManifestObject } from '../model/kustomize.ts';
import { nearest } from '../model/nearest.ts';
import { isPatched, namesOf } from '../model/patch-target.ts';
import { parentOf } from '../model/paths.ts';
import type { Path } from '../model/place.ts';
import { recordsIn, toList, toText } from '../model/record.ts';
import { kustomizationInvalid } from '../model/rules/re402-kustomization-invalid.ts';

/** What overlays of a path can change: what its base and all of its overlays bring. */
export interface OverlayTargets {
  readonly base: string;
  readonly objects: readonly ManifestObject[];
  /** Images as the manifests write them. */
  readonly images: readonly string[];
  /** Names that `images` of a kustomization gives to images. */
  readonly newNames: readonly string[];
  /** Whether ConfigMaps or Secrets are generated. */
  readonly generates: boolean;
}

/** Fields by which a kustomization brings or renames objects in ways that are known to Kustomize alone. */
const opaque = [
  'configurations',
  'generators',
  'helmChartInflationGenerator',
  'helmCharts',
  'imageTags',
  'openapi',
  'replacements',
  'transformers',
] as const;

/** What overlays below a path can change; undefined if it cannot be known without Kustomize. */
export function targetsIn(path: string, overlays: readonly string[], manifests: Manifests): OverlayTargets | undefined {
  const base = `${path}/base`;
  const top = [base, ...overlays].flatMap((folder) => manifests.kustomization(folder) ?? []);
  if (top[0]?.folder !== base) return undefined;
  const loaded = new Set(top.flatMap(({ files }) => files.map(parentOf)));
  const folders = [...loaded].flatMap((folder) => manifests.kustomization(folder) ?? []);
  if (folders.some(isOpaque)) return undefined;
  return {
    ...targetsAmong(base, [...new Set(top.flatMap((folder) => folder.objects))]),
    newNames: folders.flatMap(({ content }) =>
      recordsIn(content['images']).flatMap(({ item }) => toText(item['newName']) ?? []),
    ),
    generates: folders.some(({ content }) => content['configMapGenerator'] ?? content['secretGenerator']),
  };
}

/** What overlays can change of objects that Kustomize built from a base. */
export function targetsAmong(base: string, objects: readonly ManifestObject[]): OverlayTargets {
  const images = objects.flatMap(containersOf).map(({ image }) => image);
  return { base, objects, images: [...new Set(images)].filter((image) => image !== ''), newNames: [], generates: true };
}

/** What an overlay changes and nobody brings: a warning if it would change nothing, an error if Kustomize refuses it. */
export function checkTargets(overlay: KustomizeFolder, targets: OverlayTargets): Finding[] {
  const { content, file } = overlay;
  const at = (path: Path) => ({ file, document: 0, path });
  const checkNames = (field: string, problemOf: typeof imageProblem) =>
    recordsIn(content[field]).flatMap(({ index, item: { name } }) => {
      const problem = typeof name === 'string' ? problemOf(name, targets) : undefined;
      return problem
        ? [{ ...problem, severity: severityOf(field === 'replicas'), place: at([field, index, 'name']) }]
        : [];
    });
  const patches = overlay.patches.flatMap((patch) => checkPatch(patch, targets));
  return [...checkNames('images', imageProblem), ...checkNames('replicas', replicasProblem), ...patches].map(
    (finding) => ({ rule: kustomizationInvalid, ...finding }),
  );
}

/** What is wrong, and what to do about it. */
export type TargetProblem = Pick<Finding, 'message' | 'hint'>;

/** What is said of a name in `images` that no image has; undefined if one has it. */
export function imageProblem(name: string, { base, images, newNames }: OverlayTargets): TargetProblem | undefined {
  if (newNames.includes(name) || images.some((image) => isImageNamed(image, name))) return undefined;
  const variable = images.find((image) => imageName(image) === name && !hasPlainTag(image));
  if (variable !== undefined)
    return {
      message: `Kustomize does not see the image ${name}, since its tag is a variable: ${variable}`,
      hint: 'Write a tag into the base, or give the variable another value on these clusters.',
    };
  const names = [...new Set(images.map(imageName))];
  const near = names.find((known) => known.endsWith(`/${name}`)) ?? nearest(name, names);
  return { message: `no container in ${base} has the image ${name}`, ...wayOut(near, names) };
}

/** What is said of a name in `replicas` that nothing has; undefined if something has it. */
export function replicasProblem(name: string, { base, objects }: OverlayTargets): TargetProblem | undefined {
  const scaled = objects.filter(hasReplicas);
  if (scaled.some((object) => namesOf(object).includes(name))) return undefined;
  const names = scaled.map((object) => object.name);
  const message = `nothing in ${base} has replicas and the name ${name}`;
  return { message, ...wayOut(nearest(name, names), names) };
}

function checkPatch(patch: KustomizePatch, { base, objects, generates }: OverlayTargets) {
  const { kind = '', name } = patch.target;
  if (generates && /ConfigMap|Secret|[^A-Za-z]/.test(kind)) return [];
  if (Object.keys(patch.target).length === 0 || objects.some((object) => isPatched(patch, object))) return [];
  const what = [kind || 'any kind', ...(name === undefined ? [] : [name])].join('/');
  const ids = objects.map((object) => `${object.kind}/${object.name}`);
  const literal = objects.find((object) => namesOf(object).includes(name ?? ''));
  const pattern = literal && /[$*+?^{}()|[\]\\]/.test(literal.name);
  return [
    {
      severity: severityOf(patch.namesItself),
      message: `nothing in ${base} is ${what}, which this patch is for`,
      ...(pattern
        ? { hint: 'The name of a target is a pattern: write \\ in front of $, { and }.' }
        : wayOut(nearest(what, ids), ids)),
      place: patch.place,
    },
  ];
}

/** Kustomize refuses what has to be there, and takes no notice of a selector or an image that matches nothing. */
function severityOf(isRefused: boolean): Severity {
  return isRefused ? 'error' : 'warning';
}

function wayOut(near: string | undefined, names: readonly string[]): { hint?: string } {
  if (near !== undefined) return { hint: `Did you mean ${near}?` };
  if (names.length === 0) return {};
  return {
    hint: `There is ${firstOf(names, 5)}.`,
  };
}

function isOpaque({ content }: KustomizeFolder): boolean {
  const loads = [content['resources'], content['bases']].flatMap(toList);
  const isRemote = loads.some((text) => typeof text === 'string' && /^[\w.-]+@|:\/\/|\?ref=|^github\.com\//.test(text));
  return isRemote || opaque.some((field) => content[field] !== undefined);
}
