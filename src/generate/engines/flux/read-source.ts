import { parseAllDocuments } from 'yaml';
import type { ReadSource } from '../../../model/delivered.ts';
import { toRecord, valueAt } from '../../../model/record.ts';

/** The repository and the branch of the source that clusters start from; undefined if there is none in the text. */
export function readSource(text: string): ReadSource | undefined {
  const objects = parseAllDocuments(text).map((document) => toRecord(document.toJS()));
  const source = objects.find(({ kind }) => kind === 'GitRepository');
  const [url, branch] = [valueAt(source, ['spec', 'url']), valueAt(source, ['spec', 'ref', 'branch'])];
  return typeof url === 'string' && typeof branch === 'string' ? { url, branch } : undefined;
}
