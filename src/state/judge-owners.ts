import { isNamespace } from '../model/cluster-scoped.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { ManifestObject } from '../model/kustomize.ts';
import { namesOf } from '../model/patch-target.ts';
import type { Place } from '../model/place.ts';
import type { Resolution, Variant } from '../model/resolution.ts';
import { applicationBringsNamespace } from '../model/rules/re410-application-brings-namespace.ts';
import { titleOf } from '../model/unit.ts';
import type { BuiltObject } from '../render/built-object.ts';
import { type BuiltObjects, objectsOf, opaqueOf, opaqueVariants } from '../resolve/brought.ts';
import { checkOwnership } from '../resolve/ownership.ts';
import type { Renderer } from './renderer.ts';

/** What is found of variants whose objects Kustomize alone can tell. */
export interface JudgedOwners {
  readonly findings: readonly Finding[];
  /** What Kustomize built of them. */
  readonly built: BuiltObjects;
  /** What was not judged, since there is no Kustomize: `application till`, sorted. */
  readonly unjudged: readonly string[];
  /** Why Kustomize could not build some of them. */
  readonly failed: ReadonlyMap<Variant, string>;
}

/** Judges who owns what where people's files do not tell it: Kustomize builds these variants, and no others. */
export async function judgeOwners(
  resolution: Resolution,
  renderer: () => Promise<Renderer | undefined>,
): Promise<JudgedOwners> {
  const opaque = opaqueVariants(resolution);
  if (opaque.length === 0) return { findings: [], built: new Map(), unjudged: [], failed: new Map() };
  const builder = await renderer();
  if (!builder) {
    const unjudged = [...new Set(opaque.map(titleOf))].sort();
    return { findings: opaque.flatMap(refusal), built: new Map(), unjudged, failed: new Map() };
  }
  const failed = new Map<Variant, string>();
  const built = new Map<Variant, readonly ManifestObject[]>();
  await Promise.all(
    opaque.map(async (variant) => {
      const rendered = await builder.variant(variant);
      if (rendered.ok)
        built.set(
          variant,
          [...rendered.dropped, ...rendered.objects].map((object) => placed(object, variant)),
        );
      else failed.set(variant, rendered.message);
    }),
  );
  return { findings: checkOwnership(resolution, built), built, unjudged: [], failed };
}

/** What may bring a Namespace is not let through unseen: the engine would delete it with all that is in it. */
function refusal(variant: Variant): Finding[] {
  const opaque = opaqueOf(variant);
  if (variant.kind !== 'application' || !opaque) return [];
  if (!opaque.adds && !objectsOf(variant).some(isNamespace)) return [];
  return [
    {
      rule: applicationBringsNamespace,
      message: `without Kustomize it cannot be told whether ${titleOf(variant)} brings a Namespace: ${opaque.what}`,
      hint: 'Install Kustomize 5.5 or later (https://kubectl.docs.kubernetes.io/installation/kustomize/), or kubectl 1.32 or later.',
      place: folderPlace(variant),
    },
  ];
}

/** A built object at the manifest that it comes from, as far as its name shows it. */
function placed(object: BuiltObject, variant: Variant): ManifestObject {
  const { apiVersion, kind, name, namespace, value } = object;
  const isIt = (written: ManifestObject) =>
    written.kind === kind &&
    written.apiVersion === apiVersion &&
    (isNamespace(object) || namesOf(written).includes(name));
  const written = objectsOf(variant).find(isIt);
  return { apiVersion, kind, name, namespace, value, place: written?.place ?? folderPlace(variant) };
}

function folderPlace({ folders, applied }: Variant): Place {
  const [first] = folders;
  return first ? { file: first.file } : applied.source;
}
