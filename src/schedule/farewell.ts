import type { LineUp } from '../model/line-up.ts';
import type { Word } from './decision.ts';
import type { Group } from './groups.ts';

/** What has to come before namespaces of a group may leave. */
export interface Farewell {
  /** The words that their sets have to say first. */
  readonly words: ReadonlyMap<string, Word>;
  /** One of the namespaces, the first by name, and what it says or has to say. */
  readonly namespace: string;
  readonly word: Word;
  /** When the clusters will have heard, if the words are brought now; in milliseconds since 1970. */
  readonly heard: number;
}

/** What is known of namespaces that leave. */
export interface Leaving {
  readonly delivered: LineUp;
  readonly desired: LineUp;
  /** What the inventory says of namespaces; nothing of those that are not in it any more. */
  readonly onRemove: ReadonlyMap<string, Word>;
  /** Since when a delivered set says what it says, where that is not long ago; in milliseconds since 1970. */
  readonly saidSince: ReadonlyMap<string, number>;
  readonly lead: number;
  readonly now: number;
}

/**
 * What has to be said before the namespaces of a group leave; undefined: nothing. What was applied with a word is kept or
 * deleted by that word, and so has to be applied with the right one before it goes.
 */
export function farewellOf(group: Group, leaving: Leaving): Farewell | undefined {
  const { delivered, desired, onRemove, saidSince, lead, now } = leaving;
  const words = new Map<string, Word>();
  let first: Pick<Farewell, 'namespace' | 'word'> | undefined;
  let heard = now;
  for (const namespace of group.namespaces) {
    const set = delivered.sets.get(namespace);
    if (!set || desired.sets.has(namespace)) continue;
    const says = set.saysDelete ? 'delete' : 'keep';
    const word = onRemove.get(namespace) ?? says;
    const since = word === says ? (saidSince.get(namespace) ?? -Infinity) : now;
    if (since + lead <= now && word === says) continue;
    if (word !== says) words.set(namespace, word);
    first ??= { namespace, word };
    heard = Math.max(heard, since + lead);
  }
  return first && { ...first, words, heard };
}
