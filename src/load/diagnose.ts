import { compareText } from '../model/compare.ts';
import type { Diagnostic, Finding } from '../model/diagnostic.ts';
import { type Location, openFile } from './locate.ts';

const unknownLocation: Location = { line: 1, column: 1, endColumn: 2, frame: [] };

/**
 * Findings with their lines and columns, sorted by file, line, column, rule and message, each one once.
 * `read` gives the bytes of a file; undefined if there is none.
 */
export function diagnose(findings: readonly Finding[], read: (file: string) => Uint8Array | undefined): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const [file, inFile] of byFile(findings)) {
    const bytes = read(file);
    const hidden = inFile.filter(({ confidential }) => confidential).map(({ place }) => place);
    const source = bytes && openFile(bytes, hidden);
    for (const finding of inFile)
      diagnostics.push(toDiagnostic(finding, source?.locate(finding.place) ?? unknownLocation));
  }
  diagnostics.sort(compareDiagnostics);
  return diagnostics.filter((diagnostic, index) => {
    const before = diagnostics[index - 1];
    return !before || compareDiagnostics(before, diagnostic) !== 0;
  });
}

function byFile(findings: readonly Finding[]): Map<string, Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) {
    const inFile = files.get(finding.place.file);
    if (inFile) inFile.push(finding);
    else files.set(finding.place.file, [finding]);
  }
  return files;
}

function toDiagnostic({ rule, severity, message, hint, place }: Finding, location: Location): Diagnostic {
  const diagnostic = { rule, severity: severity ?? rule.severity, message, file: place.file, ...location };
  return hint === undefined ? diagnostic : { ...diagnostic, hint };
}

function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compareText(a.rule.id, b.rule.id) ||
    compareText(a.message, b.message)
  );
}
