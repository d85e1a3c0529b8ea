import { type Document, isScalar } from 'yaml';
import type { ParsedDocument, ParsedFile, ParseProblem } from '../model/documents.ts';
import { replaceSecrets } from '../model/secret-shapes.ts';
import { secretKind } from '../model/secrets.ts';
import { decodeText, endOfLine, positionAt } from './text.ts';
import { parseDocuments } from './yaml-documents.ts';
import { explainError } from './yaml-errors.ts';
import { plainData, type YamlProblem } from './yaml-values.ts';

/**
 * Reads a file of YAML. A document that cannot be read is one problem, and the other documents of the file are there
 * all the same; documents without content are left out, but counted.
 */
export function parseYaml(bytes: Uint8Array): ParsedFile {
  const whole = decodeText(bytes);
  if (typeof whole !== 'string') return { documents: [], problems: [whole] };
  const documents: ParsedDocument[] = [];
  const problems: ParseProblem[] = [];
  for (const [index, { document, text, offset }] of parseDocuments(whole).entries()) {
    const error = explainError(text, document);
    if (error) {
      problems.push(toProblem(whole, offset, error));
      continue;
    }
    if (isEmpty(document)) continue;
    const data = plainData(document);
    if ('problem' in data) problems.push(toProblem(whole, offset, data.problem));
    else documents.push({ index, ...data.values });
  }
  return { documents, problems };
}

/** A file that cannot be read at all, such as a link to nothing. */
export function unreadable(problem: string): ParsedFile {
  return { documents: [], problems: [{ line: 1, column: 1, message: problem }] };
}

function isEmpty({ contents }: Document): boolean {
  return contents === null || (isScalar(contents) && contents.value === null && contents.source === '');
}

function toProblem(text: string, offset: number, { start, end, message, hint }: YamlProblem): ParseProblem {
  const position = positionAt(text, offset + start, offset + end);
  const said = mayShow(text, offset + start) ? message : message.replace(/([*&!])[^\s",]+/g, '$1***');
  return hint === undefined ? { ...position, message: said } : { ...position, message: said, hint };
}

/** A secret that begins with a sign of YAML is taken for the name of an anchor or of a tag. */
function mayShow(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, endOfLine(text, at));
  return !secretKind.test(text) && replaceSecrets(line, () => '') === line;
}
