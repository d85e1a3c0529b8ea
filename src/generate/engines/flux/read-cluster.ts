import type { ReadCluster } from '../../../model/delivered.ts';
import type { Connectivity } from '../../../model/resolution.ts';
import { sharedFolder } from '../../layout.ts';

const profile = new RegExp(`^ {2}- (?:\\.\\./)+${sharedFolder}/profiles/(\\S+)$`, 'm');
const start = new RegExp(`^ {2}- (?:\\.\\./)+${sharedFolder}/sources/(online|intermittent|offline)$`, 'm');
const literal = /^ {6}- ("(?:[^"\\]|\\.)*")$/gm;
const clusterName = /^ {6}- "cluster_name=\\"(.+)\\""$/m;
const ownInterval = '{op: replace, path: /spec/interval, ';
const path = /^ {6}- \{op: add, path: \/spec\/path, value: ("(?:[^"\\]|\\.)*")\}$/m;

/** What a cluster's own file says. `prefix` is the way from the root of the repository to the fleet root. */
export function readCluster(text: string, prefix: string): ReadCluster | undefined {
  const name = clusterName.exec(text)?.[1];
  const ofProfile = profile.exec(text)?.[1];
  const connectivity = connectivityIn(text);
  const folder = textOf(path.exec(text)?.[1]);
  if (name === undefined || ofProfile === undefined || connectivity === undefined || folder === undefined)
    return undefined;
  return {
    name,
    profile: ofProfile,
    connectivity,
    isTimed: text.includes(ownInterval),
    folder: folder.slice(`./${prefix}`.length),
    variables: () => new Map(Array.from(text.matchAll(literal), ([, quoted]) => pairOf(textOf(quoted) ?? ''))),
  };
}

function connectivityIn(text: string): Connectivity | undefined {
  const word = start.exec(text)?.[1];
  return word === 'online' || word === 'intermittent' || word === 'offline' ? word : undefined;
}

/** `key="value"`, with the pair of quotes that Kustomize takes off. */
function pairOf(text: string): [string, string] {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 2, -1)];
}

/** What a double-quoted scalar of ours says: JSON with more escapes than it needs. */
function textOf(quoted: string | undefined): string | undefined {
  if (quoted === undefined) return undefined;
  const value: unknown = JSON.parse(quoted);
  return typeof value === 'string' ? value : undefined;
}
