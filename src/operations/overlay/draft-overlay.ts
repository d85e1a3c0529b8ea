import { DocumentEdits } from '../../edit/document-edits.ts';
import { targetOf } from '../../edit/env-edits.ts';
import { newOverlay, type OverlayChange, overlayEdits } from '../../edit/overlay-edits.ts';
import { parseYaml } from '../../load/parse-yaml.ts';
import { mustGet } from '../../model/at.ts';
import { UsageError, UserError } from '../../model/errors.ts';
import type { KustomizeFolder, ManifestObject } from '../../model/kustomize.ts';
import { applicationsIn } from '../../model/overlay-annotations.ts';
import { isRecord } from '../../model/record.ts';
import type { Resolution, Variant } from '../../model/resolution.ts';
import {
  imageProblem,
  replicasProblem,
  type TargetProblem,
  targetsAmong,
  targetsIn,
} from '../../resolve/overlay-targets.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { selectClusters } from '../../state/select-clusters.ts';
import type { DraftChange } from '../change/change-fleet.ts';
import { editTexts } from '../change/edit-texts.ts';
import { requireObject } from '../list/find-objects.ts';
import { type ChartValue, releaseChanges } from './change-release.ts';
import { type EnvWish, findContainers, findPatched, findScaled, type ReplicasWish } from './overlay-objects.ts';

/** What an overlay is to do, as it was asked for. */
export interface OverlayRequest {
  readonly application: string;
  readonly name: string;
  readonly annotations: OverlayChange['annotations'];
  readonly images: OverlayChange['images'];
  readonly replicas: readonly ReplicasWish[];
  readonly env: readonly EnvWish[];
  /** Of a HelmRelease. */
  readonly chartVersion: string | undefined;
  /** What the chart of a HelmRelease gets. */
  readonly values: readonly ChartValue[];
  /** Files that are copied into its folder, by their names there. */
  readonly patches: readonly { readonly path: string; readonly text: string }[];
  /** Narrows what env and patches are for: a name, or `Kind/name`. */
  readonly workload: string | undefined;
  /** The containers that env is for; none: the only one. */
  readonly containers: readonly string[];
}

/** A change of one overlay, worked out but not checked. */
export interface OverlayDraft extends DraftChange {
  readonly application: string;
  readonly overlay: string;
  readonly warnings: readonly string[];
}

/** An overlay of an application, and what there is of it. */
export interface OverlayFiles {
  /** The path of the application. */
  readonly path: string;
  readonly folder: string;
  readonly base: KustomizeFolder;
  /** Whether the objects of the base are those that Kustomize built. */
  readonly isBuilt?: true;
  /** Undefined: there is none yet. */
  readonly written: KustomizeFolder | undefined;
  /** The other applications that share the path, sorted. */
  readonly sharing: readonly string[];
}

/** Makes an overlay, or changes what one says. Throws if what it is to change is not in the base. */
export async function draftOverlay(state: FleetState, request: OverlayRequest): Promise<OverlayDraft> {
  const resolution = await state.resolution();
  const files = await asBuilt(state, request.application, await overlayFiles(state, request.application, request.name));
  const { clusters, ring } = request.annotations;
  const warnings = clusters === undefined ? [] : selectClusters(resolution, clusters).warnings;
  if (ring !== undefined) await requireObject(state, 'Ring', ring);
  if (!files.written && clusters === undefined)
    throw new UsageError('it does not say on which clusters', 'Say which: --clusters /g/stores, or --clusters all');
  const change = toChange(resolution, files, request);
  const { written, folder } = files;
  const texts = new Map<string, string>(request.patches.map(({ path, text }) => [`${folder}/${path}`, text]));
  if (written) texts.set(written.file, await editedText(state, written, change));
  else texts.set(`${folder}/kustomization.yaml`, newOverlay(request.name, change));
  return {
    application: request.application,
    overlay: request.name,
    texts,
    warnings,
    objects: [
      { kind: 'Overlay', name: `${request.application}/${request.name}`, action: written ? 'changed' : 'created' },
    ],
  };
}

/** The text of an overlay's kustomization after a change. */
export async function editedText(
  state: FleetState,
  { file, content }: KustomizeFolder,
  change: OverlayChange,
): Promise<string> {
  const documents = state.files.find(({ path }) => path === file)?.parsed.documents;
  const edits = new DocumentEdits();
  for (const edit of overlayEdits(content, change)) edits.add({ file, document: documents?.[0]?.index ?? 0 }, edit);
  return edits.of(file).size === 0 ? fileText(state, file) : mustGet(await editTexts(state, edits), file);
}

async function fileText(state: FleetState, file: string): Promise<string> {
  return mustGet(await state.texts([file]), file);
}

/** Finds an overlay of an application; throws UserError if there is no such application, or it has no base. */
export async function overlayFiles(state: FleetState, application: string, name: string): Promise<OverlayFiles> {
  const { inventory } = await state.resolution();
  await requireObject(state, 'Application', application);
  const path = inventory.applications.find((one) => one.name === application)?.spec.path ?? '';
  const base = inventory.manifests.kustomization(`${path}/base`);
  if (!base)
    throw new UserError(`${path}/base has no kustomization.yaml`, 'An overlay changes a base: write that one first.');
  const folder = `${path}/overlays/${name}`;
  const sharing = inventory.applications.filter((other) => other.spec.path === path && other.name !== application);
  return {
    path,
    folder,
    base,
    written: inventory.manifests.kustomization(folder),
    sharing: sharing.map((other) => other.name),
  };
}

/** The files with the objects of the base as Kustomize builds them with the fewest overlays, where it alone can tell them. */
async function asBuilt(state: FleetState, application: string, files: OverlayFiles): Promise<OverlayFiles> {
  if (!files.base.opaque) return files;
  const { built } = await state.owners();
  const isOfIt = ({ kind, applied }: Variant) => kind === 'application' && applied.name === application;
  const own = [...built].filter(([variant]) => isOfIt(variant)).sort(([a], [b]) => a.folders.length - b.folders.length);
  const [variant, objectsBuilt] = own[0] ?? [];
  if (!variant || !objectsBuilt) return files;
  const isMoved = variant.kind === 'application' && variant.application.spec.setNamespace;
  const objects = isMoved ? objectsBuilt.map((object) => beforeItMoved(object, files.base.objects)) : objectsBuilt;
  return { ...files, isBuilt: true, base: { ...files.base, objects } };
}

/** An object in the namespace that overlays find it in: it is put into that of its application after them. */
function beforeItMoved(object: ManifestObject, written: readonly ManifestObject[]): ManifestObject {
  const source = written.find(({ kind, name }) => kind === object.kind && name === object.name);
  return { ...object, namespace: source?.namespace ?? '' };
}

function toChange({ inventory }: Resolution, files: OverlayFiles, request: OverlayRequest): OverlayChange {
  const { path, base, written } = files;
  const others = inventory.manifests.folders(`${path}/overlays`).map((other) => `${path}/overlays/${other}`);
  const targets = files.isBuilt
    ? targetsAmong(base.folder, base.objects)
    : targetsIn(path, others, inventory.manifests);
  const replicas = request.replicas.map((wish) => ({ name: findScaled(base, wish), count: wish.count }));
  if (targets) {
    for (const { name } of request.images) throwProblem(imageProblem(name, targets));
    for (const { name } of replicas) throwProblem(replicasProblem(name, targets));
  }
  const { workload, annotations } = request;
  const containers = request.env.length === 0 ? [] : findContainers(base, workload, request.containers);
  return {
    annotations: {
      ...annotations,
      ...applicationsOf(files, request.application, written),
    },
    images: request.images,
    replicas,
    env: containers.flatMap((container) => request.env.map((wish) => ({ ...wish, container }))),
    releases: releaseChanges(base, request),
    patches: request.patches.map(({ path, text }) => ({ path, target: patchTarget(path, text, base, workload) })),
  };
}

function throwProblem(problem: TargetProblem | undefined): void {
  if (problem) throw new UserError(problem.message, problem.hint);
}

/** If applications share a path, an overlay says for which of them it is. */
function applicationsOf(
  { sharing }: OverlayFiles,
  application: string,
  written: KustomizeFolder | undefined,
): OverlayChange['annotations'] {
  if (!written) return sharing.length === 0 ? {} : { applications: application };
  const names = applicationsIn(written.annotations);
  return !names || names.includes(application) ? {} : { applications: [...names, application].join(',') };
}

function patchTarget(
  path: string,
  text: string,
  base: KustomizeFolder,
  workload: string | undefined,
): Readonly<Record<string, string>> | undefined {
  const { documents, problems } = parseYaml(new TextEncoder().encode(text));
  const [problem] = problems;
  if (problem) throw new UserError(`${path} is not YAML: line ${problem.line}: ${problem.message}`, problem.hint);
  const values = documents.map(({ value }) => value).filter((value) => value !== null);
  const [first] = values;
  if (Array.isArray(first) && first.length > 0 && values.length === 1) return targetOf(findPatched(base, workload));
  if (values.length > 0 && values.every(isRecord)) return undefined;
  throw new UserError(
    `${path} is not a patch`,
    'Write a list of JSON 6902 operations (- op: replace), or the object with the fields to change.',
  );
}
