import type { Finding } from '../model/diagnostic.ts';
import type { ParsedDocument } from '../model/documents.ts';
import { secretInValues } from '../model/rules/re901-secret-in-values.ts';
import { exemption, findSecrets } from '../model/secrets.ts';
import { fieldName } from './field-words.ts';

/** RE901: texts of a document that look like secrets, by their form or by the key that they stand under. */
export function checkSecrets({ index, value }: ParsedDocument, file: string): Finding[] {
  return findSecrets(value).map(({ what, key, path }) => {
    const unless = key === '' ? '' : ` If it is none, annotate the object: ${exemption}: ${key}`;
    return {
      rule: secretInValues,
      message: `${fieldName(path)} looks like ${what}, and everybody who reads the repository has it`,
      hint: `Keep it in a Secret on the clusters, or encrypted with SOPS in the application.${unless}`,
      place: { file, document: index, path },
      confidential: true,
    };
  });
}
