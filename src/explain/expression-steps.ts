import { at } from '../model/at.ts';
import type { Path, Place } from '../model/place.ts';
import type { Resolution } from '../model/resolution.ts';
import type { Expression } from '../select/expression.ts';
import { parseExpression } from '../select/parse-expression.ts';
import type { Step } from './step.ts';
import { type Defined, whyTerm } from './why-term.ts';

/** An expression that is asked about one cluster. */
export interface AskedExpression {
  /** What the expression decides, such as `expression`. */
  readonly step: string;
  readonly text: string;
  readonly place: Place;
  readonly depth: number;
  readonly decides: boolean;
  /** Whether it selects the cluster, if others ask for it by a name: one with an error then selects none. */
  readonly selects?: boolean;
}

/** What does not change on the way through an expression. */
interface Walk {
  readonly resolution: Resolution;
  readonly index: number;
  readonly text: string;
  readonly place: Place;
  /** The definitions that led here: none is told twice. */
  readonly open: readonly string[];
}

/** Whether an expression selects a cluster: a step for it, and one for each part, nested as in the text. */
export function expressionSteps(
  resolution: Resolution,
  index: number,
  { step, text, place, depth, decides, selects }: AskedExpression,
  open: readonly string[] = [],
): Step[] {
  const ok = selects ?? resolution.select(text, place).clusters.has(index);
  const shown = oneLine(text);
  const parsed = parseExpression(text);
  if ('problem' in parsed)
    return [{ step, ok: false, detail: `${shown}: ${parsed.problem.message}`, place, depth, decides }];
  const walk: Walk = { resolution, index, text, place, open };
  const [whole, ...parts] = partSteps(walk, parsed.expression, depth);
  if (!whole || whole.ok !== ok)
    return [{ step, ok, detail: `${shown}: it has an error, so it selects none`, place, depth, decides }];
  return [{ ...whole, step, place, decides }, ...parts];
}

/** The smallest part of an expression that makes it false for a cluster, and why. Takes its steps. */
export function culprit([whole, ...rest]: readonly Step[]): string {
  if (!whole) return '';
  const end = rest.findIndex(({ depth }) => depth <= whole.depth);
  const below = end < 0 ? rest : rest.slice(0, end);
  const parts = below.filter(({ depth, step }) => depth === whole.depth + 1 && isPart(step));
  const [first] = parts;
  if (!first) return whole.detail;
  if (parts.length === 1) return `not ${first.detail}`;
  const wrong = parts.find(({ ok }) => !ok);
  return wrong && parts.some(({ ok }) => ok) ? culprit(below.slice(below.indexOf(wrong))) : whole.detail;
}

function isPart(step: string): boolean {
  return ['and', 'or', 'not', 'term'].includes(step);
}

function partSteps(walk: Walk, expression: Expression, depth: number): Step[] {
  const { start, end } = expression.span;
  const place = { ...walk.place, span: expression.span };
  const text = oneLine(walk.text.slice(start, end));
  const base = { detail: text, place, depth, decides: false };
  switch (expression.kind) {
    case 'all':
    case 'none':
      return [{ ...base, step: 'term', ok: expression.kind === 'all' }];
    case 'not': {
      const operand = partSteps(walk, expression.operand, depth + 1);
      return [{ ...base, step: 'not', ok: !at(operand, 0).ok }, ...operand];
    }
    case 'and':
    case 'or': {
      const operands = expression.operands.map((operand) => partSteps(walk, operand, depth + 1));
      const isTrue = (steps: readonly Step[]) => at(steps, 0).ok;
      const ok = expression.kind === 'and' ? operands.every(isTrue) : operands.some(isTrue);
      return [{ ...base, step: expression.kind, ok }, ...operands.flat()];
    }
    default: {
      const ok = walk.resolution.select(walk.text.slice(start, end), place).clusters.has(walk.index);
      const { why, defined } = whyTerm(walk.resolution, walk.index, expression, ok);
      return [{ ...base, step: 'term', ok, detail: `${text}: ${why}` }, ...definedSteps(walk, defined, ok, depth + 1)];
    }
  }
}

/** The expression behind a group or namespace that a term names. */
function definedSteps(
  { resolution, index, open }: Walk,
  defined: Defined | undefined,
  selects: boolean,
  depth: number,
): Step[] {
  if (!defined || open.includes(defined.title)) return [];
  const path: Path = ['spec', 'clusters'];
  const place = { ...defined.source, path };
  const asked = { step: defined.title, text: defined.text, place, depth, decides: false, selects };
  return expressionSteps(resolution, index, asked, [...open, defined.title]);
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
