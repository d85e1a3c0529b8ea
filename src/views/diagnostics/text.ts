import type { Diagnostic, Severity } from '../../model/diagnostic.ts';
import type { Style } from '../style.ts';
import { padTo, printable, textWidth } from '../text-width.ts';
import { countsLine, type DiagnosticReport } from './report.ts';

const hintWidth = 48;
const lineWidth = 120;

/** For people: each one with the lines around it, then how many there are. */
export function* diagnosticsText(report: DiagnosticReport, style: Style): Iterable<string> {
  for (const diagnostic of report.diagnostics) yield `${diagnosticText(diagnostic, style)}\n`;
  yield `${countsLine(report)}\n`;
}

/** One of them: where, what, the lines around it, and what to do. */
export function diagnosticText(diagnostic: Diagnostic, style: Style): string {
  const { file, line, column, rule, severity, message, hint } = diagnostic;
  const mark = severityStyle(severity, style);
  const title = `${style.bold(`${printable(file)}:${line}:${column}`)} ${rule.id} ${mark(severity)}  ${printable(message)}`;
  const page = style.dim(`resedge rule ${rule.id}`);
  const cure = hint === undefined ? page : `${padTo(`hint: ${printable(hint)}`, hintWidth)}  ${page}`;
  return [title, ...frameLines(diagnostic, style), `  ${cure}`, ''].join('\n');
}

function frameLines({ frame, line, column, endColumn, severity }: Diagnostic, style: Style): string[] {
  const gutter = String(frame.at(-1)?.line ?? '').length;
  const hidden = firstShown(frame.find((one) => one.line === line)?.text ?? '', column);
  return frame.flatMap((one) => {
    const marked = one.line === line;
    const shown = printable(one.text.slice(hidden, hidden + lineWidth));
    const text = `${marked ? '>' : ' '} ${String(one.line).padStart(gutter)} | ${shown}`.trimEnd();
    if (!marked) return [style.dim(text)];
    const before = textWidth(shown.slice(0, column - 1 - hidden));
    const width = Math.max(1, textWidth(shown.slice(column - 1 - hidden, endColumn - 1 - hidden)));
    const caret = severityStyle(severity, style)('^'.repeat(width));
    return [text, `  ${' '.repeat(gutter)} | ${' '.repeat(before)}${caret}`];
  });
}

/** Where to begin with a line that is too long to show: so that its marked column can be seen. */
function firstShown(text: string, column: number): number {
  return text.length <= lineWidth || column <= lineWidth / 2 ? 0 : column - lineWidth / 2;
}

function severityStyle(severity: Severity, style: Style): (text: string) => string {
  const styles = { error: style.red, warning: style.yellow, info: style.cyan };
  return styles[severity];
}
