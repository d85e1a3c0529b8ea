import type { Desired } from '../../../generate/desired.ts';
import { clusterFileIn } from '../../../generate/output-files.ts';
import { at } from '../../../model/at.ts';
import type { ReadCluster, Recognise } from '../../../model/delivered.ts';
import type { EngineContext } from '../../../model/engine.ts';
import { blobId } from '../../../model/hash.ts';
import type { OutputCluster } from '../../../model/output.ts';
import type { Profile, Resolution } from '../../../model/resolution.ts';
import { hasWindows } from '../../../model/time/cluster-timing.ts';
import { clusterTimings } from '../../../resolve/cluster-timings.ts';

/** So many clusters of a profile are compared with all names that it may have had, before those of it are read. */
const mostTries = 2;

/**
 * Recognises the files of clusters that are as they should be, but for the name of their profile, by the ids of their
 * contents. In most runs these are nearly all of the files that there are: to read 40,000 takes seconds, and as many
 * texts a hundred megabytes.
 */
export function recogniser(resolution: Resolution, desired: Desired, context: EngineContext): Recognise {
  const { engine, active, inventory, profileOf } = resolution;
  const timingOf = clusterTimings(resolution, engine.lead);
  const byFolder = new Map<string, number>();
  for (const index of active) byFolder.set(context.at.cluster(at(inventory.clusters, index).name), index);
  const guesses = new Map<Profile, string>();
  const misses = new Map<Profile, number>();
  const isFile = (wanted: OutputCluster, id: string) => {
    const { content } = clusterFileIn(wanted.home, wanted, resolution.engine, context);
    return blobId(Buffer.from(content)) === id;
  };
  return ({ path, id }, profiles) => {
    const index = byFolder.get(path.slice(0, path.lastIndexOf('/')));
    const profile = index === undefined ? undefined : profileOf(index);
    if (index === undefined || !profile) return undefined;
    const wanted = { ...desired.cluster(index), isTimed: hasWindows(timingOf(index)) };
    const guess = guesses.get(profile) ?? profile.name;
    if (isFile({ ...wanted, profile: guess }, id)) return facts(wanted, guess);
    const tried = misses.get(profile) ?? 0;
    if (tried >= mostTries) return undefined;
    misses.set(profile, tried + 1);
    const name = profiles.find((other) => isFile({ ...wanted, profile: other }, id));
    if (name === undefined) return undefined;
    guesses.set(profile, name);
    return facts(wanted, name);
  };
}

function facts(output: OutputCluster, profile: string): ReadCluster {
  const { name, home, connectivity, isTimed, variables } = output;
  return { name, profile, connectivity, isTimed, folder: home, variables: () => variables };
}
