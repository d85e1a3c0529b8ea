import type { LineUp } from '../model/line-up.ts';
import { lineUpText } from './line-up-text.ts';

/** What a cluster may get: some sets, with its variables as they are or as they should be. */
export interface Candidate {
  readonly lineUp: LineUp;
  readonly variables: 'delivered' | 'desired';
}

/** Something that would be wrong on a cluster. */
export interface Problem {
  /** Tells that two line-ups have the same problem, whatever its extent: it stays the same as amounts change. */
  readonly key: string;
  /** Whose sets have part in it. */
  readonly namespaces: readonly string[];
  /** Whether the variables of the cluster have part in it as well. */
  readonly variables?: boolean;
  readonly message: string;
}

/** What is wrong with a candidate, by rules that this stage does not know: quotas, owners, variables without a value. */
export type FindProblems = (candidate: Candidate) => readonly Problem[];

/** Something that a set depends on and that is not there. */
export interface Unmet {
  readonly namespace: string;
  readonly unit: string;
}

export function unmetIn({ sets }: LineUp): Unmet[] {
  const units = new Set([...sets.values()].flatMap((set) => set.units));
  return [...sets.values()].flatMap(({ namespace, needs }) =>
    needs.filter((unit) => !units.has(unit)).map((unit) => ({ namespace, unit })),
  );
}

/** The namespaces that have a unit. */
export function ownersOf(unit: string, { sets }: LineUp): string[] {
  return [...sets.values()].filter(({ units }) => units.includes(unit)).map(({ namespace }) => namespace);
}

/** Finds problems once for all clusters that are judged as one. */
export function problemsOnce<C>(find: (candidate: Candidate, cluster: C) => readonly Problem[]) {
  const known = new Map<string, readonly Problem[]>();
  return (judged: number, cluster: C): FindProblems =>
    (candidate) => {
      const key = `${judged} ${candidate.variables} ${lineUpText(candidate.lineUp)}`;
      const found = known.get(key) ?? find(candidate, cluster);
      known.set(key, found);
      return found;
    };
}
