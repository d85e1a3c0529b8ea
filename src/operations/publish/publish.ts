import type { WorkingCopy } from '../../state/working-copy.ts';
import { type CarriedOut, carryOut } from './carry-out.ts';
import { type PlannedPublish, type PublishChoice, planPublish } from './plan-publish.ts';
import { outputAt, tipFinder } from './published-output.ts';
import type { Pulls } from './pulls.ts';

/** What `publish` is asked to do. */
export interface PublishOptions extends PublishChoice {
  /** Nothing is pushed. */
  readonly dryRun?: boolean;
  /** The tags of clusters that are not delivered to any more are deleted. */
  readonly prune?: boolean;
  /** http to a registry on another machine. */
  readonly plainHttp?: boolean;
}

/** `PublishResult` of machine output. What would be pushed counts as pushed in a dry run. */
export interface PublishResult {
  /** The commit whose output is in the registry. */
  readonly commit: string;
  readonly bundles: { readonly pushed: number; readonly unchanged: number };
  readonly clusters: { readonly pushed: number; readonly unchanged: number; readonly removed: number };
  /** How many bytes were sent; of a dry run none. */
  readonly bytes: number;
  readonly pulls: Pulls;
  /** Clusters that are not delivered to any more, and are in the registry still. */
  readonly left: number;
}

/**
 * Mirrors what was deployed last into the registry that the fleet names. It decides nothing: all that it pushes follows
 * from the files at one commit. What clusters are pinned to comes first, the tags that they follow after it. Where
 * somebody deploys meanwhile, it goes on with what is newest, so of two that run at once the newer output stays.
 */
export async function publish(copy: WorkingCopy, options: PublishOptions): Promise<PublishResult> {
  const tip = await tipFinder(copy);
  const moved = new Set<string>();
  let done: CarriedOut | undefined;
  for (let commit = await tip(); ; ) {
    const output = await outputAt(copy, commit);
    const registry = await copy.host.registry(output.place.address, { plainHttp: options.plainHttp ?? false });
    try {
      const planned = await planPublish(registry, output, options, moved);
      if (options.dryRun) return resultOf(planned, wouldDo(planned, options));
      const carried = await carryOut(planned, {
        registry,
        clock: copy.host.clock,
        progress: copy.progress,
        prune: options.prune ?? false,
        isCurrent: async () => (await tip()) === commit,
        begin: (name) => void moved.add(name),
      });
      done = done ? sumOf(done, carried) : carried;
      const newest = await tip();
      if (newest === commit) return resultOf(planned, done);
      commit = newest;
    } finally {
      registry.close();
    }
  }
}

function wouldDo({ missing, found }: PlannedPublish, { prune = false }: PublishOptions): CarriedOut {
  return {
    bundles: missing.length,
    clusters: found.changed.filter(({ isThere }) => !isThere).length,
    removed: prune ? found.gone.size : 0,
    bytes: 0,
  };
}

function sumOf(a: CarriedOut, b: CarriedOut): CarriedOut {
  return {
    bundles: a.bundles + b.bundles,
    clusters: a.clusters + b.clusters,
    removed: a.removed + b.removed,
    bytes: a.bytes + b.bytes,
  };
}

function resultOf({ output, sets, missing, found, pulls }: PlannedPublish, done: CarriedOut): PublishResult {
  const isThere = found.changed.filter((one) => one.isThere).length;
  return {
    commit: output.deploy.commit,
    bundles: { pushed: done.bundles, unchanged: sets.size - missing.length },
    clusters: { pushed: done.clusters, unchanged: found.unchanged + isThere, removed: done.removed },
    bytes: done.bytes,
    pulls,
    left: found.gone.size - done.removed,
  };
}
