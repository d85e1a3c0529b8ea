import { Document } from 'yaml';
import { exactJson } from '../model/exact-json.ts';
import { jsonEscapes } from './legible.ts';
import type { View } from './view.ts';
import { printableYaml } from './yaml.ts';

const apiVersion = 'resedge.dev/v1';

/** What a program gets to read: a kind, and fields that are only ever added to. */
export interface MachineDocument {
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** A list for programs: its own fields, and items that may be made one at a time. */
export interface MachineList {
  readonly kind: string;
  /** Fields beside the items. */
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly items: Iterable<object>;
}

interface DocumentViews<T> {
  readonly json: View<T>;
  readonly yaml: View<T>;
}

/** A result that is one object. */
export function documentViews<T>(toDocument: (result: T) => MachineDocument): DocumentViews<T> {
  return {
    json: (result) => `${toJson({ apiVersion, ...toDocument(result) }, 2)}\n`,
    yaml: (result) => toYaml({ apiVersion, ...toDocument(result) }),
  };
}

/** A result that is a list. A line of `jsonl` is an item; what has no `kind` of its own gets that of the list. */
export function listViews<T>(toList: (result: T) => MachineList): DocumentViews<T> & { readonly jsonl: View<T> } {
  return {
    json: (result) => jsonList(toList(result)),
    jsonl: (result) => jsonLines(toList(result)),
    yaml: (result) => yamlList(toList(result)),
  };
}

/** The same text as JSON.stringify of the whole list would give. */
function* jsonList({ kind, fields, items }: MachineList): Iterable<string> {
  yield toJson({ apiVersion, kind, ...fields }, 2).slice(0, -2);
  let before = ',\n  "items": [\n    ';
  for (const item of items) {
    yield before + toJson(item, 2).replaceAll('\n', '\n    ');
    before = ',\n    ';
  }
  yield before === ',\n    ' ? '\n  ]\n}\n' : ',\n  "items": []\n}\n';
}

function* jsonLines({ kind, items }: MachineList): Iterable<string> {
  const itemKind = kind.replace(/List$/, '');
  for (const item of items) yield `${toJson({ apiVersion, kind: itemKind, ...item })}\n`;
}

function* yamlList({ kind, fields, items }: MachineList): Iterable<string> {
  yield toYaml({ apiVersion, kind, ...fields });
  let before = 'items:\n';
  for (const item of items) {
    yield before + toYaml([item]);
    before = '';
  }
  if (before !== '') yield 'items: []\n';
}

/** JSON in which nothing is there that a reader does not see, and nothing that a pipeline would obey. */
export function toJson(value: unknown, blanks = 0): string {
  return jsonEscapes(exactJson(value, blanks));
}

/** Read alike by parsers of YAML 1.1 and 1.2. */
function toYaml(value: unknown): string {
  return printableYaml(new Document(value, { compat: 'yaml-1.1', aliasDuplicateObjects: false }));
}
