import { at } from '../../model/at.ts';
import { UserError } from '../../model/errors.ts';
import { liveTag, repositories } from '../../model/registry.ts';
import type { Registry } from '../../ports/registry.ts';
import { type PublishRecord, setsPart } from '../../publish/record.ts';
import type { WorkingCopy } from '../../state/working-copy.ts';
import { inParallel } from './in-parallel.ts';
import { outputAt, tipFinder } from './published-output.ts';
import { entriesIn, recordAt } from './record-access.ts';

/** What `publish gc` is asked to do. */
export interface CollectOptions {
  /** In milliseconds: what a cluster was pinned to since so long ago stays. */
  readonly olderThan: number;
  /** Nothing is deleted. */
  readonly dryRun: boolean;
  readonly plainHttp: boolean;
}

/** `CollectResult` of machine output. */
export interface CollectResult {
  readonly bundles: { readonly deleted: number; readonly kept: number };
  readonly deploys: { readonly deleted: number; readonly kept: number };
}

interface PastRecord {
  readonly tag: string;
  readonly record: PublishRecord;
}

/**
 * Deletes the bundles that no cluster has been pinned to for some time, and the records of the deploys that pinned it to
 * them. Only what the records of this fleet name is looked at, and nothing is deleted that a kept one names.
 */
export async function collect(copy: WorkingCopy, options: CollectOptions): Promise<CollectResult> {
  const tip = await tipFinder(copy);
  const { place } = await outputAt(copy, await tip());
  const registry = await copy.host.registry(place.address, { plainHttp: options.plainHttp });
  try {
    return await collectIn(registry, copy.host.clock.now().getTime() - options.olderThan, options.dryRun);
  } finally {
    registry.close();
  }
}

/** `since`: in milliseconds since 1970. */
export async function collectIn(registry: Registry, since: number, dryRun: boolean): Promise<CollectResult> {
  const records = await recordsIn(registry);
  const kept = records.filter((_, index) => isKept(records, index, since));
  const old = records.filter((one) => !kept.includes(one));
  const wanted = await bundlesOf(registry, kept);
  const unwanted = [...(await bundlesOf(registry, old))].filter(([key]) => !wanted.has(key));
  if (!dryRun) {
    await inParallel(unwanted, async ([key, digest]) => {
      await registry.remove(repositories.set(key.slice(0, key.indexOf('/'))), digest);
    });
    // What they name is gone: a run that is broken off before this finds them again.
    for (const { tag } of old) await removeRecord(registry, tag);
  }
  return {
    bundles: { deleted: unwanted.length, kept: wanted.size },
    deploys: { deleted: old.length, kept: kept.length },
  };
}

/** The newest first. Throws UserError if there are none: then nobody knows what is needed. */
async function recordsIn(registry: Registry): Promise<PastRecord[]> {
  const tags = await registry.tags(repositories.deploys);
  const found: PastRecord[] = [];
  await inParallel(tags, async (tag) => {
    const record = await recordAt(registry, tag);
    if (record) found.push({ tag, record });
  });
  if (!found.some(({ tag }) => tag === liveTag))
    throw new UserError('the registry has no record of what was published last', 'Write it: resedge publish --verify');
  return found.sort((a, b) => b.record.deploy.time - a.record.deploy.time || (a.tag === liveTag ? -1 : 1));
}

/** An output was in force until the next one came. The last one has two tags, that of its commit and `live`. */
function isKept(records: readonly PastRecord[], index: number, since: number): boolean {
  const { commit } = at(records, index).record.deploy;
  const next = records[index - 1];
  const isLast = records.some(({ tag, record }) => tag === liveTag && record.deploy.commit === commit);
  return isLast || next === undefined || next.record.deploy.time >= since;
}

/** The digests of bundles, by what they are called in records. */
async function bundlesOf(registry: Registry, records: readonly PastRecord[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  await inParallel(records, async ({ record }) => {
    for (const [key, { digest }] of await entriesIn(registry, record, setsPart)) found.set(key, digest);
  });
  return found;
}

async function removeRecord(registry: Registry, tag: string): Promise<void> {
  const digest = await registry.digest(repositories.deploys, tag);
  if (digest !== undefined) await registry.remove(repositories.deploys, digest);
}
