import type { Finding } from '../model/diagnostic.ts';
import type { ParsedFile } from '../model/documents.ts';
import { yamlSyntax } from '../model/rules/re101-yaml-syntax.ts';

/** RE101 for each thing that is wrong with the text of a file. */
export function syntaxFindings(file: string, { problems }: Pick<ParsedFile, 'problems'>): Finding[] {
  return problems.map(({ message, hint, ...position }) => {
    const finding = { rule: yamlSyntax, message, place: { file, position } };
    return hint === undefined ? finding : { ...finding, hint };
  });
}

/** The same for a file that Kustomize reads, which has to be the same text to it. */
export function manifestSyntaxFindings(file: string, { problems, otherBreak }: ParsedFile): Finding[] {
  return syntaxFindings(file, { problems: otherBreak ? [...problems, otherBreak] : problems });
}
