import type { Diagnostic } from '../../model/diagnostic.ts';
import { countsLine, type DiagnosticReport } from './report.ts';

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** Annotations in GitHub Actions. It shows the first ten of a step beside the code, and the rest in the log. */
export function* diagnosticsGithub(report: DiagnosticReport): Iterable<string> {
  for (const diagnostic of report.diagnostics) yield `${annotation(diagnostic, report.prefix)}\n`;
  for (const note of report.notes ?? []) yield `::warning::${escapeData(note)}\n`;
  yield `${countsLine(report)}\n`;
}

function annotation(
  { rule, severity, message, hint, file, line, column, endColumn }: Diagnostic,
  prefix: string,
): string {
  const properties = { file: `${prefix}${file}`, line, col: column, endColumn, title: `${rule.id} ${rule.name}` };
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${commands[severity]} ${written.join(',')}::${escapeData(hint === undefined ? message : `${message}\nhint: ${hint}`)}`;
}

/** A text as the message of a workflow command. */
export function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** A text as a property of a workflow command. */
export function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
