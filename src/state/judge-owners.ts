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
import { generatingAlike } from '../resolve/generated-alike.ts';
import { checkOwnership } from '../resolve/ownership.ts';
import type { Renderer } from './renderer.ts';

/** What is found of variants whose objects Kustomize alone can tell. */
export interface JudgedOwners {
  readonly findings: readonly Finding[];
  /** What Kustomize built of those that it alone can tell. */
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
  const generating = [...generatingAlike(resolution)].filter((variant) => !opaqueOf(variant));
  const asked: readonly Variant[] = [...opaque, ...generating];
  if (asked.length === 0) return { findings: [], built: new Map(), unjudged: [], failed: new Map() };
  const builder = await renderer();
  if (!builder) {
    const unjudged = [...new Set(asked.map(titleOf))].sort();
    return { findings: opaque.flatMap(refusal), built: new Map(), unjudged, failed: new Map() };
  }
  const failed = new Map<Variant, string>();
  const all = await buildAll(asked, builder, failed);
  const built = new Map([...all].filter(([variant]) => opaqueOf(variant)));
  const generated = [...all].filter(([variant]) => !built.has(variant)).map(onlyGenerated);
  return { findings: checkOwnership(resolution, new Map([...built, ...generated])), built, unjudged: [], failed };
}

type Built = [variant: Variant, objects: readonly ManifestObject[]];

/** Builds variants at the same time; why that fails goes to `failed`. */
async function buildAll(
  variants: readonly Variant[],
  builder: Renderer,
  failed: Map<Variant, string>,
): Promise<Map<Variant, readonly ManifestObject[]>> {
  const built = await Promise.all(
    variants.map(async (variant): Promise<Built[]> => {
      const rendered = await builder.variant(variant);
      if (!rendered.ok) failed.set(variant, rendered.message);
      if (!rendered.ok) return [];
      return [[variant, [...rendered.dropped, ...rendered.objects].map((object) => placed(object, variant))]];
    }),
  );
  return new Map(built.flat());
}

/** What no file tells of a variant: what its generators make. */
function onlyGenerated([variant, objects]: Built): Built {
  const told = new Set(objectsOf(variant).map(({ kind, name }) => `${kind}/${name}`));
  return [variant, objects.filter(({ kind, name }) => !told.has(`${kind}/${name}`))];
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
