import { type Document, parseDocument, visit } from 'yaml';
import { isHazardous, jsonEscapes, printableLines } from './legible.ts';

/** No line of a text in quotes is broken: what a line begins with is ours. */
const options = { lineWidth: 0, doubleQuotedMinMultiLineLength: Number.POSITIVE_INFINITY } as const;

/** YAML of the same meaning, in which all is seen and nothing is obeyed: texts that need it are in double quotes, with escapes. */
export function printableYaml(
  document: Document,
  style: { readonly indentSeq?: boolean; readonly singleQuote?: boolean } = {},
): string {
  visit(document, {
    Scalar(_key, scalar) {
      if (typeof scalar.value === 'string' && needsQuotes(scalar.value)) scalar.type = 'QUOTE_DOUBLE';
    },
  });
  return jsonEscapes(document.toString({ ...options, ...style }));
}

/** A manifest as it was printed, but for texts that have to be written in another way. Numbers keep their digits. */
export function printableManifest(text: string): string {
  if (!needsQuotes(text)) return text;
  const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: false });
  return printableYaml(document, { indentSeq: false, singleQuote: true });
}

function needsQuotes(text: string): boolean {
  return isHazardous(text) || printableLines(text) !== text;
}
