import { compareText } from '../model/compare.ts';
import type { Diagnostic, Finding } from '../model/diagnostic.ts';
import { maskShapes } from '../model/secret-shapes.ts';
import { type Location, openFile } from './locate.ts';

const unknownLocation: Location = { line: 1, column: 1, endColumn: 2, frame: [] };

/**
 * Findings with their lines and columns, sorted by file, line, column, rule and message, each one once. What gives itself
 * away as a secret by its form is shown in none of them.
 * `read` gives the bytes of a file; undefined if there is none.
 */
export function diagnose(findings: readonly Finding[], read: (file: string) => Uint8Array | undefined): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const [file, inFile] of byFile(findings)) {
    const bytes = read(file);
    const hidden = inFile.filter(({ confidential }) => confidential).map(({ place }) => place);
    const source = bytes && openFile(bytes, hidden);
    for (const finding of inFile) {
      const location = source?.locate(finding.place) ?? unknownLocation;
      diagnostics.push(toDiagnostic(finding, isWhollyHidden(finding) ? { ...location, frame: [] } : location));
    }
  }
  diagnostics.sort(compareDiagnostics);
  return diagnostics.filter((diagnostic, index) => {
    const before = diagnostics[index - 1];
    return !before || compareDiagnostics(before, diagnostic) !== 0;
  });
}

/** Where only a line is known, all that stands around it may be what is not to be shown. */
function isWhollyHidden({ confidential, place }: Finding): boolean {
  return confidential === true && place.position !== undefined;
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
  const said = { rule, severity: severity ?? rule.severity, message: maskShapes(message) };
  const diagnostic = { ...said, file: place.file, ...location };
  return hint === undefined ? diagnostic : { ...diagnostic, hint: maskShapes(hint) };
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
