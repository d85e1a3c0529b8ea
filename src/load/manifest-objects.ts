import type { Finding } from '../model/diagnostic.ts';
import type { ParsedDocument, ParsedFile } from '../model/documents.ts';
import type { ManifestObject } from '../model/kustomize.ts';
import type { Path } from '../model/place.ts';
import { isRecord, toRecord, toText } from '../model/record.ts';
import { kustomizationInvalid } from '../model/rules/re402-kustomization-invalid.ts';
import { manifestSyntaxFindings } from './syntax-findings.ts';

/** What a file of manifests holds: the objects of lists each on their own. */
export interface ManifestFile {
  readonly objects: readonly ManifestObject[];
  readonly findings: readonly Finding[];
}

export function readManifests(file: string, parsed: ParsedFile): ManifestFile {
  const objects: ManifestObject[] = [];
  const findings = manifestSyntaxFindings(file, parsed);
  for (const document of parsed.documents) {
    if (document.value !== null) collectObjects(document.value, file, document, [], objects, findings);
  }
  return { objects, findings };
}

function collectObjects(
  value: unknown,
  file: string,
  document: ParsedDocument,
  path: Path,
  objects: ManifestObject[],
  findings: Finding[],
): void {
  const place = { file, document: document.index, path };
  const kind = isRecord(value) ? value['kind'] : undefined;
  if (!isRecord(value) || typeof kind !== 'string') {
    findings.push({
      rule: kustomizationInvalid,
      message: 'this is not an object of Kubernetes: it has no kind',
      hint: 'What is not a manifest does not belong among the resources of a kustomization.',
      place,
    });
    return;
  }
  const items = value['items'];
  if (kind.endsWith('List') && Array.isArray(items)) {
    for (const [index, item] of items.entries()) {
      collectObjects(item, file, document, [...path, 'items', index], objects, findings);
    }
    return;
  }
  const metadata = toRecord(value['metadata']);
  const name = metadata['name'];
  if (typeof name !== 'string' || name === '') {
    findings.push({
      rule: kustomizationInvalid,
      message: `this ${kind} has no metadata.name, which Kustomize needs`,
      place: { ...place, path: [...path, 'metadata', 'name'] },
    });
    return;
  }
  objects.push({
    apiVersion: toText(value['apiVersion']) ?? '',
    kind,
    name,
    namespace: toText(metadata['namespace']) ?? '',
    place,
    value,
  });
}
