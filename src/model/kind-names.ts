import type { KindName } from './inventory.ts';

/** What a kind is called on the command line. */
export interface KindWords {
  readonly kind: KindName;
  readonly singular: string;
  readonly plural: string;
  /** Other words for it. */
  readonly short: readonly string[];
}

/** The kinds of the inventory, in the order in which help shows them. */
export const kindWords: readonly KindWords[] = [
  { kind: 'Cluster', singular: 'cluster', plural: 'clusters', short: [] },
  { kind: 'Group', singular: 'group', plural: 'groups', short: [] },
  { kind: 'Application', singular: 'application', plural: 'applications', short: ['app', 'apps'] },
  { kind: 'Namespace', singular: 'namespace', plural: 'namespaces', short: ['ns'] },
  { kind: 'Policy', singular: 'policy', plural: 'policies', short: ['pol'] },
  { kind: 'Ring', singular: 'ring', plural: 'rings', short: [] },
  { kind: 'Expectation', singular: 'expectation', plural: 'expectations', short: ['exp'] },
  { kind: 'Fleet', singular: 'fleet', plural: 'fleets', short: [] },
];

/** The kind that a word stands for, in any case. */
export function findKind(word: string): KindWords | undefined {
  const lower = word.toLowerCase();
  return kindWords.find((words) => [words.singular, words.plural, ...words.short].includes(lower));
}

/** What a kind is called. */
export function kindWordsOf(kind: KindName): KindWords {
  const words = kindWords.find((candidate) => candidate.kind === kind);
  if (!words) throw new Error(`the kind ${kind} has no words`);
  return words;
}
