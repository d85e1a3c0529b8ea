import type { ApplicationExplanation, Explanation, ToldStep, ValueExplanation } from '../operations/explain/explain.ts';
import { printable } from './legible.ts';
import { documentViews } from './machine.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';
import { padTo, textWidth } from './text-width.ts';
import type { Views } from './view.ts';

/** Why an application is on a cluster, or is not. */
export const applicationExplanationViews = {
  text: (explanation, style) => lines(explanation, style, variableLines(explanation, style)),
  ...documentViews(({ subject, refusedBy: _refusedBy, ...rest }: ApplicationExplanation) => ({
    kind: 'Explanation',
    application: subjectName(subject),
    ...rest,
  })),
} satisfies Views<ApplicationExplanation>;

/** Who brings an object to a cluster. */
export const explanationViews = {
  text: (explanation, style) => lines(explanation, style),
  ...documentViews(({ subject, ...rest }: Explanation) => ({ kind: 'Explanation', object: subject, ...rest })),
} satisfies Views<Explanation>;

/** Where a value of a cluster comes from. */
export const valueExplanationViews = {
  text: (explanation, style) => lines(explanation, style),
  ...documentViews(({ subject: _subject, ...rest }: ValueExplanation) => ({ kind: 'Explanation', ...rest })),
} satisfies Views<ValueExplanation>;

/** Details longer than this push the place behind them to the right. */
const widest = 72;

/** The steps of an explanation, a line for each, and at the end all of it in one sentence. */
function lines(explanation: Explanation, style: Style, more = ''): string {
  const { placed, reason } = explanation;
  const mark = placed ? style.green : style.red;
  return `${stepLines(explanation, style).join('\n')}\n${more}\n${mark(sentence(reason))}\n`;
}

/** A reason that a person wrote may end with a full stop already. */
export function sentence(reason: string): string {
  return `${printable(reason).replace(/\.$/, '')}.`;
}

/** A line for each step: whether it is true, what was asked, the answer, and where that was written. */
export function stepLines({ steps, because }: Pick<Explanation, 'steps' | 'because'>, style: Style): string[] {
  const names = Math.max(0, ...steps.map(({ step, depth }) => (depth === 0 ? textWidth(printable(step)) : 0)));
  const shown = steps.map((step) => ({ ...step, step: printable(step.step), text: detailOf(step) }));
  const widths = shown.map(({ text }) => textWidth(text)).filter((width) => width <= widest);
  const width = Math.max(0, ...widths);
  return shown.map(({ step, ok, text, depth, file, line }, at) => {
    const answer = ok ? style.green('yes') : style.red('no ');
    const sign = at === because ? style.bold('>') : ' ';
    const name = padTo(depth === 0 ? step : '', names);
    const place = file === null ? '' : `  ${style.dim(`${printable(file)}:${line}`)}`;
    return `${sign} ${answer}  ${name}  ${padTo(text, place === '' ? 0 : width)}${place}`.trimEnd();
  });
}

function detailOf({ step, detail, depth }: ToldStep): string {
  const inside = ['and', 'or', 'not', 'term'].includes(step) || depth === 0;
  return printable(`${'  '.repeat(depth)}${inside ? '' : `${step}: `}${detail}`);
}

function variableLines({ variables, refusedBy }: ApplicationExplanation, style: Style): string {
  if (variables.length === 0) return '';
  const rows = variables.map(({ name, value, missing, file, line }) => [
    name,
    value === null ? (missing ? `missing: ${refusedBy} refuses it` : 'not set, has a default') : value,
    file === null ? '' : `${file}:${line}`,
  ]);
  const text = table(['VARIABLE', 'VALUE', 'FROM'], rows, style);
  return `\n${text.replace(/^(?=.)/gm, '  ')}`;
}

function subjectName(subject: string): string {
  return subject.slice(subject.indexOf('/') + 1);
}
