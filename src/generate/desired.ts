import { at, mustGet } from '../model/at.ts';
import type { Output, OutputCluster } from '../model/output.ts';
import type { Profile, Resolution, Variant } from '../model/resolution.ts';
import type { SetModel } from '../model/sets.ts';
import { contentFiles, type FileBytes, type HashedFolder, hashedFolder } from './contents.ts';
import { gitWhereabouts } from './git-whereabouts.ts';
import { formerFolders } from './layout.ts';
import { setModels } from './set-models.ts';

/** What clusters should have, whatever they have now. */
export interface Desired extends Output {
  /** Where the content of each variant lies, with its files. */
  readonly contents: ReadonlyMap<Variant, HashedFolder>;
  setsOf(profile: Profile): readonly SetModel[];
  /** The same object each time. */
  cluster(index: number): OutputCluster;
}

/** Works out what clusters should have. `bytes`: of all files that variants load. */
export function desiredOutput(resolution: Resolution, bytes: FileBytes): Desired {
  const { inventory, engine, namespaces, applications } = resolution;
  const whereabouts = gitWhereabouts(inventory, '');
  const context = { inventory, at: whereabouts };
  const contents = new Map<Variant, HashedFolder>();
  for (const variant of [...namespaces, ...applications].flatMap(({ variants }): readonly Variant[] => variants)) {
    const parent = whereabouts.contents(variant.kind, variant.applied.name, variant.name);
    contents.set(variant, hashedFolder(parent, contentFiles(engine.build(variant, context), bytes)));
  }
  const sets = new Map<Profile, readonly SetModel[]>();
  const setsOf = (profile: Profile) => {
    const known = sets.get(profile);
    if (known) return known;
    const contentOf = (variant: Variant) => mustGet(contents, variant).folder;
    const made = setModels(profile, { engine, inventory, contentOf });
    sets.set(profile, made);
    return made;
  };
  const outputs = new Map<number, OutputCluster>();
  const cluster = (index: number) => {
    const output = outputs.get(index) ?? clusterOutput(resolution, index, whereabouts.cluster);
    outputs.set(index, output);
    return output;
  };
  return {
    contents,
    setsOf,
    cluster,
    get profiles() {
      return resolution.profiles.map((profile) => ({
        name: profile.name,
        connectivity: profile.connectivity,
        sets: setsOf(profile),
      }));
    },
    clusters: {
      *[Symbol.iterator]() {
        for (const index of resolution.active) yield clusterOutput(resolution, index, whereabouts.cluster);
      },
    },
  };
}

function clusterOutput(resolution: Resolution, index: number, folderOf: (name: string) => string): OutputCluster {
  const { inventory } = resolution;
  const item = at(inventory.clusters, index);
  const { home, connectivity } = item.spec;
  const profile = resolution.profileOf(index);
  if (!profile) throw new Error(`nothing is delivered to ${item.name}`);
  const variables = new Map([
    ['cluster_group', home],
    ['cluster_name', item.name],
  ]);
  for (const [key, { text }] of resolution.valuesOf(index)) variables.set(`cluster_${key}`, text);
  return {
    name: item.name,
    home: folderOf(item.name),
    former: formerFolders(inventory.fleet, item),
    profile: profile.name,
    connectivity,
    isTimed: false,
    variables,
  };
}

/** The files that people wrote and that variants load, sorted. */
export function loadedFiles({ namespaces, applications }: Pick<Resolution, 'namespaces' | 'applications'>): string[] {
  const variants = [...namespaces, ...applications].flatMap((placement): readonly Variant[] => placement.variants);
  return [...new Set(variants.flatMap(({ folders }) => folders.flatMap(({ files }) => files)))].sort();
}
