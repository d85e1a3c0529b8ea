import type { Engine, EngineContext } from '../model/engine.ts';
import type { GeneratedFile } from '../model/generated.ts';
import type { Output, OutputCluster } from '../model/output.ts';
import type { Connectivity } from '../model/resolution.ts';
import type { PlacedSet, SetModel } from '../model/sets.ts';
import { type HashedFolder, hashedFolder } from './contents.ts';
import { generatedFile, withHeader } from './header.ts';
import { toYaml } from './yaml.ts';

/** The files of an output, apart from contents: what clusters share, and after it the files of the clusters one by one. */
export function* outputFiles(
  { profiles, clusters }: Output,
  engine: Engine,
  context: EngineContext,
): IterableIterator<GeneratedFile> {
  yield* engine.shared(context);
  const placer = setPlacer(engine, context);
  const made: GeneratedFile[] = [];
  for (const { name, connectivity, sets } of profiles) {
    const placed = sets.map((model) => placer.place(model, connectivity));
    const folder = context.at.profile(name);
    made.push(
      listFile(folder, 'the inventory', ['sets.yaml']),
      generatedFile(`${folder}/sets.yaml`, 'the inventory', engine.profile(placed, connectivity, context.at)),
    );
  }
  for (const set of placer.folders()) yield* set.files;
  yield* made;
  for (const cluster of clusters) yield* clusterFiles(cluster, engine, context);
}

/** The cluster's file, and the same in the folders that it had before. */
function clusterFiles(cluster: OutputCluster, engine: Engine, context: EngineContext): GeneratedFile[] {
  const { home, former } = cluster;
  return [home, ...former].map((folder) => clusterFileIn(folder, cluster, engine, context));
}

/** The file of a cluster as it is in a folder, which need not be the one that the cluster is to read from. */
export function clusterFileIn(
  folder: string,
  cluster: OutputCluster,
  engine: Engine,
  { at }: EngineContext,
): GeneratedFile {
  const text = engine.cluster({ ...cluster, folder }, at);
  return generatedFile(`${folder}/kustomization.yaml`, `cluster/${cluster.name}`, text);
}

/** Finds the folders of sets: most profiles have sets that others have just so, and these are made once. */
interface SetPlacer {
  place(model: SetModel, connectivity: Connectivity): PlacedSet;
  /** All that were placed. */
  folders(): Iterable<HashedFolder>;
}

function setPlacer(engine: Engine, { at }: EngineContext): SetPlacer {
  const byKey = new Map<string, HashedFolder>();
  const byModel = new Map<SetModel, Map<Connectivity, HashedFolder>>();
  const make = (model: SetModel, connectivity: Connectivity): HashedFolder => {
    const text = engine.set(model, connectivity, at);
    const known = byKey.get(text);
    if (known) return known;
    const origin = `namespace/${model.namespace}`;
    const folder = hashedFolder(at.sets(model.namespace), [
      { path: 'kustomization.yaml', content: withHeader(origin, kustomization(['set.yaml'])) },
      { path: 'set.yaml', content: withHeader(origin, text) },
    ]);
    byKey.set(text, folder);
    return folder;
  };
  return {
    place(model, connectivity) {
      const known = byModel.get(model) ?? new Map<Connectivity, HashedFolder>();
      byModel.set(model, known);
      const folder = known.get(connectivity) ?? make(model, connectivity);
      known.set(connectivity, folder);
      return { namespace: model.namespace, folder: folder.folder };
    },
    folders: () => byKey.values(),
  };
}

function listFile(folder: string, origin: string, resources: readonly string[]): GeneratedFile {
  return generatedFile(`${folder}/kustomization.yaml`, origin, kustomization(resources));
}

function kustomization(resources: readonly string[]): string {
  return toYaml({ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources });
}
