import { at } from '../model/at.ts';
import type { KustomizeFolder } from '../model/kustomize.ts';
import { applicationsIn } from '../model/overlay-annotations.ts';
import type { ApplicationPlacement, ApplicationVariant, Overlay, Resolution } from '../model/resolution.ts';
import { annotation, annotationPlace } from '../resolve/overlays.ts';
import { expressionSteps } from './expression-steps.ts';
import { type Step, tell } from './step.ts';

/** The overlays of an application that a cluster has: those that apply, and why the others do not. */
export function overlaySteps(
  resolution: Resolution,
  index: number,
  placement: ApplicationPlacement,
  variant: ApplicationVariant,
): Step[] {
  const applied = new Set(variant.overlays.map(({ name }) => name));
  const considered = placement.overlays.flatMap((overlay) => [
    overlayHead(overlay, applied, variant, index),
    ...selectionSteps(resolution, index, overlay),
  ]);
  return [...considered, ...neverConsidered(resolution, placement)];
}

function overlayHead(
  { name, folder, clusters, priority }: Overlay,
  applied: ReadonlySet<string>,
  variant: ApplicationVariant,
  index: number,
): Step {
  const place = annotationPlace(folder, annotation.clusters);
  const rank = priority === 0 ? '' : `, priority ${priority}`;
  if (applied.has(name)) {
    const how = folder.kind === 'Kustomization' ? ', in the place of the base' : '';
    return tell('overlay', true, `${name} applies${how}${rank}`, place);
  }
  const why = clusters.has(index)
    ? `${at(variant.overlays, 0).name} takes the place of the base instead`
    : 'it does not apply';
  return tell('overlay', false, `${name}: ${why}${rank}`, place);
}

function selectionSteps(resolution: Resolution, index: number, { folder, ring }: Overlay): Step[] {
  const text = folder.annotations[annotation.clusters] ?? '';
  const place = annotationPlace(folder, annotation.clusters);
  const selected = expressionSteps(resolution, index, { step: 'expression', text, place, depth: 1, decides: false });
  return ring === undefined ? selected : [...selected, reachStep(resolution, index, ring, folder)];
}

function reachStep({ inventory: { rings }, ringOf }: Resolution, index: number, ring: string, folder: KustomizeFolder) {
  const mine = ringOf(index);
  const position = (name: string | undefined) => rings.findIndex((candidate) => candidate.name === name);
  const ok = mine !== undefined && position(mine) <= position(ring);
  const detail = mine === ring ? `${ring}: that is its ring` : `up to ${ring}: its ring is ${mine}`;
  return tell('reach', ok, detail, annotationPlace(folder, annotation.ring), 1);
}

/** Overlays in the folder of the application that are not for it at all. */
function neverConsidered({ inventory }: Resolution, { application, overlays }: ApplicationPlacement): Step[] {
  const parent = `${application.spec.path}/overlays`;
  const known = new Set(overlays.map(({ name }) => name));
  return inventory.manifests.folders(parent).flatMap((name) => {
    const folder = known.has(name) ? undefined : inventory.manifests.kustomization(`${parent}/${name}`);
    if (!folder) return [];
    const { [annotation.clusters]: clusters, [annotation.applications]: applications } = folder.annotations;
    if (applicationsIn(folder.annotations)?.includes(application.name) === false)
      return [
        tell('overlay', false, `${name}: for ${applications} alone`, annotationPlace(folder, annotation.applications)),
      ];
    const why = clusters === undefined ? `it has no annotation ${annotation.clusters}` : 'it has errors';
    return [tell('overlay', false, `${name}: ${why}`, { file: folder.file, document: 0, path: ['metadata'] })];
  });
}
