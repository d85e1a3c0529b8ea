import type { TableProblem } from '../../import/table.ts';
import { frameAround } from '../../load/frame.ts';
import { replaceParts } from '../../load/mask-file.ts';
import { positionIn, TextLines } from '../../load/text.ts';
import { at } from '../../model/at.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { schemaRule } from '../../model/rules/re102-schema.ts';
import { mask, replaceSecrets } from '../../model/secret-shapes.ts';
import type { ImportFile } from './read-import.ts';

/** What is wrong in a file of clusters, with its line and column. */
export interface ImportProblem extends Diagnostic {
  /** From 1; in a table the header is row 1. Undefined if it is about no row. */
  readonly row: number | undefined;
  /** The header of the column, or the path of the field. Undefined if it is about no single field. */
  readonly field: string | undefined;
  /** How people find it in a spreadsheet: `row 17, column timeZone`. Undefined if the file is no table. */
  readonly cell: string | undefined;
}

/** At most this many are shown with the lines around them: to cut these out of a long text takes its time. */
const mostFrames = 20;

/** Problems with their lines and columns, in the order of the file. What looks like a secret is shown in none of them, nor are lines that may hold credentials. */
export function locateProblems({ name, text, table }: ImportFile, problems: readonly TableProblem[]): ImportProblem[] {
  if (problems.length === 0) return [];
  const lines = new TextLines(text);
  const ranges = table.locate(problems.map(({ place }) => place));
  const located = problems.map(({ rule = schemaRule, message, hint, field }, index): ImportProblem => {
    const range = at(ranges, index);
    const { row } = range;
    const cell = table.header && row !== undefined ? masked(cellName(row, field)) : undefined;
    const said = { message: masked(message), ...(hint !== undefined && { hint: masked(hint) }) };
    const about = { row, field: field === undefined ? undefined : masked(field), cell };
    return {
      rule,
      severity: rule.severity,
      ...said,
      file: name,
      ...positionIn(lines, range.start, range.end),
      ...about,
      frame: [],
    };
  });
  located.sort((a, b) => a.line - b.line || a.column - b.column);
  if (table.isSecret) return located;
  const hidden = ranges.filter((_, index) => at(problems, index).confidential);
  const shown = new TextLines(replaceParts(text, mask, hidden));
  return located.map((problem, index) => {
    return index < mostFrames ? { ...problem, frame: frameAround(shown, problem.line, problem.column) } : problem;
  });
}

function masked(text: string): string {
  return replaceSecrets(text, mask);
}

function cellName(row: number, field: string | undefined): string {
  return field === undefined ? `row ${row}` : `row ${row}, column ${field}`;
}
