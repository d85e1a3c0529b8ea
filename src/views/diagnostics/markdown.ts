import { markdownText } from '../markdown.ts';
import { countsLine, type DiagnosticReport } from './report.ts';

/** A table, for the summary of a pipeline or a comment on a pull request. */
export function* diagnosticsMarkdown(report: DiagnosticReport): Iterable<string> {
  yield `**${countsLine(report)}**\n`;
  if (report.diagnostics.length > 0) yield '\n| where | rule | severity | what |\n| --- | --- | --- | --- |\n';
  for (const { file, line, column, rule, severity, message, hint } of report.diagnostics) {
    const what = hint === undefined ? message : `${message}. Hint: ${hint}`;
    yield `| ${markdownText(`${file}:${line}:${column}`)} | ${rule.id} ${rule.name} | ${severity} | ${markdownText(what)} |\n`;
  }
}
