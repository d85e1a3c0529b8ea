import { ClusterSet } from '../model/cluster-set.ts';
import { compareText } from '../model/compare.ts';
import { type Finding, isError } from '../model/diagnostic.ts';
import type { Inventory } from '../model/inventory.ts';
import type { KustomizeFolder } from '../model/kustomize.ts';
import { nearest } from '../model/nearest.ts';
import { annotation, applicationsIn, formerAnnotation, noRing } from '../model/overlay-annotations.ts';
import type { Place } from '../model/place.ts';
import type { Overlay } from '../model/resolution.ts';
import { unknownReference } from '../model/rules/re202-unknown-reference.ts';
import { kustomizationInvalid } from '../model/rules/re402-kustomization-invalid.ts';
import type { Selection } from '../select/selection.ts';
import { idleFinding, idleOverlays } from './idle-overlays.ts';
import { checkTargets, targetsIn } from './overlay-targets.ts';
import { compareOverlayNames } from './versions.ts';

export { annotation } from '../model/overlay-annotations.ts';

/** Where an annotation of a kustomization file stands. */
export function annotationPlace(folder: KustomizeFolder, name: string): Place {
  return { file: folder.file, document: 0, path: ['metadata', 'annotations', name] };
}

/**
 * The overlays below a path, in the order in which they apply: priority, then version if the names are versions,
 * else name. Applications that share the path share the list.
 */
export function findOverlays(
  path: string,
  inventory: Inventory,
  selection: Selection,
): { overlays: Overlay[]; findings: Finding[] } {
  const overlays: Overlay[] = [];
  const findings: Finding[] = [];
  const parent = `${path}/overlays`;
  const names = inventory.manifests.folders(parent);
  const folders = names.map((name) => `${parent}/${name}`);
  const targets = names.length === 0 ? undefined : targetsIn(path, folders, inventory.manifests);
  for (const name of names) {
    const folder = inventory.manifests.kustomization(`${parent}/${name}`);
    if (!folder) continue;
    const before = findings.length;
    findings.push(...folder.findings, ...checkName(name, folder), ...checkTwin(name, names, folder));
    if (targets && !folder.findings.some(isError)) findings.push(...checkTargets(folder, targets));
    const overlay = readOverlay(name, path, folder, inventory, selection, findings);
    if (overlay && !findings.slice(before).some(isError)) overlays.push(overlay);
  }
  findings.push(...idleOverlays(path, inventory.manifests).map(idleFinding));
  overlays.sort((a, b) => a.priority - b.priority || compareOverlayNames(a.name, b.name));
  return { overlays, findings };
}

function readOverlay(
  name: string,
  path: string,
  folder: KustomizeFolder,
  inventory: Inventory,
  selection: Selection,
  findings: Finding[],
): Overlay | undefined {
  const expression = folder.annotations[annotation.clusters];
  const ring = folder.annotations[annotation.ring];
  const priority = readPriority(folder, findings);
  const applications = readApplications(path, folder, inventory, findings);
  checkKnown(folder, findings);
  const reach = ring === undefined ? undefined : reachOfRing(ring, folder, inventory, selection, findings);
  if (expression === undefined) return undefined;
  const selected = selection.evaluate(expression, annotationPlace(folder, annotation.clusters), {
    warnIfEmpty: true,
  });
  return { name, folder, clusters: reach ? selected.and(reach) : selected, ring, applications, priority };
}

/** A misspelt annotation would leave the overlay without effect, and nobody would be told. */
function checkKnown(folder: KustomizeFolder, findings: Finding[]): void {
  const known = Object.values<string>(annotation);
  for (const name of Object.keys(folder.annotations).sort(compareText)) {
    if (!name.startsWith('resedge.dev/') || known.includes(name) || name === formerAnnotation) continue;
    const near = nearest(name, known);
    findings.push({
      rule: kustomizationInvalid,
      message: `there is no annotation ${name}`,
      hint: near ? `Did you mean ${near}?` : `There are ${known.join(', ')}.`,
      place: { ...annotationPlace(folder, name), key: true },
    });
  }
}

function checkName(name: string, folder: KustomizeFolder): Finding[] {
  const place = { file: folder.file, document: 0, path: [] };
  if (name === 'base') {
    return [
      {
        rule: kustomizationInvalid,
        message: 'an overlay may not be named base: that is what a variant without overlays is called',
        hint: 'Rename the folder.',
        place,
      },
    ];
  }
  if (/^[A-Za-z0-9.-]+$/.test(name)) return [];
  return [
    {
      rule: kustomizationInvalid,
      message: `the overlay name ${JSON.stringify(name)} may hold only letters, digits, "." and "-"`,
      hint: 'Rename the folder.',
      place,
    },
  ];
}

/** On macOS and Windows one of two such folders takes the place of the other, and the bytes differ from machine to machine. */
function checkTwin(name: string, names: readonly string[], { file }: KustomizeFolder): Finding[] {
  const twin = names.find((other) => other !== name && other.toLowerCase() === name.toLowerCase());
  if (twin === undefined) return [];
  return [
    {
      rule: kustomizationInvalid,
      message: `the overlays ${name} and ${twin} differ in case alone: where file names do not, they are one folder`,
      hint: 'Rename one of them.',
      place: { file, document: 0, path: [] },
    },
  ];
}

function readPriority(folder: KustomizeFolder, findings: Finding[]): number {
  const text = folder.annotations[annotation.priority];
  if (text === undefined) return 0;
  if (/^[-+]?\d{1,9}$/.test(text)) return Number(text);
  findings.push({
    rule: kustomizationInvalid,
    message: `the priority ${JSON.stringify(text)} is not a whole number`,
    hint: 'Write a whole number in quotes, such as "10".',
    place: annotationPlace(folder, annotation.priority),
  });
  return 0;
}

function readApplications(
  path: string,
  folder: KustomizeFolder,
  inventory: Inventory,
  findings: Finding[],
): string[] | undefined {
  const names = applicationsIn(folder.annotations);
  if (names === undefined) return undefined;
  const sharing = inventory.applications
    .filter((application) => application.spec.path === path)
    .map((application) => application.name);
  for (const name of names) {
    if (sharing.includes(name)) continue;
    const near = nearest(name, sharing);
    findings.push({
      rule: unknownReference,
      message: `no application named ${JSON.stringify(name)} has the path ${path}`,
      hint: near ? `Did you mean ${near}?` : `Applications with this path: ${sharing.join(', ')}.`,
      place: annotationPlace(folder, annotation.applications),
    });
  }
  return names.sort(compareText);
}

function reachOfRing(
  name: string,
  folder: KustomizeFolder,
  inventory: Inventory,
  selection: Selection,
  findings: Finding[],
) {
  if (name === noRing) return ClusterSet.none(inventory.clusters.length);
  const last = inventory.rings.findIndex((ring) => ring.name === name);
  if (last >= 0)
    return inventory.rings
      .slice(0, last + 1)
      .map((ring) => selection.ring(ring.name))
      .reduce((all, ring) => all.or(ring));
  const near = nearest(
    name,
    inventory.rings.map((ring) => ring.name),
  );
  findings.push({
    rule: unknownReference,
    message: `there is no ring named ${JSON.stringify(name)}`,
    hint: near
      ? `Did you mean ${near}?`
      : 'Name a Ring of the inventory, or leave the annotation out to reach all rings.',
    place: annotationPlace(folder, annotation.ring),
  });
  return undefined;
}
