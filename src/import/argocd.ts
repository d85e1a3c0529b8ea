import { type ManifestObject, mapIn, metadataFields, type ObjectReader } from './object-reader.ts';
import type { RawField } from './table.ts';

const secretType = 'argocd.argoproj.io/secret-type';

/** The Secrets in which Argo CD keeps clusters: name and labels, never the credentials beside them. */
export const argocd: ObjectReader = {
  format: 'argocd',
  name: 'a cluster Secret of Argo CD',
  isSecret: true,
  matches: (object) => object['kind'] === 'Secret' && mapIn(object, 'metadata', 'labels')[secretType] === 'cluster',
  read: (object) => [{ at: [], fields: [nameField(object), ...metadataFields(object)] }],
};

/** `stringData` is what people write, `data` what the API server gives. Without a name in either the Secret's counts. */
function nameField(object: ManifestObject): RawField {
  const plain = mapIn(object, 'stringData')['name'];
  if (plain !== undefined) return { name: 'name', value: plain, at: ['stringData', 'name'] };
  const encoded = mapIn(object, 'data')['name'];
  if (typeof encoded === 'string') return { name: 'name', value: decode(encoded), at: ['data', 'name'] };
  return { name: 'name', value: mapIn(object, 'metadata')['name'], at: ['metadata', 'name'] };
}

/** What is not Base64 stays as it is, so that people find it in their file. */
function decode(encoded: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0)));
  } catch {
    return encoded;
  }
}
