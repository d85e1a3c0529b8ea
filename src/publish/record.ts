import { compareText } from '../model/compare.ts';
import { sha256 } from '../model/hash.ts';
import { isRecord, jsonIn, toRecord } from '../model/record.ts';
import { type Blob, blobOf, type Descriptor } from '../model/registry.ts';
import { descriptorOf, manifestOf } from './artifact.ts';

/** An artifact that is in the registry. */
export interface Published {
  /** The digest of its archive. */
  readonly tar: string;
  /** The digest of its manifest. */
  readonly digest: string;
  /** What is pulled of it, in bytes. */
  readonly size: number;
}

/** What is in a registry by name: of clusters what their tag names, of sets all that were pinned, by their archives. */
export type Entries = ReadonlyMap<string, Published>;

/** What a deploy says of itself in the registry. */
export interface PublishedDeploy {
  readonly commit: string;
  /** When it was decided what moves, in milliseconds since 1970. */
  readonly time: number;
}

/**
 * What was published, in parts: a cluster is in the part that its name gives. Parts that are the same need not be read, so
 * what differs is found with a few questions, however many clusters there are.
 */
export interface PublishRecord {
  readonly deploy: PublishedDeploy;
  readonly parts: ReadonlyMap<string, RecordPart>;
}

/** A part as the manifest names it. */
export interface RecordPart {
  readonly layer: Descriptor;
  /** See sumOf. */
  readonly sum: string;
}

/** The part with the bundles of sets. */
export const setsPart = 'sets';
/** The part with clusters that are not delivered to any more, and have a tag still. */
export const gonePart = 'gone';

const clusterParts = 64;

/** The part that a cluster is in. */
export function partOf(cluster: string): string {
  return `clusters-${Number.parseInt(sha256(cluster).slice(0, 2), 16) % clusterParts}`;
}

/** The same for the same archives under the same names: manifests may be packed anew by another version. */
export function sumOf(tars: ReadonlyMap<string, Pick<Published, 'tar'>>): string {
  const lines = Array.from(tars, ([name, { tar }]) => `${name} ${tar}\n`).sort(compareText);
  return sha256(lines.join(''));
}

const mediaTypes = {
  deploy: 'application/vnd.resedge.deploy.v1+json',
  entries: 'application/vnd.resedge.published.v1+json',
} as const;
const annotations = { part: 'dev.resedge.part', sum: 'dev.resedge.sum' } as const;

/** A part as a blob: sorted, so that equal entries are equal bytes. */
export function partBlob(entries: Entries): Blob {
  const sorted = [...entries].sort(([a], [b]) => compareText(a, b));
  return blobOf(new TextEncoder().encode(JSON.stringify(Object.fromEntries(sorted))));
}

export function readPart(bytes: Uint8Array): Entries {
  const entries = Object.entries(toRecord(jsonIn(new TextDecoder().decode(bytes))));
  return new Map(entries.flatMap(([name, entry]) => (isPublished(entry) ? [[name, entry] as const] : [])));
}

function isPublished(entry: unknown): entry is Published {
  if (!isRecord(entry)) return false;
  const { tar, digest, size } = entry;
  return typeof tar === 'string' && typeof digest === 'string' && typeof size === 'number';
}

/** How the manifest names a part. */
export function recordPart(name: string, blob: Blob, entries: Entries): RecordPart {
  const sum = sumOf(entries);
  const layer = descriptorOf(blob, mediaTypes.entries, { [annotations.part]: name, [annotations.sum]: sum });
  return { layer, sum };
}

/** Whether a record has a part with just these entries; with none it has no such part. */
export function isSamePart({ parts }: PublishRecord, name: string, entries: Entries): boolean {
  return parts.get(name)?.layer.digest === (entries.size === 0 ? undefined : partBlob(entries).digest);
}

/** The manifest, and the blob beside the parts that it names. */
export function recordBlobs({ deploy, parts }: PublishRecord): { readonly manifest: Blob; readonly config: Blob } {
  const time = new Date(deploy.time).toISOString();
  const config = blobOf(new TextEncoder().encode(JSON.stringify({ commit: deploy.commit, time })));
  const layers = [...parts].sort(([a], [b]) => compareText(a, b)).map(([, { layer }]) => layer);
  const manifest = manifestOf({
    config: descriptorOf(config, mediaTypes.deploy),
    layers,
    annotations: { 'dev.resedge.deploy': deploy.commit, 'dev.resedge.time': time },
  });
  return { manifest, config };
}

/** Undefined: the manifest is that of something else. */
export function readRecord(manifest: Uint8Array): PublishRecord | undefined {
  const { config, layers, annotations: said } = toRecord(jsonIn(new TextDecoder().decode(manifest)));
  const { 'dev.resedge.deploy': commit, 'dev.resedge.time': time } = toRecord(said);
  if (toRecord(config)['mediaType'] !== mediaTypes.deploy || typeof commit !== 'string') return undefined;
  const parts = (Array.isArray(layers) ? layers : []).flatMap((layer) => readLayer(toRecord(layer)));
  return { deploy: { commit, time: Date.parse(String(time)) }, parts: new Map(parts) };
}

function readLayer(layer: Readonly<Record<string, unknown>>): [string, RecordPart][] {
  const { mediaType, digest, size } = layer;
  const { [annotations.part]: name, [annotations.sum]: sum } = toRecord(layer['annotations']);
  if (typeof name !== 'string' || typeof sum !== 'string' || typeof digest !== 'string') return [];
  const said = { [annotations.part]: name, [annotations.sum]: sum };
  return [[name, { layer: { mediaType: String(mediaType), digest, size: Number(size), annotations: said }, sum }]];
}
