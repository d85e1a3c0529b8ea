import { at } from '../model/at.ts';

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Names for numbers, the first for `least`. */
  readonly names?: readonly string[];
}

const fields: readonly Field[] = [
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day of the month', least: 1, most: 31 },
  {
    name: 'month',
    least: 1,
    most: 12,
    names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { name: 'day of the week', least: 0, most: 7, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

/** Why a schedule of five cron fields cannot be read; undefined where it can. */
export function cronProblem(schedule: string): string | undefined {
  const parts = schedule.trim().split(/\s+/);
  if (parts.length !== fields.length)
    return `it has ${parts.length === 1 ? 'one field' : `${parts.length} fields`}, not five`;
  for (const [index, field] of fields.entries()) {
    for (const part of at(parts, index).split(',')) {
      const problem = partProblem(part, field);
      if (problem) return problem;
    }
  }
  return undefined;
}

function partProblem(part: string, field: Field): string | undefined {
  const [, range = '', step] = /^([^/]*)(?:\/(\d+))?$/.exec(part) ?? [];
  if (step !== undefined && Number(step) === 0) return `a step of 0 in the ${field.name} never comes to an end`;
  if (range === '*') return undefined;
  const ends = range.split('-');
  const [from, to] = ends.map((end) => numberOf(end, field));
  if (from === undefined || ends.length > 2 || (ends.length === 2 && to === undefined))
    return `${JSON.stringify(part)} is not a ${field.name}`;
  for (const end of [from, to ?? from]) {
    if (end < field.least || end > field.most)
      return `the ${field.name} ${end} is not between ${field.least} and ${field.most}`;
  }
  return to !== undefined && to < from ? `${range} in the ${field.name} runs backwards` : undefined;
}

function numberOf(text: string, field: Field): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const named = field.names?.indexOf(text.toLowerCase()) ?? -1;
  return named < 0 ? undefined : named + field.least;
}
