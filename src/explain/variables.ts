import { compareText } from '../model/compare.ts';
import type { Item, Manifests } from '../model/inventory.ts';
import type { Cluster } from '../model/kinds.ts';
import type { KustomizeFolder, ManifestObject } from '../model/kustomize.ts';
import type { Place } from '../model/place.ts';
import { isRecord, toRecord } from '../model/record.ts';
import type { Resolution, Variant } from '../model/resolution.ts';
import { textsIn } from '../model/texts-in.ts';
import type { PlacedVariant } from '../model/unit.ts';
import { leftAlone } from '../model/variable-language.ts';
import { isTemplate, variableNames } from '../render/substitute.ts';
import { applicationVariables, clusterVariables, namespaceVariables, type Variable } from '../render/variables.ts';
import { foldersOf } from './folders.ts';

/** A variable that the manifests of an application read. */
export interface VariableUse {
  readonly name: string;
  /** Undefined if nothing sets it. */
  readonly value: string | undefined;
  /** Nothing sets it, and it has no default: Flux refuses the object. */
  readonly isMissing: boolean;
  /** Where the value was written; undefined if there is none. */
  readonly place: Place | undefined;
}

/** Where the manifests of an application, or of a namespace's policies, may read variables. */
export interface VariableSources {
  /** All texts in manifests, patches and kustomizations. */
  readonly texts: readonly string[];
  /** Files that generators load as they are, counted from the fleet root. */
  readonly files: readonly string[];
}

/** All that is written for a variant: its base with what it loads, and its components. */
export function variableSources(variant: Variant, manifests: Manifests): VariableSources {
  if (!variant.substitutes) return { texts: [], files: [] };
  const folders = new Map<string, KustomizeFolder>();
  for (const root of variant.folders)
    for (const folder of foldersOf(root.folder, manifests)) folders.set(folder.folder, folder);
  const texts: string[] = [];
  const read = new Set([...folders.values()].map(({ file }) => file));
  for (const { content, objects, patches } of folders.values()) {
    texts.push(...textsOf(content));
    for (const { merge, operations, place } of patches) {
      texts.push(...textsOf(merge ?? operations));
      read.add(place.file);
    }
    for (const object of objects) {
      if (!isLeftAlone(object)) texts.push(...textsOf(object.value));
      read.add(object.place.file);
    }
  }
  const loaded = new Set([...folders.values()].flatMap(({ files }) => files));
  return { texts, files: [...loaded].filter((file) => !read.has(file)).sort(compareText) };
}

function textsOf(value: unknown): string[] {
  return Array.from(textsIn(value), ({ text }) => text);
}

/** Whether the object says that its variables are to be left as they are. */
function isLeftAlone({ value }: ManifestObject): boolean {
  const metadata = toRecord(value['metadata']);
  const { annotations, labels } = metadata;
  return [annotations, labels].some((map) => isRecord(map) && map[leftAlone.key] === leftAlone.value);
}

/** A variable that Flux knows, with the place where its value was written. */
export interface KnownVariable {
  readonly text: string;
  readonly place: Place;
}

/** All variables that Flux knows for an application on a cluster, by name. */
export function knownVariables(
  resolution: Resolution,
  index: number,
  cluster: Item<Cluster>,
  { variant, home }: PlacedVariant,
): Map<string, KnownVariable> {
  const given: [Item<unknown>, readonly Variable[]][] = [[cluster, clusterVariables(resolution, index)]];
  if (variant.kind === 'application') given.push([variant.application, applicationVariables(variant)]);
  given.push([home.namespace, namespaceVariables(home)]);
  return new Map(
    given.flatMap(([{ source }, variables]) =>
      variables.map(({ name, text, value }) => {
        const path = name === 'cluster_group' ? ['spec', 'groups'] : ['metadata', 'name'];
        return [name, { text, place: value?.from ?? { ...source, path } }] as const;
      }),
    ),
  );
}

/** The variables that texts read, sorted by name, with what is put in for them. */
export function variableUses(texts: Iterable<string>, known: ReadonlyMap<string, KnownVariable>): VariableUse[] {
  const names = new Set<string>();
  const required = new Set<string>();
  for (const text of texts) {
    if (!isTemplate(text)) continue;
    const found = variableNames(text);
    for (const name of found.names) names.add(name);
    for (const name of found.required) required.add(name);
  }
  return [...names].sort(compareText).map((name) => {
    const { text, place } = known.get(name) ?? {};
    return { name, value: text, isMissing: text === undefined && required.has(name), place };
  });
}
