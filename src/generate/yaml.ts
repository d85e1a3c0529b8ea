import { stringify } from 'yaml';

/** YAML that parsers of YAML 1.1 and 1.2 read alike, without line folding: the same bytes for the same object. */
export function toYaml(object: unknown): string {
  return stringify(object, { lineWidth: 0, compat: 'yaml-1.1', aliasDuplicateObjects: false });
}

/** Several documents in one file. */
export function toYamlStream(objects: readonly unknown[]): string {
  return objects.map(toYaml).join('---\n');
}

/** A double-quoted scalar: JSON with what YAML takes for a line break escaped as well. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
