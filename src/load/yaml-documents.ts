import { type Document, parseAllDocuments } from 'yaml';

/** A document of a file. Its nodes count characters from `offset`, and `text` begins there. */
export interface YamlDocument {
  readonly document: Document;
  readonly text: string;
  readonly offset: number;
}

/** Repeated keys are found by plainData: the library's own check takes the square of their number. */
const options = { prettyErrors: false, uniqueKeys: false, resolveKnownTags: false, logLevel: 'silent' } as const;

/** The documents of a file of YAML, broken ones included. */
export function parseDocuments(text: string, offset = 0): YamlDocument[] {
  const documents = parseAllDocuments(text, options).map((document) => ({ document, text, offset }));
  const rest = swallowedText(text, documents.at(-1)?.document);
  return rest === undefined ? documents : [...documents, ...parseDocuments(text.slice(rest), offset + rest)];
}

/** A quote that is never closed swallows the documents after it. This is where the first of those begins. */
function swallowedText(text: string, last: Document | undefined): number | undefined {
  const isOpen = last?.errors.some((error) => error.message.startsWith('Missing closing'));
  if (!isOpen) return undefined;
  const marker = /^---(?=\s|$)/gm;
  marker.lastIndex = (last?.contents?.range?.[0] ?? 0) + 1;
  return marker.exec(text)?.index;
}
