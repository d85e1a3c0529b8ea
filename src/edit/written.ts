import { Document, type Scalar, visit } from 'yaml';

/** How new text is laid out, so that it looks like the text around it. */
export interface Layout {
  /** By how many blanks a map in a map is indented. */
  readonly indent: number;
  /** Whether a list in a map is indented too. */
  readonly indentSeq: boolean;
  /** How the text that it replaces was quoted. */
  readonly style?: Scalar.Type | undefined;
  /** Whether texts of several lines are written on one line, in quotes. */
  readonly onOneLine?: boolean;
}

/** What YAML 1.1 takes for a line break or does not print, and YAML 1.2 does. */
const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff]/g;

/** The lines of a value as block YAML that parsers of YAML 1.1 and 1.2 read alike. */
export function blockLines(value: unknown, { indent, indentSeq, style, onOneLine = false }: Layout): string[] {
  const document = new Document(value, { compat: 'yaml-1.1', aliasDuplicateObjects: false });
  visit(document, {
    Scalar(key, scalar) {
      if (typeof scalar.value !== 'string') return;
      const needsQuotes = scalar.value.search(unprintable) >= 0 || (onOneLine && scalar.value.includes('\n'));
      if (needsQuotes) scalar.type = 'QUOTE_DOUBLE';
      else if (style && key !== 'key') scalar.type = style;
    },
  });
  const text = document.toString({ lineWidth: 0, indent, indentSeq });
  const lines = escaped(text).split('\n');
  return lines.slice(0, -1);
}

/** A value on one line, for flow maps and lists; with `json`, all text in double quotes. */
export function flowText(
  value: unknown,
  { style, json = false }: { style?: Scalar.Type | undefined; json?: boolean },
): string {
  const document = new Document([value], { compat: 'yaml-1.1', aliasDuplicateObjects: false });
  visit(document, {
    Collection(_key, node) {
      node.flow = true;
    },
    Scalar(key, scalar) {
      if (typeof scalar.value !== 'string') return;
      if (json || scalar.value.search(unprintable) >= 0) scalar.type = 'QUOTE_DOUBLE';
      else if (style?.startsWith('QUOTE') && key !== 'key') scalar.type = style;
    },
  });
  const text = escaped(document.toString({ lineWidth: 0, flowCollectionPadding: false }));
  return text.trimEnd().slice(1, -1);
}

function escaped(text: string): string {
  return text.replace(unprintable, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
