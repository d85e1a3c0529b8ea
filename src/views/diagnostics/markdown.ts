import { countsLine, type DiagnosticReport } from './report.ts';

/** A table, for the summary of a pipeline or a comment on a pull request. */
export function* diagnosticsMarkdown(report: DiagnosticReport): Iterable<string> {
  yield `**${countsLine(report)}**\n`;
  if (report.diagnostics.length > 0) yield '\n| where | rule | severity | what |\n| --- | --- | --- | --- |\n';
  for (const { file, line, column, rule, severity, message, hint } of report.diagnostics) {
    const what = hint === undefined ? message : `${message}. Hint: ${hint}`;
    yield `| ${cell(`${file}:${line}:${column}`)} | ${rule.id} ${rule.name} | ${severity} | ${cell(what)} |\n`;
  }
}

/** Text that stays text: no end of a cell, no HTML, no links, no mentions. */
export function cell(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_{}[\]<>|@#]/g, (char) => `&#${char.charCodeAt(0)};`);
}
