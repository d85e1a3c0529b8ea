import { isNamespace } from '../model/cluster-scoped.ts';
import type { Item } from '../model/inventory.ts';
import type { Cluster } from '../model/kinds.ts';
import type { KustomizeFolder, ManifestObject } from '../model/kustomize.ts';
import { parentOf } from '../model/paths.ts';
import type { Place } from '../model/place.ts';
import type { ApplicationPlacement, ApplicationVariant, Resolution } from '../model/resolution.ts';
import { titleOf } from '../model/unit.ts';
import { type BuiltObjects, nameOnCluster, opaqueOf, ownVariables } from '../resolve/brought.ts';
import { foldersOf } from './folders.ts';
import { effectsOn } from './object-effects.ts';
import { type AskedManifest, type Brought, broughtBy, nameOnCluster as fullName, isAsked } from './object-names.ts';
import type { ObjectOwner } from './object-owner.ts';
import { explainPlacement } from './placement.ts';
import { decide, type Step, tell } from './step.ts';
import { knownVariables } from './variables.ts';

/** The cluster that is asked about. */
export interface AskedCluster {
  readonly resolution: Resolution;
  readonly index: number;
  readonly cluster: Item<Cluster>;
  /** What Kustomize built where it alone can tell what a variant brings; absent: nobody asked it. */
  readonly built?: BuiltObjects;
}

/** Whether and how an application brings an object to a cluster; nothing if it does not know the object. */
export function applicationOwner(
  on: AskedCluster,
  placement: ApplicationPlacement,
  asked: AskedManifest,
): ObjectOwner | undefined {
  const variant = placement.variants.find(({ clusters }) => clusters.has(on.index));
  const owner = variant && placedOwner(on, placement, variant, asked);
  const built = variant && on.built?.get(variant);
  if (!variant || !built) return owner ?? absentOwner(on, placement, asked);
  const object = built.find((one) => {
    const known = nameOnCluster(one.name, ownVariables(variant));
    return !isNamespace(one) && one.kind.toLowerCase() === asked.kind.toLowerCase() && known === asked.name;
  });
  if (object) return owner ?? builtOwner(variant, object);
  return (
    owner && {
      ...owner,
      placed: false,
      steps: [...owner.steps, takenAway],
      reason: `${owner.title} takes it out of what it builds`,
    }
  );
}

/** The application is there, and brings the object. */
function placedOwner(
  { resolution, index, cluster }: AskedCluster,
  placement: ApplicationPlacement,
  variant: ApplicationVariant,
  asked: AskedManifest,
): ObjectOwner | undefined {
  const { application, base, overlays, namespace } = variant;
  const entry = resolution.profileOf(index)?.namespaces.find((one) => one.variant.namespace === namespace);
  if (!entry) return undefined;
  const variables = knownVariables(resolution, index, cluster, { variant, home: entry.variant });
  const components = overlays.map(({ folder }) => folder).filter(({ kind }) => kind === 'Component');
  const parts = [...foldersOf(base, resolution.inventory.manifests).reverse(), ...components];
  const isIt = (folder: KustomizeFolder) => (brought: Brought) =>
    !isNamespace(brought.object) &&
    isAsked(brought, fullName(brought.object, variables, laterThan(folder, components)), asked);
  const sources = parts.flatMap((folder) => broughtBy(folder).brought.filter(isIt(folder)));
  const [first] = sources;
  if (!first) return undefined;

  const origins = new Map(sources.map(({ object: { place } }) => [JSON.stringify(place), place]));
  const holds = (folder: KustomizeFolder) =>
    broughtBy(folder).brought.some(({ object }) => origins.has(JSON.stringify(object.place)));
  const changes = parts
    .filter((folder) => folder.kind === 'Component' || holds(folder))
    .flatMap((folder) => changesBy(folder, first.object, isIt(folder)));
  const idle = placement.overlays.filter(
    (overlay) => !overlays.includes(overlay) && effectsOn(overlay.folder, first.object).length > 0,
  );
  const title = titleOf(variant);
  const detail = `${application.name} brings it, in namespace ${namespace.name} as variant ${variant.name}`;
  return {
    title,
    placed: true,
    steps: [
      tell('application', true, detail, { ...application.source, path: ['spec', 'path'] }),
      ...[...origins.values()].map(holderStep),
      ...changes,
      ...idle.map(({ name, folder: { file } }) =>
        tell('overlay', false, `${name} would change it, and does not apply here`, { file }, 1),
      ),
    ],
    reason: `${title}: ${parentOf(first.object.place.file)}${changedBy(changes, first.object)}`,
  };
}

const takenAway = decide('base', false, 'what Kustomize builds does not have it');

/** No file shows the object: Kustomize makes it. */
function builtOwner(variant: ApplicationVariant, { place }: ManifestObject): ObjectOwner {
  const { application, namespace, name } = variant;
  const title = titleOf(variant);
  const detail = `${application.name} brings it, in namespace ${namespace.name} as variant ${name}`;
  return {
    title,
    placed: true,
    steps: [
      tell('application', true, detail, { ...application.source, path: ['spec', 'path'] }),
      tell('base', true, `Kustomize builds it: ${opaqueOf(variant)?.what ?? variant.base}`, place, 1),
    ],
    reason: `${title}: Kustomize builds it from ${variant.base}`,
  };
}

/** The components that are put on after a folder: all of them after the base. */
export function laterThan(folder: KustomizeFolder, components: readonly KustomizeFolder[]): readonly KustomizeFolder[] {
  return components.slice(components.indexOf(folder) + 1);
}

function changesBy(folder: KustomizeFolder, object: ManifestObject, isIt: (brought: Brought) => boolean): Step[] {
  const added = broughtBy(folder).changed.filter(isIt);
  return [...effectsOn(folder, object), ...added.map((one) => ({ what: 'adds to it', place: one.object.place }))].map(
    ({ what, place }) => tell(partOf(folder.folder), true, `${folder.folder} ${what}`, place, 1),
  );
}

function changedBy(changes: readonly Step[], { place }: ManifestObject): string {
  const folders = new Set(changes.map(({ detail }) => detail.slice(0, detail.indexOf(' '))));
  folders.delete(parentOf(place.file));
  return folders.size === 0 ? '' : `, changed by ${[...folders].join(' and ')}`;
}

/** The object is in the application's base or in one of its overlays, but does not come to the cluster. */
function absentOwner(
  { resolution, index, cluster }: AskedCluster,
  placement: ApplicationPlacement,
  asked: AskedManifest,
): ObjectOwner | undefined {
  const { application, overlays, variants } = placement;
  const { manifests } = resolution.inventory;
  const folders = [...foldersOf(`${application.spec.path}/base`, manifests), ...overlays.map(({ folder }) => folder)];
  for (const folder of folders) {
    const found = broughtBy(folder).brought.find(
      (brought) => !isNamespace(brought.object) && isAsked(brought, brought.object.name, asked),
    );
    if (!found) continue;
    const isThere = variants.some(({ clusters }) => clusters.has(index));
    const reason = isThere
      ? `${folder.folder} does not apply there`
      : explainPlacement(resolution, placement, index, cluster).reason;
    const steps = [
      decide('application', false, reason, { ...application.source, path: ['spec', 'path'] }),
      holderStep(found.object.place),
    ];
    return { title: `application ${application.name}`, placed: false, steps, reason };
  }
  return undefined;
}

/** The folder that an object is written in. */
function holderStep(place: Place): Step {
  const folder = parentOf(place.file);
  return tell(partOf(folder), true, `${folder} holds it`, place, 1);
}

function partOf(folder: string): string {
  return folder.includes('/overlays/') ? 'overlay' : 'base';
}
