import type { LineUp, SetFacts } from '../../../model/line-up.ts';
import type { SetUnit } from '../../../model/sets.ts';
import { unitName } from '../../../model/unit.ts';
import type { Move, Running } from '../../../plan/plan-moves.ts';
import type { Outcome, Word } from '../../../schedule/decision.ts';
import type { DecidedCluster } from './decide-output.ts';
import { once } from './once.ts';
import { known } from './set-facts.ts';

/** What becomes of each cluster now. What waits is as it was. */
export function movesOf(decisions: readonly DecidedCluster[]): Move[] {
  const had = once((lineUp: LineUp) =>
    runningOf(Array.from(lineUp.sets.values(), (set) => ({ set, word: undefined }))),
  );
  const gets = once((outcome: Outcome) => runningOf([...outcome.sets.values()]));
  return decisions.map(({ name, decision: { outcome, moved }, delivered, hasNewVariables }) => ({
    name,
    before: delivered && had(delivered),
    after: outcome && gets(outcome),
    hasNewVariables,
    moved,
  }));
}

interface Applied {
  readonly set: SetFacts;
  readonly word: Word | undefined;
}

function runningOf(sets: readonly Applied[]): Running {
  const units = sets.flatMap(({ set, word }) =>
    known(set).model.units.map((unit) => [nameIn(set.namespace, unit), contentText(unit, word)] as const),
  );
  const deleted = sets.filter(({ set }) => set.saysDelete).map(({ set }) => set.namespace);
  return { units: new Map(units), deleted: new Set(deleted) };
}

function nameIn(namespace: string, { kind, name }: SetUnit): string {
  return unitName({ namespace, application: kind === 'application' ? name : undefined });
}

/** A word about its own removal makes another content of a namespace, and of nothing else. */
function contentText({ kind, content, variables }: SetUnit, word: Word | undefined): string {
  return JSON.stringify([content, [...(variables ?? [])].sort(), kind === 'namespace' ? word : undefined]);
}
