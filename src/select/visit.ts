import { at } from '../model/at.ts';
import type { Definition, Need } from './definitions.ts';

export interface Visitor {
  needs(definition: Definition): readonly Need[];
  isDone(definition: Definition): boolean;
  /** Called when a circle closes, at most once for each definition that closes one: each needs the next, the last the first. */
  circle(steps: readonly CircleStep[]): void;
  /** Called once all that it needs was left, but for those that are in a circle with it. */
  leave(definition: Definition, inCircle: boolean): void;
}

export interface CircleStep {
  readonly definition: Definition;
  /** How it needs the next one. */
  readonly need: Need;
}

interface Step {
  readonly definition: Definition;
  readonly needs: readonly Need[];
  next: number;
  closed: boolean;
}

/** Goes through a definition and all that it needs, what is needed first. No recursion: chains may be long. */
export function visit(root: Definition, visitor: Visitor): void {
  const steps: Step[] = [];
  const positions = new Map<Definition, number>();
  const circular = new Set<Definition>();

  function enter(definition: Definition): void {
    positions.set(definition, steps.length);
    steps.push({ definition, needs: visitor.needs(definition), next: 0, closed: false });
  }

  enter(root);
  for (let step = steps.at(-1); step; step = steps.at(-1)) {
    const need = step.needs[step.next++];
    if (!need) {
      steps.pop();
      positions.delete(step.definition);
      visitor.leave(step.definition, circular.has(step.definition));
      continue;
    }
    const open = positions.get(need.definition);
    if (open !== undefined) {
      const circle = steps.slice(open).map(currentNeed);
      if (!step.closed) visitor.circle(circle);
      for (const { definition } of circle) circular.add(definition);
      step.closed = true;
    } else if (!visitor.isDone(need.definition)) {
      enter(need.definition);
    }
  }
}

function currentNeed({ definition, needs, next }: Step): CircleStep {
  return { definition, need: at(needs, next - 1) };
}
