import { countOf } from '../../model/counts.ts';
import type { Diagnostic, Severity } from '../../model/diagnostic.ts';

/** What a look at a repository found. */
export interface DiagnosticReport {
  /** In the order in which they are shown. */
  readonly diagnostics: readonly Diagnostic[];
  /** How many files were looked at. */
  readonly files: number;
  /** The way from the root of the Git repository to the fleet root: empty, or with a slash at the end. */
  readonly prefix: string;
  /** What was not looked at, in sentences; undefined if that is not asked for. */
  readonly notes?: readonly string[];
}

export function severityCount({ diagnostics }: DiagnosticReport, severity: Severity): number {
  return diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
}

/** `2 errors, 1 warning in 214 files`. */
export function countsLine(report: DiagnosticReport): string {
  const notes = severityCount(report, 'info');
  const counts = [
    countOf(severityCount(report, 'error'), 'error'),
    countOf(severityCount(report, 'warning'), 'warning'),
  ];
  if (notes > 0) counts.push(countOf(notes, 'note'));
  return `${counts.join(', ')} in ${countOf(report.files, 'file')}`;
}
