import type { LoadedFile } from '../load/source-files.ts';
import { nearest } from '../model/nearest.ts';
import type { DocumentRef } from '../model/place.ts';
import { isRecord, toList, toRecord } from '../model/record.ts';
import { textOf } from '../model/text-of.ts';
import type { ClusterObject } from './cluster-object.ts';

/** A cluster that is there already, as it was written, valid or not. */
export interface KnownCluster {
  readonly source: DocumentRef;
  readonly value: ClusterObject;
  /** The text of numbers, by JSON pointer, if it is not what JavaScript would print. */
  readonly numbers: Readonly<Record<string, string>> | undefined;
}

/** What is there already, as far as an import asks. */
export interface KnownFleet {
  cluster(name: string): KnownCluster | undefined;
  isGroup(path: string): boolean;
  /** The group that was probably meant. Asked for many, it answers for the first. */
  nearGroup(path: string): string | undefined;
  /** The cluster that had this name before. */
  formerOwner(name: string): string | undefined;
}

/** Suggestions are worth their time for the first slips. */
const mostSuggestions = 20;

export function knownFleet(files: readonly LoadedFile[]): KnownFleet {
  const clusters = new Map<string, KnownCluster>();
  const groups = new Set<string>();
  const former = new Map<string, string>();
  for (const { path, parsed } of files) {
    for (const { index, value, numbers } of parsed.documents) {
      const name = isRecord(value) && isRecord(value['metadata']) ? value['metadata']['name'] : undefined;
      if (!isRecord(value) || typeof name !== 'string') continue;
      if (value['kind'] === 'Group') groups.add(name);
      if (value['kind'] !== 'Cluster' || clusters.has(name)) continue;
      clusters.set(name, { source: { file: path, document: index }, value, numbers });
      for (const old of formerNames(value)) former.set(textOf(old), name);
    }
  }
  const suggestions = new Map<string, string | undefined>();
  return {
    cluster: (name) => clusters.get(name),
    isGroup: (path) => groups.has(path),
    nearGroup(path) {
      if (!suggestions.has(path) && suggestions.size < mostSuggestions) suggestions.set(path, nearest(path, groups));
      return suggestions.get(path);
    },
    formerOwner: (name) => former.get(name),
  };
}

function formerNames({ spec }: ClusterObject): readonly unknown[] {
  return toList(toRecord(spec)['formerNames']);
}
