import { at, mustGet } from '../model/at.ts';
import type { DeliveredCluster, DeliveredLineUp, ReadBack, Recognise, ToldOutput } from '../model/delivered.ts';
import { UserError } from '../model/errors.ts';
import type { KeptFile } from '../model/generated.ts';
import type { PlacedSet, SetModel } from '../model/sets.ts';

/** Reads the texts of files, by their ids. */
type ReadTexts = (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** How files are understood. */
interface Reading {
  readonly readBack: ReadBack;
  readonly readTexts: ReadTexts;
  readonly recognise?: Recognise | undefined;
}

/** Where files lie that tell what clusters have. */
interface OutputFolders {
  readonly clusters: string;
  readonly profiles: string;
}

/** Tells from generated files what clusters have: their own files name profiles, these sets. Each text is read once. */
export async function readClusters(
  files: readonly KeptFile[],
  { clusters, profiles }: OutputFolders,
  { readBack, readTexts, recognise }: Reading,
): Promise<ToldOutput> {
  const own = files.filter(({ path }) => path.startsWith(`${clusters}/`) && path.endsWith('/kustomization.yaml'));
  const lists = files.filter(({ path }) => path.startsWith(`${profiles}/`) && path.endsWith('/sets.yaml'));
  const ids = new Map(files.map(({ path, id }) => [path, id]));
  const names = lists.map(({ path }) => path.slice(profiles.length + 1, -'/sets.yaml'.length));
  const known = new Map(own.map((file) => [file.path, recognise?.(file, names)]));
  const unknown = own.filter(({ path }) => known.get(path) === undefined);
  const texts = await readTexts([...unknown, ...lists].map(({ id }) => id));
  const placed = new Map(lists.map(({ id }, index) => [at(names, index), readBack.profile(mustGet(texts, id))]));
  const sets = await readSets([...placed.values()].flat(), ids, readBack, readTexts);
  const lineUps = lineUpsOf(placed, sets);
  const found = new Map<string, DeliveredCluster>();
  const untold = new Set<string>();
  for (const { path, id } of own) {
    const read = known.get(path) ?? readBack.cluster(mustGet(texts, id));
    // The file of a forwarding overlay names the folder that it forwards to.
    if (!read || `${read.folder}/kustomization.yaml` !== path) continue;
    const lineUp = lineUps.get(read.profile);
    if (lineUp) found.set(read.name, { ...read, lineUp, units: lineUp.units });
    else untold.add(read.name);
  }
  return { clusters: found, untold };
}

async function readSets(
  placed: readonly PlacedSet[],
  ids: ReadonlyMap<string, string>,
  readBack: ReadBack,
  readTexts: ReadTexts,
): Promise<ReadonlyMap<string, SetModel>> {
  const namespaces = new Map(placed.map(({ folder, namespace }) => [folder, namespace]));
  const sets = Array.from(namespaces, ([folder, namespace]) => {
    const file = `${folder}/set.yaml`;
    return { folder, namespace, file, id: ids.get(file) };
  });
  const texts = await readTexts(sets.flatMap(({ id }) => id ?? []));
  return new Map(
    sets.map(({ id, file, ...place }): [string, SetModel] => [
      place.folder,
      id === undefined
        ? { namespace: place.namespace, units: [], missing: file }
        : readSet(place, mustGet(texts, id), readBack),
    ]),
  );
}

/** Nothing may be left out of what a cluster has: what is held back would be taken off it. */
function readSet({ folder, namespace }: PlacedSet, text: string, readBack: ReadBack): SetModel {
  try {
    return readBack.set(text, namespace);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const file = `${folder}/set.yaml`;
    throw new UserError(
      `${file} is not as a deploy left it, so what clusters have cannot be told: ${error.message}`,
      `See who changed it (git log -p -- ${file}), and take that back: git revert COMMIT`,
      { cause: error },
    );
  }
}

/** The line-up of each profile: the same object for profiles with the same sets. */
function lineUpsOf(
  placed: ReadonlyMap<string, readonly PlacedSet[]>,
  sets: ReadonlyMap<string, SetModel>,
): ReadonlyMap<string, DeliveredLineUp> {
  const known = new Map<string, DeliveredLineUp>();
  return new Map(
    Array.from(placed, ([profile, list]) => {
      const key = list.map(({ folder }) => folder).join('\n');
      const lineUp = known.get(key) ?? lineUpOf(list, sets);
      known.set(key, lineUp);
      return [profile, lineUp];
    }),
  );
}

function lineUpOf(list: readonly PlacedSet[], sets: ReadonlyMap<string, SetModel>): DeliveredLineUp {
  const models = list.flatMap(({ folder }) => sets.get(folder) ?? []);
  const units = models.flatMap((model) => model.units.map(({ kind, name }) => `${kind}/${name}`));
  return {
    sets: new Map(models.map((model) => [model.namespace, model])),
    folders: list.map(({ folder }) => folder),
    units: new Set(units),
  };
}
