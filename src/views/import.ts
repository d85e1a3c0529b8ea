import { countOf, grouped, moreLines } from '../model/counts.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { ImportResult } from '../operations/import/import-clusters.ts';
import type { ImportProblem } from '../operations/import/import-problems.ts';
import { diagnosticText } from './diagnostics/text.ts';
import { printable } from './legible.ts';
import { documentViews } from './machine.ts';
import type { Style } from './style.ts';
import type { Views } from './view.ts';

/** What an import did, or would do. */
export interface ImportReport {
  readonly result: ImportResult;
  /** Nothing was written. */
  readonly dryRun: boolean;
}

/** More than these are counted, not listed. */
const mostProblems = 20;
const mostGroups = 10;

export const importViews = {
  text: ({ result, dryRun }) => `${importCounts(result, dryRun)}\n`,
  ...documentViews(({ result, dryRun }: ImportReport) => ({
    kind: 'ImportResult',
    dryRun,
    ...result,
    problems: result.problems.map(({ row = null, line, column, field = null, rule, message, hint = null }) => {
      return { row, line, column, field, rule: rule.id, message, hint };
    }),
  })),
} satisfies Views<ImportReport>;

/** `300 clusters created, 0 changed, 12 unchanged, 2 bad rows left out; 4 groups created`. */
export function importCounts({ created, changed, unchanged, skipped, groups }: ImportResult, dryRun: boolean): string {
  const would = dryRun ? 'would be ' : '';
  const parts = [
    `${countOf(created, 'cluster')} ${would}created`,
    `${grouped(changed)} changed`,
    `${grouped(unchanged)} unchanged`,
  ];
  if (skipped > 0) parts.push(`${countOf(skipped, 'bad row')} left out`);
  const made = groups.created.length > 0 ? `; ${countOf(groups.created.length, 'group')} ${would}created` : '';
  return `${parts.join(', ')}${made}`;
}

/** The groups that are to be made, for somebody who is asked to agree. */
export function newGroupsText({ groups }: ImportResult, style: Style): string {
  const shown = groups.created.slice(0, mostGroups).map((name) => style.green(`+ group/${printable(name)}\n`));
  const more = moreLines(groups.created.length - shown.length, 'group');
  return [...shown, ...more.map((line) => `${line}\n`)].join('');
}

/** `stores.csv has 3 bad rows`. */
export function problemTitle(file: string, rows: number): string {
  return rows === 0 ? `${file} cannot be imported` : `${file} has ${countOf(rows, 'bad row')}`;
}

/** A problem that says its cell as well, for people. */
export function withCell(problem: ImportProblem): Diagnostic {
  return problem.cell === undefined ? problem : { ...problem, message: `${problem.cell}: ${problem.message}` };
}

/** Bad cells as `validate` shows what it finds, the first of them. */
export function problemsText(problems: readonly ImportProblem[], style: Style): string {
  const shown = problems.slice(0, mostProblems).map((problem) => `${diagnosticText(withCell(problem), style)}\n`);
  return [...shown, ...moreLines(problems.length - shown.length).map((line) => `${line}\n\n`)].join('');
}
