import { isListOf, isRecord, toRecord } from '../model/record.ts';
import { scalarText } from '../model/text-of.ts';
import { leftAlone } from '../model/variable-language.ts';
import { readManifest } from './read-manifest.ts';
import { isSite, type Site, sitesIn } from './sites.ts';

/** An object as Kustomize built it, before variables. Plain data, so that it can be kept. */
export interface BuiltObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Empty if it has none. */
  readonly namespace: string;
  /** The object as Kustomize prints it, and as Flux substitutes in it: YAML with sorted keys. */
  readonly text: string;
  /** The object that the text is, before variables: an empty map if it is no YAML. */
  readonly value: Readonly<Record<string, unknown>>;
  /** Why variables are left alone: the object says so itself, or SOPS encrypted it. */
  readonly left?: 'disabled' | 'encrypted';
  /** Where variables stand; absent if that takes a look at the whole text. */
  readonly sites?: readonly Site[];
}

/** What a variant builds, or why Kustomize refuses it, in its own words. */
export type Rendered =
  | {
      readonly ok: true;
      readonly objects: readonly BuiltObject[];
      /** What it builds and clusters do not get: Namespaces that an application brings. */
      readonly dropped: readonly BuiltObject[];
    }
  | { readonly ok: false; readonly message: string };

/** The objects in what Kustomize printed, in its order. */
export function readBuilt(output: string): BuiltObject[] {
  const texts = output.split(/^---\n/m).filter((text) => text.trim() !== '');
  return texts.map(readObject);
}

/** Whether a value read from JSON is an object that was kept. */
export function isBuiltObject(value: unknown): value is BuiltObject {
  if (!isRecord(value) || !isRecord(value['value'])) return false;
  const { apiVersion, kind, name, namespace, text, left, sites } = value;
  const isNamed = [apiVersion, kind, name, namespace, text].every((part) => typeof part === 'string');
  const isLeft = left === undefined || left === 'disabled' || left === 'encrypted';
  return isNamed && isLeft && (sites === undefined || isListOf(sites, isSite));
}

/** Whether SOPS encrypted an object. */
export function isEncrypted({ sops }: Readonly<Record<string, unknown>>): boolean {
  return isRecord(sops) && 'mac' in sops;
}

function readObject(text: string): BuiltObject {
  const read = readManifest(text);
  const value = toRecord(read.ok ? read.value : undefined);
  const metadata = toRecord(value['metadata']);
  const left = whyLeftAlone(value, metadata);
  const sites = left === undefined ? sitesIn(text) : [];
  return {
    apiVersion: scalarText(value['apiVersion']) ?? '',
    kind: scalarText(value['kind']) ?? '',
    name: scalarText(metadata['name']) ?? '',
    namespace: scalarText(metadata['namespace']) ?? '',
    text,
    value,
    ...(left === undefined ? {} : { left }),
    ...(sites === undefined ? {} : { sites }),
  };
}

function whyLeftAlone(
  value: Readonly<Record<string, unknown>>,
  metadata: Readonly<Record<string, unknown>>,
): BuiltObject['left'] {
  if (isEncrypted(value)) return 'encrypted';
  const isOff = [metadata['labels'], metadata['annotations']].some(
    (map) => toRecord(map)[leftAlone.key] === leftAlone.value,
  );
  return isOff ? 'disabled' : undefined;
}
