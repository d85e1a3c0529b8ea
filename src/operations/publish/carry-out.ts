import { repositories } from '../../model/registry.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Registry } from '../../ports/registry.ts';
import {
  type Entries,
  gonePart,
  isSamePart,
  type Published,
  type PublishRecord,
  partOf,
  setsPart,
} from '../../publish/record.ts';
import type { OnProgress } from '../../state/progress.ts';
import { inParallel } from './in-parallel.ts';
import { pace } from './pace.ts';
import type { PlannedPublish } from './plan-publish.ts';
import { pushBundle, pushClusters, pushConfig } from './push-artifacts.ts';
import { writeRecord } from './record-access.ts';

/** What was done to a registry. */
export interface CarriedOut {
  readonly bundles: number;
  readonly clusters: number;
  readonly removed: number;
  /** How many bytes were sent. */
  readonly bytes: number;
}

export interface Publisher {
  readonly registry: Registry;
  readonly clock: Clock;
  readonly progress: OnProgress;
  readonly prune: boolean;
  isCurrent(): Promise<boolean>;
  /** Told each cluster before its tag moves. */
  begin(name: string): void;
}

/**
 * Pushes bundles, then the artifacts of clusters, whose tags move last. Before any does, the record forgets those clusters:
 * after a run that was broken off, the next one asks the registry for them, and for no others.
 */
export async function carryOut(planned: PlannedPublish, publisher: Publisher): Promise<CarriedOut> {
  const { output, record, had, sets, missing, found, artifacts } = planned;
  const { registry, clock, progress } = publisher;
  const { deploy } = output;
  const removed = publisher.prune ? [...found.gone] : [];
  const toPush = found.changed.filter(({ isThere }) => !isThere);
  const after = partsAfter(planned, removed.length > 0);
  if (missing.length + toPush.length + removed.length === 0 && isSaid(record, after)) return nothingDone;
  let bytes = 0;
  let clusters = 0;
  if (missing.length + toPush.length > 0) await pushConfig(registry);
  const bundleDone = pace(clock, progress, missing.length, 'bundles pushed');
  await inParallel(missing, async (bundle) => {
    if (bundle.missing) bytes += await pushBundle(registry, bundle, await bundle.missing());
    bundleDone();
  });
  let before = record;
  if (toPush.length > 0) {
    const parts = new Map([...found.kept, [gonePart, found.gone], [setsPart, new Map([...had, ...sets])]]);
    const written = await writeRecord(registry, { deploy, before, parts });
    before = written.record;
    bytes += written.bytes;
  }
  const clusterDone = pace(clock, progress, toPush.length, 'clusters published');
  const isWhole = await pushClusters(toPush, {
    registry,
    artifacts,
    isCurrent: publisher.isCurrent,
    begin: publisher.begin,
    done(size) {
      clusters++;
      bytes += size;
      clusterDone();
    },
  });
  if (!isWhole) return { bundles: missing.length, clusters, removed: 0, bytes };
  await inParallel(removed, async ([name, { digest }]) => {
    await registry.remove(repositories.cluster(name), digest);
  });
  const written = await writeRecord(registry, { deploy, before, parts: after });
  return {
    bundles: missing.length,
    clusters,
    removed: removed.length,
    bytes: bytes + written.bytes,
  };
}

const nothingDone: CarriedOut = { bundles: 0, clusters: 0, removed: 0, bytes: 0 };

/** Whether a record says all that already. */
function isSaid(record: PublishRecord | undefined, parts: Parts): boolean {
  return record !== undefined && [...parts].every(([name, entries]) => isSamePart(record, name, entries));
}

type Parts = ReadonlyMap<string, Entries>;

function partsAfter({ found, sets }: PlannedPublish, isPruned: boolean): Parts {
  const parts = new Map<string, Map<string, Published>>();
  for (const [part, entries] of found.kept) parts.set(part, new Map(entries));
  for (const { cluster, published } of found.changed) {
    const part = partOf(cluster.name);
    const entries = parts.get(part) ?? new Map<string, Published>();
    parts.set(part, entries);
    entries.set(cluster.name, published);
  }
  return new Map([...parts, [gonePart, isPruned ? new Map() : found.gone], [setsPart, sets]]);
}
