import type { Diagnostic } from '../../model/diagnostic.ts';
import { workflowCommand } from '../workflow-command.ts';
import { countsLine, type DiagnosticReport } from './report.ts';

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** Annotations in GitHub Actions. It shows the first ten of a step beside the code, and the rest in the log. */
export function* diagnosticsGithub(report: DiagnosticReport): Iterable<string> {
  for (const diagnostic of report.diagnostics) yield `${annotation(diagnostic, report.prefix)}\n`;
  for (const note of report.notes ?? []) yield `${workflowCommand('warning', {}, note)}\n`;
  yield `${countsLine(report)}\n`;
}

function annotation(
  { rule, severity, message, hint, file, line, column, endColumn }: Diagnostic,
  prefix: string,
): string {
  const properties = { file: `${prefix}${file}`, line, col: column, endColumn, title: `${rule.id} ${rule.name}` };
  return workflowCommand(commands[severity], properties, hint === undefined ? message : `${message}\nhint: ${hint}`);
}
