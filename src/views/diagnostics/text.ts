import type { Diagnostic, Severity } from '../../model/diagnostic.ts';
import { printable } from '../legible.ts';
import type { Style } from '../style.ts';
import { padTo, textWidth } from '../text-width.ts';
import { countsLine, type DiagnosticReport } from './report.ts';

const hintWidth = 48;

/** For people: each one with the lines around it, notes in short; then how many there are. */
export function* diagnosticsText(report: DiagnosticReport, style: Style): Iterable<string> {
  for (const diagnostic of report.diagnostics) yield `${diagnosticText(diagnostic, style)}\n`;
  yield `${countsLine(report)}\n`;
}

/** One of them: where, what, the lines around it unless it is a note, and what to do. */
export function diagnosticText(diagnostic: Diagnostic, style: Style): string {
  const { file, line, column, rule, severity, message, hint } = diagnostic;
  const mark = severityStyle(severity, style);
  const title = `${style.bold(`${printable(file)}:${line}:${column}`)} ${rule.id} ${mark(severity)}  ${printable(message)}`;
  const page = style.dim(`resedge rule ${rule.id}`);
  const cure = hint === undefined ? page : `${padTo(`hint: ${printable(hint)}`, hintWidth)}  ${page}`;
  const lines = severity === 'info' ? [] : frameLines(diagnostic, style);
  return [title, ...lines, `  ${cure}`, ''].join('\n');
}

function frameLines({ frame, line, column, endColumn, severity }: Diagnostic, style: Style): string[] {
  const gutter = String(frame.at(-1)?.line ?? '').length;
  return frame.flatMap(({ line: number, text, from = 1 }) => {
    const marked = number === line;
    const shown = `${marked ? '>' : ' '} ${String(number).padStart(gutter)} | ${printable(text)}`.trimEnd();
    if (!marked) return [style.dim(shown)];
    const before = textWidth(printable(text.slice(0, column - from)));
    const width = Math.max(1, textWidth(printable(text.slice(column - from, endColumn - from))));
    const caret = severityStyle(severity, style)('^'.repeat(width));
    return [shown, `  ${' '.repeat(gutter)} | ${' '.repeat(before)}${caret}`];
  });
}

function severityStyle(severity: Severity, style: Style): (text: string) => string {
  const styles = { error: style.red, warning: style.yellow, info: style.cyan };
  return styles[severity];
}
