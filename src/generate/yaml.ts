import { Document, stringify, visit } from 'yaml';

/** What YAML 1.1 takes for a line break or does not print, and YAML 1.2 does. */
const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff]/g;

/** YAML that parsers of YAML 1.1 and 1.2 read alike, without line folding: the same bytes for the same object. */
export function toYaml(object: unknown): string {
  const options = { lineWidth: 0, compat: 'yaml-1.1', aliasDuplicateObjects: false } as const;
  const text = stringify(object, options);
  if (text.search(unprintable) < 0) return text;
  const document = new Document(object, options);
  visit(document, {
    Scalar(_key, scalar) {
      if (String(scalar.value).search(unprintable) >= 0) scalar.type = 'QUOTE_DOUBLE';
    },
  });
  return escapeUnprintable(document.toString(options));
}

/** Several documents in one file. */
export function toYamlStream(objects: readonly unknown[]): string {
  return objects.map(toYaml).join('---\n');
}

/** A double-quoted scalar: JSON with what YAML takes for a line break escaped as well. */
export function quoted(text: string): string {
  return escapeUnprintable(JSON.stringify(text));
}

function escapeUnprintable(text: string): string {
  return text.replace(unprintable, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
