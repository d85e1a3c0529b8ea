import { type Document, isScalar } from 'yaml';
import type { ParsedDocument, ParsedFile, ParseProblem } from '../model/documents.ts';
import { replaceSecrets } from '../model/secret-shapes.ts';
import { secretKind } from '../model/secrets.ts';
import { decodeText, endOfLine, positionIn, TextLines } from './text.ts';
import { parseDocuments } from './yaml-documents.ts';
import { explainError } from './yaml-errors.ts';
import { plainData, type YamlProblem } from './yaml-values.ts';

/**
 * Reads a file of YAML. A document that cannot be read is one problem, and the other documents of the file are there
 * all the same; documents without content are left out, but counted.
 */
export function parseYaml(bytes: Uint8Array): ParsedFile {
  if (bytes.length > largest) return unreadable(...tooLarge(bytes.length));
  const whole = decodeText(bytes);
  if (typeof whole !== 'string') return { documents: [], problems: [whole] };
  const lines = new TextLines(whole);
  const documents: ParsedDocument[] = [];
  const problems: ParseProblem[] = [];
  for (const [index, { document, text, offset }] of parseDocuments(whole).entries()) {
    const error = explainError(text, document);
    if (error) {
      problems.push(toProblem(lines, offset, error));
      continue;
    }
    if (isEmpty(document)) continue;
    const data = plainData(document);
    if ('problem' in data) problems.push(toProblem(lines, offset, data.problem));
    else documents.push({ index, ...data.values });
  }
  const otherBreak = findOtherBreak(whole, lines);
  return otherBreak === undefined ? { documents, problems } : { documents, problems, otherBreak };
}

/** What such a character hides is no part of the line to one reader, and a line of its own to the other. */
function findOtherBreak(text: string, lines: TextLines): ParseProblem | undefined {
  const found = /\r(?!\n)|[\x85\u2028\u2029]/.exec(text);
  if (!found) return undefined;
  const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return {
    ...positionIn(lines, found.index, found.index + 1),
    message: `here is a character U+${code}, with which a line ends for Kustomize, and not for other readers`,
    hint: `Begin a new line, or take it out. In a text in double quotes, write \\u${code}.`,
  };
}

/** In bytes: to read so much takes the parser a good ten seconds, and a gigabyte of memory. */
const largest = 6_000_000;

function tooLarge(size: number): [string, string] {
  const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1);
  return [
    `this file has ${megabytes(size)} MB, and at most ${megabytes(largest)} MB of YAML are read`,
    'Make several files of it.',
  ];
}

/** A file that cannot be read at all, such as a link to nothing. */
export function unreadable(message: string, hint?: string): ParsedFile {
  return { documents: [], problems: [{ line: 1, column: 1, message, ...(hint === undefined ? {} : { hint }) }] };
}

function isEmpty({ contents }: Document): boolean {
  return contents === null || (isScalar(contents) && contents.value === null && contents.source === '');
}

function toProblem(lines: TextLines, offset: number, { start, end, message, hint }: YamlProblem): ParseProblem {
  const position = positionIn(lines, offset + start, offset + end);
  const named = /([*&!])[^\s",]+/g;
  const said =
    message.search(named) < 0 || mayShow(lines.text, offset + start) ? message : message.replace(named, '$1***');
  return hint === undefined ? { ...position, message: said } : { ...position, message: said, hint };
}

/** A secret that begins with a sign of YAML is taken for the name of an anchor or of a tag. */
function mayShow(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, endOfLine(text, at));
  return !secretKind.test(text) && replaceSecrets(line, () => '') === line;
}
