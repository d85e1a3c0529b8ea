import { compareText } from '../model/compare.ts';
import type { Finding } from '../model/diagnostic.ts';
import { cycle } from '../model/rules/re203-cycle.ts';
import type { CircleStep } from './visit.ts';

/** Expressions that need each other, told from the first of them by name, so that every run tells it alike. */
export function circleFinding(steps: readonly CircleStep[]): Finding {
  const order = (step: CircleStep) => `${step.definition.name} ${step.definition.kind}`;
  const [first] = [...steps].sort((a, b) => compareText(order(a), order(b)));
  if (!first) throw new Error('a circle without steps');
  const at = steps.indexOf(first);
  const told = [...steps.slice(at), ...steps.slice(0, at)];
  const { place } = first.definition;
  return {
    rule: cycle,
    message: `the expression needs itself: ${[...told.flatMap(namesInCircle), title(first)].join(' -> ')}`,
    hint: hintFor(told),
    place: { ...place, span: first.need.term.span },
  };
}

/** Who needs the next one, and the name that it asks by, if that is another than the name of the next one. */
function namesInCircle(step: CircleStep): string[] {
  const { definition, term } = step.need;
  return definition.name === term.name.text ? [title(step)] : [title(step), `${term.kind} ${term.name.text}`];
}

function title({ definition }: CircleStep): string {
  return `${definition.kind} ${definition.name}`;
}

function hintFor(steps: readonly CircleStep[]): string {
  const inside = steps.find(({ need }) => need.definition.name !== need.term.name.text)?.need.term.kind;
  const advice = 'Name the clusters in another way in one of these.';
  if (inside === 'group') return `${advice} A group holds all groups below it.`;
  if (inside === 'ring') return `${advice} A ring is what the rings before it leave.`;
  return advice;
}
