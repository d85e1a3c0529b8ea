import { createFsFromVolume, Volume } from 'memfs';
import { nodeFileSystem } from '../../src/adapters/node-fs.ts';
import { applyGenerated, planGenerated } from '../../src/operations/deliver/generate.ts';
import type { FileSystem } from '../../src/ports/file-system.ts';
import { generatedOnDisk } from '../../src/state/generated-on-disk.ts';
import { noProgress } from '../../src/state/progress.ts';
import { base, type Files, objects, readFleet, type TestFleet } from '../support/fleet.ts';

export const root = '/fleet';

const stores: Files = {
  ...objects(`
    Cluster austin:
    Cluster boston:
    Cluster chicago:
    Namespace web: {clusters: all, applications: [imdb]}
    Application imdb: {namespace: web, path: apps/imdb}
  `),
  ...base('apps/imdb'),
};
/** Three clusters of one profile. */
export const before = readFleet(stores);
/** One cluster less, one more, and a new namespace. */
export const after = readFleet({
  ...stores,
  ...objects(`
    Cluster austin: {state: retired}
    Cluster denver: {connectivity: offline}
    Namespace dns: {clusters: all, onRemove: delete}
  `),
});

/** A disk in memory that holds these files. */
export function createDisk(files: Files = {}) {
  const volume = Volume.fromJSON({ ...files }, root);
  volume.mkdirSync(root, { recursive: true });
  const fs = nodeFileSystem(createFsFromVolume(volume));
  const texts = () =>
    Object.fromEntries(
      Object.entries(volume.toJSON(root))
        .filter(([, text]) => text !== null)
        .map(([path, text]) => [path.slice(root.length + 1), text]),
    );
  return { volume, fs, texts };
}

/** One run of `generate`: what was found; nothing is written where that is an error. */
export async function run(fs: FileSystem, fleet: TestFleet, force = false): Promise<string[]> {
  const repository = { root, prefix: '', git: undefined };
  const { resolution, contents } = fleet;
  const state = { repository, progress: noProgress, resolution: async () => resolution, contents };
  const now = Date.UTC(2026, 5, 1);
  const tree = generatedOnDisk(fs, root);
  const { changes } = await planGenerated(state, tree, { now, delivered: undefined }, { force });
  const severities = changes.findings.map(({ rule, severity }) => severity ?? rule.severity);
  if (!severities.includes('error')) applyGenerated(fs, state, changes);
  return changes.findings.map(
    ({ rule, place, message }, index) => `${severities[index]} ${rule.id} ${place.file}: ${message}`,
  );
}

/** The lines of .gitattributes. */
export const attributes =
  '/clusters/** linguist-generated -text -filter -ident\n/fleet/** linguist-generated -text -filter -ident\n';

/** What lies on a disk after a run, and nothing else. */
export function wanted(fleet: TestFleet): Files {
  return { ...Object.fromEntries(fleet.generated), '.gitattributes': attributes };
}
