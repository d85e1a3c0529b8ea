import { liveTag, repositories } from '../../model/registry.ts';
import type { Registry } from '../../ports/registry.ts';
import {
  type Entries,
  type PublishedDeploy,
  type PublishRecord,
  partBlob,
  type RecordPart,
  readPart,
  readRecord,
  recordBlobs,
  recordPart,
} from '../../publish/record.ts';
import { inParallel } from './in-parallel.ts';

const repository = repositories.deploys;

/** What was published last; undefined: nothing, as far as the registry knows. */
export async function lastRecord(registry: Registry): Promise<PublishRecord | undefined> {
  return recordAt(registry, liveTag);
}

/** The record below a tag: `live`, or the commit of a deploy. */
export async function recordAt(registry: Registry, tag: string): Promise<PublishRecord | undefined> {
  const manifest = await registry.manifest(repository, tag);
  return manifest && readRecord(manifest.bytes);
}

/** The entries of a part; none if the record has no such part, or the registry lost it. */
export async function entriesIn(registry: Registry, record: PublishRecord | undefined, part: string): Promise<Entries> {
  const found = record?.parts.get(part);
  const blob = found && (await registry.blob(repository, found.layer.digest));
  return blob ? readPart(blob.bytes) : new Map();
}

/** Parts with other entries than a record has; the rest of it stays. */
export interface RecordChange {
  readonly deploy: PublishedDeploy;
  readonly before: PublishRecord | undefined;
  readonly parts: ReadonlyMap<string, Entries>;
}

/** Writes a record, below the commit of its deploy and as the last one. Returns it, and how many bytes were sent. */
export async function writeRecord(
  registry: Registry,
  { deploy, before, parts }: RecordChange,
): Promise<{ readonly record: PublishRecord; readonly bytes: number }> {
  const next = new Map<string, RecordPart>(before?.parts);
  let bytes = 0;
  await inParallel(parts, async ([name, entries]) => {
    const blob = partBlob(entries);
    const had = next.get(name);
    if (entries.size === 0) next.delete(name);
    else next.set(name, recordPart(name, blob, entries));
    if (entries.size === 0 || had?.layer.digest === blob.digest) return;
    await registry.pushBlob(repository, blob);
    bytes += blob.bytes.length;
  });
  const record = { deploy, parts: next };
  const { manifest, config } = recordBlobs(record);
  await registry.pushBlob(repository, config);
  await registry.pushManifest(repository, deploy.commit, manifest);
  await registry.pushManifest(repository, liveTag, manifest);
  return { record, bytes: bytes + config.bytes.length + manifest.bytes.length };
}
