import type { Finding } from '../model/diagnostic.ts';
import type { ParsedDocument } from '../model/documents.ts';
import type { Path } from '../model/place.ts';
import { isRecord } from '../model/record.ts';
import { secretInValues } from '../model/rules/re901-secret-in-values.ts';
import { secretByKey } from '../model/secret-keys.ts';
import { secretShapeIn } from '../model/secret-shapes.ts';
import { fieldName } from './field-words.ts';

/** Names the keys whose values are no secrets, separated by commas. */
const exemption = 'resedge.dev/not-secret';

/** Schemas, which say in patterns what a secret looks like. */
const unread = new Set(['spec/rules', 'spec/valuesSchema']);

/** RE901: texts of a document that look like secrets, by their form or by the key that they stand under. */
export function checkSecrets({ index, value }: ParsedDocument, file: string): Finding[] {
  const findings: Finding[] = [];
  const path: (string | number)[] = [];

  function visit(item: unknown, key: string, keysCount: boolean): void {
    if (typeof item === 'string' || typeof item === 'number') {
      const text = String(item);
      const what = secretShapeIn(text) ?? (keysCount ? secretByKey(key, text) : undefined);
      if (what !== undefined && key !== exemption && !exempted(value).has(key))
        findings.push(finding(what, key, [...path]));
    } else if (Array.isArray(item)) {
      for (const [at, child] of item.entries()) enter(at, child, '', keysCount);
    } else if (isRecord(item)) {
      for (const child in item) enter(child, item[child], child, keysCount && child !== 'labels');
    }
  }

  function enter(step: string | number, child: unknown, key: string, keysCount: boolean): void {
    if (path.length === 1 && unread.has(`${path[0]}/${step}`)) return;
    path.push(step);
    visit(child, key, keysCount);
    path.pop();
  }

  function finding(what: string, key: string, at: Path): Finding {
    const name = fieldName(at);
    const unless = key === '' ? '' : ` If it is none, annotate the object: ${exemption}: ${key}`;
    return {
      rule: secretInValues,
      message: `${name} looks like ${what}, and everybody who reads the repository has it`,
      hint: `Keep it in a Secret on the clusters, or encrypted with SOPS in the application.${unless}`,
      place: { file, document: index, path: at },
      confidential: true,
    };
  }

  visit(value, '', true);
  return findings;
}

function exempted(document: unknown): ReadonlySet<string> {
  const metadata = isRecord(document) ? document['metadata'] : undefined;
  const annotations = isRecord(metadata) ? metadata['annotations'] : undefined;
  const keys = isRecord(annotations) ? annotations[exemption] : undefined;
  return new Set(typeof keys === 'string' ? keys.split(',').map((key) => key.trim()) : []);
}
