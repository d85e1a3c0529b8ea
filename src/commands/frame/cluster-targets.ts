import { UsageError } from '../../model/errors.ts';
import { findKind, kindWordsOf } from '../../model/kind-names.ts';
import type { EditTargets } from '../../operations/change/edit-fields.ts';
import { isObject, readObjects } from './object-words.ts';

/** The clusters that were typed: names, `cluster/name`, or an expression. What is neither or both is a UsageError. */
export function clusterTargets(names: readonly string[], selector: string | undefined): EditTargets {
  if (names.length > 0 && selector !== undefined) throw new UsageError('give either names or -l');
  if (names.length === 0 && selector === undefined)
    throw new UsageError('there is no cluster named', 'Write names of clusters, or select them with -l.');
  const isKindFirst = names.length > 1 && findKind(names[0] ?? '') !== undefined;
  const objects = readObjects(isKindFirst ? names : names.map((name) => (isObject(name) ? name : `cluster/${name}`)));
  const other = objects.find(({ words }) => words.kind !== 'Cluster');
  if (other)
    throw new UsageError(
      `${other.words.singular}/${other.name} is not a cluster`,
      other.words.kind === 'Group' ? `For all in the group: -l /g/${other.name}` : undefined,
    );
  return { objects: objects.map(({ name }) => ({ words: kindWordsOf('Cluster'), name })), selector };
}

/** A reason that says something; a UsageError if there is none. */
export function requireReason(reason: string | undefined, example: string): string {
  if (reason?.trim()) return reason.trim();
  throw new UsageError(
    reason === undefined ? 'there is no reason' : 'the reason is empty',
    `Say why: --reason "${example}"`,
  );
}
