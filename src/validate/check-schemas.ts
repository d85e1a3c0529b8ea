import type { LoadedFile } from '../load/source-files.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { ParsedDocument } from '../model/documents.ts';
import { checkSecrets } from './check-secrets.ts';
import type { SchemaValidator } from './schema-validator.ts';

/** What is remembered of files from run to run: the parse cache. */
export interface KnownFiles {
  /** Whether all documents of a file are known to meet their schemas. */
  isValid(id: string): boolean;
  markValid(id: string): void;
}

/** The files whose documents have to be checked. If there are none, no validator is needed. */
export function findUnchecked(files: readonly LoadedFile[], known: KnownFiles): LoadedFile[] {
  return files.filter((file) => !known.isValid(file.id) && file.parsed.documents.length > 0);
}

/** What is wrong with documents on their own: RE102, RE701, RE702, RE901. Files without a finding are remembered. */
export function checkSchemas(files: readonly LoadedFile[], validator: SchemaValidator, known: KnownFiles): Finding[] {
  const findings: Finding[] = [];
  for (const { path, id, parsed } of files) {
    const inFile = parsed.documents.flatMap((document) => checkDocument(document, path, validator));
    if (inFile.length === 0) known.markValid(id);
    for (const finding of inFile) findings.push(finding);
  }
  return findings;
}

/** What looks like a secret is said to be one and nothing else: other findings at the place would print it. */
function checkDocument(document: ParsedDocument, path: string, validator: SchemaValidator): Finding[] {
  const secrets = checkSecrets(document, path);
  const others = validator.check(document, path);
  if (secrets.length === 0) return others;
  const places = new Set(secrets.map(({ place }) => JSON.stringify(place.path)));
  return [...secrets, ...others.filter(({ place }) => !places.has(JSON.stringify(place.path)))];
}
