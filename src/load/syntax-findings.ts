import type { Finding } from '../model/diagnostic.ts';
import type { ParsedFile } from '../model/documents.ts';
import { yamlSyntax } from '../model/rules/re101-yaml-syntax.ts';

/** RE101 for each thing that is wrong with the text of a file. */
export function syntaxFindings(file: string, parsed: ParsedFile): Finding[] {
  return parsed.problems.map(({ message, hint, ...position }) => {
    const finding = { rule: yamlSyntax, message, place: { file, position } };
    return hint === undefined ? finding : { ...finding, hint };
  });
}
